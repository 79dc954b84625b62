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
