// The custodians of the plan as screens name them.
import type { RecoveryView } from '../../../shared/contract/offline/recovery-view.ts';
import type { View } from '../../../shared/contract/offline/view.ts';

/** base64url of a certificate's hash, as security domains have it; undefined for a certificate that does not exist yet. */
export function thumbprintOf(certificateSha256: string | null): string | undefined {
  const bytes = certificateSha256?.match(/../g)?.map((pair) => Number.parseInt(pair, 16));
  if (bytes === undefined) return undefined;
  const base64 = btoa(String.fromCharCode(...bytes));
  return base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

export interface PlanCustodian {
  readonly id: string;
  readonly name: string;
}

/** Those who have not given yet. */
export function whoIsLeft({ plan }: RecoveryView, { custodians }: View): readonly PlanCustodian[] {
  const given = custodians.accepted.map(({ thumbprint }) => thumbprint);
  return plan.custodians
    .filter(({ certificateSha256 }) => !given.includes(thumbprintOf(certificateSha256) ?? ''))
    .map(({ id, person }) => ({ id, name: plan.people.find((each) => each.id === person)?.name ?? person }));
}
