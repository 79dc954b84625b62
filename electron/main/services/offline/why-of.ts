// Why something could not be written, in one word.
import { Refusal } from '#shared/faults/fault.ts';

/** The code of a fault or of the system's error, for people who look into it. */
export function whyOf(error: unknown): string {
  if (error instanceof Refusal) return error.fault.code;
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}
