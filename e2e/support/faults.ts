// How tests ask which fault a refusal carried.
import { type Fault, type FaultCode, Refusal } from '#shared/faults/fault.ts';

/** The fault that `attempt` was refused with; anything else it throws, or no refusal at all, fails the test. */
export function faultOf(attempt: () => unknown): Fault {
  try {
    attempt();
  } catch (error) {
    if (error instanceof Refusal) return error.fault;
    throw error;
  }
  throw new Error('expected a refusal, but it was accepted');
}

/** The code alone. */
export const faultCode = (attempt: () => unknown): FaultCode => faultOf(attempt).code;

/** The fault that a promise was rejected with, or that `attempt` was refused with at once or later. */
export async function faultOfPromise(attempt: Promise<unknown> | (() => unknown)): Promise<Fault> {
  try {
    await (typeof attempt === 'function' ? attempt() : attempt);
  } catch (error) {
    if (error instanceof Refusal) return error.fault;
    throw error;
  }
  throw new Error('expected a refusal, but it was accepted');
}

/** Status and code with which Azure's library of storage rejects, or that it did not. */
export async function storageRefusal(attempt: PromiseLike<unknown>): Promise<unknown> {
  try {
    await attempt;
  } catch (error) {
    const { statusCode, code } = error as { statusCode?: number; code?: string };
    return [statusCode, code];
  }
  return 'accepted';
}
