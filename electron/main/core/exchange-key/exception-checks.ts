// The exception branch of evidence class E1: people answer for a key whose certificate carries no attestation.
import { refuse } from '#shared/faults/fault.ts';
import { isPersonName, personKey } from '#shared/formatting/person-name.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import { hasEvidence } from './attestation-checks.ts';
import type { Checklist } from './checklist.ts';
import type { AssessedInput, UnattestedClaim } from './claim.ts';
import type { ExchangeCertificate } from './exchange-certificate.ts';

const approversNeeded = 2;
const exceptionChecks = [
  'exception-needed',
  'exception-fingerprint',
  'exception-reason',
  'exception-approvers',
] as const;

export function checkException(list: Checklist, certificate: ExchangeCertificate, input: AssessedInput): void {
  const { claim } = input;
  if (claim.kind !== 'unattested') {
    for (const id of exceptionChecks) {
      list.mark(id, 'not-asked', '');
    }
    return;
  }
  // If this branch skipped the name of an attested key, an attacker's own genuine HSM would get in.
  list.check('exception-needed', '', () => {
    if (hasEvidence(certificate.x509)) refuse({ code: 'EXCHANGE_KEY_EXCEPTION_NEEDLESS' });
  });
  list.check('exception-fingerprint', certificate.sha256Hex, () => assessFingerprint(claim, certificate.sha256Hex));
  list.check('exception-reason', claim.reason, () => {
    if (personKey(claim.reason) === '') refuse({ code: 'EXCEPTION_REASON_MISSING' });
  });
  checkApprovers(list, claim.approvers ?? [], input.use);
}

function assessFingerprint(claim: UnattestedClaim, found: string): void {
  // The whole value: the first bytes alone can be matched by trying keys.
  if (!/^[0-9a-f]{64}$/i.test(claim.certificateSha256Hex)) refuse({ code: 'EXCEPTION_FINGERPRINT_INVALID' });
  const expected = claim.certificateSha256Hex.toLowerCase();
  if (expected !== found) refuse({ code: 'EXCEPTION_FINGERPRINT_OTHER', expected, found });
}

function checkApprovers(list: Checklist, approvers: readonly string[], use: AssessedInput['use']): void {
  if (use === 'one-shot' && approvers.length === 0) list.mark('exception-approvers', 'on-caller', '');
  else {
    list.check('exception-approvers', approvers.join(', '), () => assessApprovers(approvers));
  }
}

function assessApprovers(approvers: readonly string[]): void {
  const names = approvers.map(personKey);
  if (names.length < approversNeeded || names.includes('')) refuse({ code: 'EXCEPTION_APPROVERS_MISSING' });
  const same = approvers.find((name, at) => names.indexOf(personKey(name)) !== at);
  if (same !== undefined) refuse({ code: 'EXCEPTION_APPROVERS_SAME', name: visibleText(same) });
  const unclear = approvers.find((name) => !isPersonName(name));
  if (unclear !== undefined) refuse({ code: 'PERSON_NAME_UNCLEAR', person: visibleText(unclear) });
}
