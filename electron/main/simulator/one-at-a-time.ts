// An HSM does one operation at a time (REQ-03): security domain, backup or restore.
import { conflict, ServiceRefusal } from './answers.ts';
import { type HsmState } from './hsm-state.ts';

/** @throws 409 while anything runs on the HSM */
export function refuseWhileBusy(state: HsmState): void {
  const job = state.jobs.find(({ status }) => status === 'InProgress');
  if (job) throw busy(job.kind === 'backup' ? 'backup' : 'restore');
  if (state.securityDomainOperation?.status === 'InProgress') {
    throw conflict('Another operation on the security domain is in progress.');
  }
}

/** Recorded of a backup: the status once more as code, and behind it what is no business of a client, a stack trace with CRLF. */
function busy(kind: 'backup' | 'restore'): ServiceRefusal {
  const message = `Another ${kind} operation is in progress. Please try again after sometime.`;
  const trace = [
    `PRACTICE.PracticeException: ${message}`,
    '   at PRACTICE.JobService.EnqueueAsync()',
    '--- End of stack trace from previous location where exception was thrown ---',
    '   at PRACTICE.FrontEnd.HandleRequest()',
  ];
  return new ServiceRefusal(409, '409', message, { code: 'Exception Details', message: trace.join('\r\n') });
}

/** @throws 403 until the HSM has a security domain */
export function needActivation(state: HsmState): NonNullable<HsmState['securityDomain']> {
  if (state.activation !== 'Active' || state.securityDomain === null) {
    throw new ServiceRefusal(403, 'HsmNotActivated', 'this HSM is not activated: it has no security domain yet');
  }
  return state.securityDomain;
}
