// What of an approved plan the order of a ceremony depends on, as the event that begins every journal's work.
import type { EventOf } from '../../../../shared/journal/events.ts';
import { type ApprovedPlan, assertApprovedPlan } from './approval.ts';

/** The event by which a journal adopts a plan that two people approved. */
export function planAdopted(approved: ApprovedPlan): EventOf<'plan-adopted'> {
  assertApprovedPlan(approved);
  const { plan, planSha256, approvers } = approved;
  return {
    kind: 'plan-adopted',
    planSha256,
    ceremony: plan.ceremony,
    practice: plan.practice,
    ceremonyKind: plan.kind,
    approvers: [...approvers],
    targetName: plan.target.name,
    targetUri: plan.target.uri,
    required: plan.quorum.required,
    custodianCertificates: plan.custodians.flatMap(({ certificateSha256 }) => certificateSha256 ?? []),
    custodians: plan.quorum.custodians,
    sdSha256: plan.securityDomain?.sha256 ?? null,
    backupFolder: plan.backup?.folder ?? null,
  };
}
