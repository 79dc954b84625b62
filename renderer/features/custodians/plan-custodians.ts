// The custodians of the plan as screens name them.
import type { RecoveryView } from '../../../shared/contract/offline/recovery-view.ts';
import type { View } from '../../../shared/contract/offline/view.ts';

/** The hash of a certificate as plan, register and paper have it (64 hex digits), of base64url as security domains have it. */
export function certificateSha256Of(thumbprint: string): string {
  const bytes = atob(thumbprint.replaceAll('-', '+').replaceAll('_', '/'));
  return Array.from(bytes, (byte) => byte.charCodeAt(0).toString(16).padStart(2, '0')).join('');
}

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
