// The custodians of the plan as screens name them.
import type { RecoveryView } from '#shared/contract/offline/recovery-view.ts';
import type { View } from '#shared/contract/offline/view.ts';
import { certificateSha256Of } from '#shared/formatting/thumbprint.ts';

export interface PlanCustodian {
  readonly id: string;
  readonly name: string;
}

/** Those who have not given yet. */
export function whoIsLeft({ plan }: RecoveryView, { custodians }: View): readonly PlanCustodian[] {
  const given = custodians.accepted.map(({ thumbprint }) => certificateSha256Of(thumbprint));
  return plan.custodians
    .filter(({ certificateSha256 }) => certificateSha256 === null || !given.includes(certificateSha256))
    .map(({ id, person }) => ({ id, name: plan.people.find((each) => each.id === person)?.name ?? person }));
}
