// Reads a plan in either of its forms: as people wrote it, or in its envelope with the signatures that it has so far.
import { readSignedPlan, type SignedPlan } from './approval.ts';
import { parsePlan, planSha256 } from './plan-file.ts';

/** A plan, and whether it lay in an envelope. A plan without one has no approvers. */
export interface AnyPlan extends SignedPlan {
  readonly signed: boolean;
}

/** Whether this is an envelope: it has a member that no plan has. */
export const isSignedPlan = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.subarray(0, 16)).toString('latin1').startsWith('{"payload":');

/**
 * What is no envelope is read as a plan and reported as one.
 * @throws what `readSignedPlan` and `parsePlan` throw
 */
export function readAnyPlan(bytes: Uint8Array): AnyPlan {
  if (isSignedPlan(bytes)) {
    return { ...readSignedPlan(bytes), signed: true };
  }
  const plan = parsePlan(bytes);
  return { plan, planSha256: planSha256(plan), approvers: [], signed: false };
}
