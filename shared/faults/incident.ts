// Which refusals may mean that an exchange key or a restore blob is a stranger's: there the incident branch begins by itself.
import type { Fault, FaultCode } from './fault.ts';

/** Whatever contradicts the proof of the key, its name, its witnesses or its signatures, and a key file that gives commands. */
const codes: ReadonlySet<FaultCode> = new Set<FaultCode>([
  'EXCHANGE_JWK_MISMATCH',
  'EXCHANGE_CERTIFICATE_IS_CUSTODIANS',
  'EXCHANGE_KEY_IS_CUSTODIANS',
  'EXCHANGE_SIGNATURE_BROKEN',
  'EXCHANGE_NAME_OTHER',
  'EXCHANGE_KEY_CHANGED',
  'FETCHES_DIFFER_AGAIN',
  'EXCHANGE_KEY_REFUSED',
  'EXCEPTION_FINGERPRINT_OTHER',
  'QUOTE_OTHER_KEY',
  'QUOTE_REPORT_DATA_TAIL',
  'QUOTE_DEBUG',
  'QUOTE_SIGNER_UNKNOWN',
  'QUOTE_SIGNATURE_BROKEN',
  'QE_BINDING_BROKEN',
  'QE_SIGNATURE_BROKEN',
  'PCK_SIGNATURE_BROKEN',
  'PCK_ROOT_UNKNOWN',
  'PCK_REVOKED',
  'FETCH_TLS_HOST',
  'FETCH_TLS_BROKEN',
  'FETCH_OTHER_KEY',
  'BUNDLE_SIGNER_UNKNOWN',
  'BUNDLE_SIGNATURE_WRONG',
  'BUNDLE_EXCHANGE_KEY',
  'BUNDLE_SECURITY_DOMAIN',
  'BUNDLE_OBSERVERS_DISAGREE',
  'BUNDLE_NOT_MY_OBSERVATION',
  'OUTCOME_FAILED',
  'RESTORE_BLOB_FOR_OTHER_KEY',
  'RESTORE_BLOB_OTHER_DATA',
  'SHARE_LINE_VIOLATED',
]);

/** Whether a code by itself may mean a wrong key or a planted blob. */
export const isIncidentCode = (code: string): boolean => (codes as ReadonlySet<string>).has(code);

/** Whether a refusal may mean a wrong key or a planted blob; a refused upload always may. */
export function isIncident(fault: Fault): boolean {
  if (fault.code === 'SERVICE_REFUSED' || fault.code === 'SERVICE_OPERATION_FAILED') {
    return fault.operation === 'upload';
  }
  if (fault.code === 'STEP_REFUSED_EARLIER') return fault.call === 'upload';
  return codes.has(fault.code);
}

/** A slip of the finger adds, leaves out or changes a letter, or swaps two; more is another name. */
const mostSlips = 2;

/**
 * Whether a typed address and the name in a key file differ by so little that somebody has mistyped. The file stays refused; people are asked to
 * look at the paper before they take it for an attack.
 */
export const isLikelySlip = (fault: Fault): boolean =>
  fault.code === 'EXCHANGE_NAME_OTHER' && slipsBetween(fault.expected, fault.found) <= mostSlips;

/** The Levenshtein distance of two names. */
function slipsBetween(one: string, other: string): number {
  let before = Array.from({ length: other.length + 1 }, (_none, at) => at);
  for (const [row, letter] of Array.from(one).entries()) {
    const now = [row + 1];
    for (const [at, against] of Array.from(other).entries()) {
      const changed = (before[at] ?? 0) + (letter === against ? 0 : 1);
      now.push(Math.min(changed, (before[at + 1] ?? 0) + 1, (now[at] ?? 0) + 1));
    }
    before = now;
  }
  return before.at(-1) ?? 0;
}
