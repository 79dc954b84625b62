// The outcome of an upload, which the operators send to the offline side.
import type { Fault } from '../faults/fault.ts';

/** How the name of every outcome's bundle ends. */
export const outcomeEnd = '-outcome.bundle.json';

/** What an outcome that is not good means for the machine that accepts it; undefined for a good one. */
export function outcomeFault(verdict: 'succeeded' | 'failed' | 'unknown' | undefined): Fault | undefined {
  if (verdict === 'failed') return { code: 'OUTCOME_FAILED' };
  return verdict === 'unknown' ? { code: 'OUTCOME_UNKNOWN' } : undefined;
}
