// An HSM does one operation at a time (protocol §5): security domain, backup or restore.
import { type Answer, conflict, ServiceRefusal } from './answers.ts';
import { type HsmState } from './hsm-state.ts';

/** @throws 409 while anything runs on the HSM */
export function refuseWhileBusy(state: HsmState): void {
  if (
    state.securityDomainOperation?.status === 'InProgress' ||
    state.jobs.some(({ status }) => status === 'InProgress')
  ) {
    throw conflict('another operation is in progress on this HSM');
  }
}

/** @throws 403 until the HSM has a security domain */
export function needActivation(state: HsmState): NonNullable<HsmState['securityDomain']> {
  if (state.activation !== 'Active' || state.securityDomain === null) {
    throw new ServiceRefusal(403, 'HsmNotActivated', 'this HSM is not activated: it has no security domain yet');
  }
  return state.securityDomain;
}

/** An accepted operation. Of a backup or restore the answer says when to ask, its polls never do; the real service was seen to send Retry-After 10, practice does not make people wait. */
export function acceptedAnswer(statusUri: string, body: unknown): Answer {
  return { status: 202, headers: { 'azure-asyncoperation': statusUri, 'retry-after': '1' }, body };
}
