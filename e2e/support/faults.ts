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

/** The fault that a promise was rejected with. */
export async function faultOfPromise(attempt: Promise<unknown>): Promise<Fault> {
  try {
    await attempt;
  } catch (error) {
    if (error instanceof Refusal) return error.fault;
    throw error;
  }
  throw new Error('expected a refusal, but it was accepted');
}
