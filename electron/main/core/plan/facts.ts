// What of an approved plan the order of a ceremony depends on, as the event that begins every journal's work; and whether a journal
// follows the plan at hand.
import { refuse } from '#shared/faults/fault.ts';
import type { EventOf } from '#shared/journal/events.ts';
import type { JournalState } from '#shared/journal/state.ts';
import { gradeOf } from '#shared/plan/kind.ts';
import type { Plan } from '#shared/plan/plan.ts';
import type { AppVersion } from '#shared/schemas/atoms.ts';
import type { PublicIdentity } from '../transfer/identity.ts';
import { type ApprovedPlan, assertApprovedPlan, type SignedPlan } from './approval.ts';

/** The event by which a journal adopts a plan that two people approved. */
export function planAdopted(approved: ApprovedPlan): EventOf<'plan-adopted'> {
  assertApprovedPlan(approved);
  return planFacts(approved);
}

/** The same of a plan in an evidence package, for comparing: whose paper it was, nobody has said there. */
export function planFacts({ plan, planSha256, approvers }: SignedPlan): EventOf<'plan-adopted'> {
  return {
    kind: 'plan-adopted',
    planSha256,
    ceremony: plan.ceremony,
    practice: plan.practice,
    ceremonyKind: plan.kind,
    approvers: [...approvers],
    targetName: plan.target.name,
    targetUri: plan.target.uri,
    ...(plan.source ? { source: plan.source } : {}),
    required: plan.quorum.required,
    custodianCertificates: plan.custodians.flatMap(({ certificateSha256 }) => certificateSha256 ?? []),
    custodians: plan.quorum.custodians,
    sdSha256: plan.securityDomain?.sha256 ?? null,
    backupFolder: plan.backup?.folder ?? null,
    grade: gradeOf(plan),
  };
}

/**
 * The journal has adopted exactly this plan: its HSM, its people, and whether it is practice.
 * @throws PLAN_MISMATCH
 */
export function assertPlanOfJournal({ plan }: Pick<JournalState, 'plan'>, planSha256: string): void {
  const found = plan?.planSha256 ?? 'none';
  if (found !== planSha256)
    refuse({ code: 'PLAN_MISMATCH', what: 'plan of this journal', expected: planSha256, found });
}

/**
 * As `assertPlanOfJournal`, for what is asked of a journal before it has adopted any plan too.
 * @throws PLAN_MISMATCH
 */
export function assertNoOtherPlan(state: Pick<JournalState, 'plan'>, planSha256: string): void {
  if (state.plan) assertPlanOfJournal(state, planSha256);
}

/** The first event of a ceremony's journal at a machine. */
export const journalOpened = (
  { ceremony, practice }: Pick<Plan, 'ceremony' | 'practice'>,
  { role, keyId }: Pick<PublicIdentity, 'role' | 'keyId'>,
  app: AppVersion,
): EventOf<'journal-opened'> => ({
  kind: 'journal-opened',
  ceremony,
  practice,
  machine: role === 'offline' ? 'offline' : 'online',
  role,
  keyId,
  app,
});
