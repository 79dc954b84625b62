// Whether a register and a plan are of the same custody: the same people's keys, the same quorum, practice or production.
import type { ScriptPlan } from '#shared/ceremony/script-plan.ts';
import type { CustodyRegister } from '#shared/register/register.ts';
import { refuse } from '#shared/faults/fault.ts';

/**
 * Refuses a register of another custody.
 * @throws REGISTER_DIFFERS
 */
export function assertRegisterFits(register: CustodyRegister, plan: ScriptPlan): void {
  compare('practice', String(register.practice), String(plan.mode === 'practice'));
  const hsms = [plan.source?.uri, plan.target.uri];
  if (!hsms.includes(register.hsm.uri)) compare('HSM', register.hsm.uri, plan.source?.uri ?? plan.target.uri);
  compare('security domain', register.securityDomainSha256 ?? undefined, plan.securityDomainSha256);
  compare('quorum', String(register.required), String(plan.quorum));
  compare('custodians', codes(register.custodians.map(({ id }) => id)), codes(plan.custodians.map(({ code }) => code)));
  for (const { id, certificateSha256 } of register.custodians) {
    // A plan may have been written before the certificates were made.
    const planned = plan.custodians.find(({ code }) => code === id)?.fingerprint;
    compare('custodians', `${id} ${certificateSha256}`, planned && `${id} ${planned}`);
  }
}

const codes = (list: readonly string[]): string => [...list].sort().join(', ');

type What = 'practice' | 'HSM' | 'security domain' | 'quorum' | 'custodians';

/** What one of the two does not know yet is not compared. */
function compare(what: What, expected: string | undefined, found: string | undefined): void {
  if (expected === undefined || found === undefined || expected === found) return;
  refuse({ code: 'REGISTER_DIFFERS', what, expected, found });
}
