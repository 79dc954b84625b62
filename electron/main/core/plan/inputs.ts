// Comparing what a ceremony is given with what its plan says: what differs is refused, by name.
import { refuse } from '#shared/faults/fault.ts';
import type { Plan } from '#shared/plan/plan.ts';

/** Values of one input that a plan may speak about; what is left out was not part of the input. */
export interface PlanInputs {
  readonly ceremony?: string;
  readonly practice?: boolean;
  readonly hsmUri?: string;
  readonly securityDomainSha256?: string;
  readonly required?: number;
  readonly custodians?: number;
  readonly backupFolder?: string;
  readonly container?: string;
  /** SHA-256 of a certificate that must belong to one of the custodians. */
  readonly custodianCertificateSha256?: string;
}

/**
 * Refuses inputs that differ from the plan.
 * @throws PLAN_MISMATCH
 */
export function assertInputsMatch(plan: Plan, inputs: PlanInputs): void {
  compare('ceremony', plan.ceremony, inputs.ceremony);
  compare('practice', plan.practice, inputs.practice);
  compare('HSM address', plan.target.uri, inputs.hsmUri);
  compare('security domain', plan.securityDomain?.sha256, inputs.securityDomainSha256);
  compare('quorum', plan.quorum.required, inputs.required);
  compare('number of custodians', plan.quorum.custodians, inputs.custodians);
  compare('backup folder', plan.backup?.folder, inputs.backupFolder);
  compare('backup container', plan.backup?.container, inputs.container);
  const certificate = inputs.custodianCertificateSha256;
  if (certificate !== undefined && !plan.custodians.some((each) => each.certificateSha256 === certificate)) {
    refuse({ code: 'PLAN_MISMATCH', what: 'custodian certificate', expected: 'one of the plan', found: certificate });
  }
}

type Comparable = string | number | boolean | null | undefined;

function compare(what: string, planned: Comparable, given: Comparable): void {
  if (given === undefined || given === planned) return;
  refuse({ code: 'PLAN_MISMATCH', what, expected: String(planned ?? 'nothing'), found: String(given) });
}
