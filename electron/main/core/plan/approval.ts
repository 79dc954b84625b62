// Approvals of a plan: signatures of two people over its canonical bytes, with the identities that the plan itself names.
import { refuse } from '#shared/faults/fault.ts';
import type { Plan } from '#shared/plan/plan.ts';
import { sha256 } from '../encoding/bytes.ts';
import { createSeal, type Verified } from '../verified.ts';
import { parseEnvelope } from '../transfer/envelope.ts';
import type { Signer } from '../transfer/identity.ts';
import { countersignDocument, signDocument, verifySigners } from '../transfer/signed-document.ts';
import { encodePlan, parseCanonicalPlan, pinnedIdentities } from './plan-file.ts';

/** The media type of a plan in its envelope; a transfer bundle that carries a plan has another. */
export const planPayloadType = 'application/vnd.lifeboat.approved-plan.v1+json';
export const approvalsRequired = 2;

/** A plan with the signatures that it has so far. */
export interface SignedPlan {
  readonly plan: Plan;
  readonly planSha256: string;
  /** Ids of the people who have approved it. */
  readonly approvers: readonly string[];
}

/** A plan that two people approved. */
export type ApprovedPlan = Verified<SignedPlan>;
const seal = createSeal<SignedPlan>('approved plan');
/** Throws a defect unless the plan was found approved here. */
export const assertApprovedPlan = (plan: ApprovedPlan): void => seal.assert(plan);

/**
 * Approves a plan for the first time: gives it its envelope.
 * @throws PLAN_APPROVER_UNKNOWN if the plan does not name the signer's key
 */
export function approvePlan(plan: Plan, signer: Signer): Buffer {
  assertNamed(plan, signer);
  return signDocument(planPayloadType, encodePlan(plan), [signer]);
}

/**
 * Adds an approval.
 * @throws PLAN_APPROVER_UNKNOWN, BUNDLE_SIGNER_TWICE, and what `readSignedPlan` throws
 */
export function approveAgain(signedPlan: Uint8Array, signer: Signer): Buffer {
  assertNamed(readSignedPlan(signedPlan).plan, signer);
  return countersignDocument(signedPlan, signer);
}

/**
 * Reads a signed plan, however many have signed. Its own list of identities says whose signatures count: a plan proves nothing
 * about itself until its hash was compared with the paper.
 * @throws PLAN_NOT_A_PLAN, PLAN_INVALID, PLAN_NOT_CANONICAL, ENVELOPE_…, BUNDLE_SIGN…
 */
export function readSignedPlan(bytes: Uint8Array): SignedPlan {
  const envelope = parseEnvelope(bytes);
  if (envelope.payloadType !== planPayloadType) refuse({ code: 'PLAN_NOT_A_PLAN', found: envelope.payloadType });
  const plan = parseCanonicalPlan(envelope.payload);
  // One person holds one identity (a rule of the plan), so distinct keys are distinct people.
  const approvers = verifySigners(envelope, pinnedIdentities(plan)).map(({ person }) => person);
  return { plan, planSha256: sha256(envelope.payload).toString('hex'), approvers };
}

/**
 * Reads a plan that may be used.
 * @param expectedSha256 the hash on the paper
 * @throws PLAN_APPROVALS_SHORT, PLAN_MISMATCH, and what `readSignedPlan` throws
 */
export function verifyApprovedPlan(bytes: Uint8Array, expectedSha256: string): ApprovedPlan {
  const signed = readSignedPlan(bytes);
  if (signed.planSha256 !== expectedSha256) {
    refuse({ code: 'PLAN_MISMATCH', what: 'plan', expected: signed.planSha256, found: expectedSha256 });
  }
  assertApproved(signed);
  return seal.mint(signed);
}

/** Whether two people have signed. */
export const isApproved = ({ approvers }: SignedPlan): boolean => approvers.length >= approvalsRequired;

/**
 * Two people have signed.
 * @throws PLAN_APPROVALS_SHORT
 */
export function assertApproved(plan: SignedPlan): void {
  if (!isApproved(plan))
    refuse({ code: 'PLAN_APPROVALS_SHORT', have: plan.approvers.length, required: approvalsRequired });
}

function assertNamed(plan: Plan, { keyId }: Signer): void {
  if (!pinnedIdentities(plan).some((pinned) => pinned.keyId === keyId))
    refuse({ code: 'PLAN_APPROVER_UNKNOWN', keyId });
}
