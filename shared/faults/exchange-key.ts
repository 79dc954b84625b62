// What can be wrong with the exchange key and the evidence that it belongs to the new HSM.

/** Where a certificate is not what X.509 asks for. */
type CertificatePart =
  | 'certificate'
  | 'tbs'
  | 'version'
  | 'serial'
  | 'algorithm'
  | 'signature'
  | 'name'
  | 'validity'
  | 'spki'
  | 'extensions'
  | 'key-usage'
  | 'basic-constraints';

/** Why the address of an HSM, as it was typed, is not one. */
type HsmUriProblem =
  | 'not-https'
  | 'upper-case'
  | 'user-info'
  | 'port'
  | 'path'
  | 'trailing-dot'
  | 'punycode'
  | 'characters';

/** A field of the SGX quote, as FORMAT.md names it. */
type QuoteField =
  | 'extension-header'
  | 'header'
  | 'report'
  | 'signature-length'
  | 'signature'
  | 'attestation-key'
  | 'qe-report'
  | 'qe-signature'
  | 'auth-data-length'
  | 'auth-data'
  | 'certification-header'
  | 'certification-data';

type ReportName = 'hsm-enclave' | 'quoting-enclave';

/** A certificate of the chain that vouches for the quote, from the processor's to the root. */
type ChainMember = 'leaf' | 'intermediate' | 'root';

export type ExchangeKeyFault =
  // the file
  | { readonly code: 'EXCHANGE_FILE_TOO_LARGE'; readonly bytes: number; readonly limit: number }
  | { readonly code: 'EXCHANGE_FILE_UNKNOWN' }
  | { readonly code: 'EXCHANGE_ANSWER_INVALID'; readonly member: string }
  | { readonly code: 'EXCHANGE_JWK_INVALID'; readonly member: string }
  | { readonly code: 'EXCHANGE_JWK_MISMATCH'; readonly member: 'n' | 'e' | 'x5t' | 'x5t#S256' }
  | { readonly code: 'EXCHANGE_SEVERAL_CERTIFICATES'; readonly count: number }
  // the certificate
  | { readonly code: 'CERTIFICATE_MALFORMED'; readonly part: CertificatePart }
  | { readonly code: 'EXCHANGE_KEY_NOT_RSA'; readonly algorithm: string }
  | { readonly code: 'EXCHANGE_KEY_SIZE'; readonly bits: number }
  | { readonly code: 'EXCHANGE_KEY_EXPONENT'; readonly exponent: string }
  | { readonly code: 'EXCHANGE_KEY_EVEN' }
  | { readonly code: 'EXCHANGE_KEY_SMALL_FACTOR'; readonly factor: number }
  | { readonly code: 'EXCHANGE_CERTIFICATE_IS_CUSTODIANS'; readonly thumbprintS256: string }
  | { readonly code: 'EXCHANGE_KEY_IS_CUSTODIANS' }
  | { readonly code: 'EXCHANGE_KEY_USAGE' }
  | { readonly code: 'EXCHANGE_EXTENSION_REPEATED'; readonly oid: string }
  | { readonly code: 'EXCHANGE_EXTENSION_UNKNOWN'; readonly oid: string }
  | { readonly code: 'EXCHANGE_NOT_SELF_ISSUED'; readonly issuer: string }
  | { readonly code: 'EXCHANGE_SIGNATURE_ALGORITHM'; readonly algorithm: string }
  | { readonly code: 'EXCHANGE_SIGNATURE_BROKEN' }
  | { readonly code: 'EXCHANGE_VALIDITY_FAR_OFF'; readonly notBefore: string; readonly notAfter: string }
  // the attestation
  | { readonly code: 'ATTESTATION_ABSENT' }
  | { readonly code: 'ATTESTATION_FORMAT_UNKNOWN'; readonly format: string }
  | { readonly code: 'QUOTE_TRUNCATED'; readonly field: QuoteField }
  | { readonly code: 'QUOTE_LENGTH'; readonly field: QuoteField; readonly expected: number; readonly found: number }
  | { readonly code: 'QUOTE_VERSION'; readonly version: number }
  | { readonly code: 'QUOTE_KEY_TYPE'; readonly type: number }
  | { readonly code: 'QUOTE_RESERVED'; readonly value: number }
  | { readonly code: 'QUOTE_VENDOR'; readonly vendor: string }
  | { readonly code: 'QUOTE_OTHER_KEY'; readonly expected: string; readonly found: string }
  | { readonly code: 'QUOTE_REPORT_DATA_TAIL'; readonly report: ReportName }
  | { readonly code: 'QUOTE_DEBUG'; readonly report: ReportName }
  | { readonly code: 'QUOTE_SIGNER_UNKNOWN'; readonly report: ReportName; readonly signer: string }
  | { readonly code: 'QUOTE_ATTESTATION_KEY_INVALID' }
  | { readonly code: 'QUOTE_SIGNATURE_BROKEN' }
  | { readonly code: 'QE_BINDING_BROKEN' }
  | { readonly code: 'QE_SIGNATURE_BROKEN' }
  | { readonly code: 'QUOTE_CERTIFICATION_TYPE'; readonly type: number }
  | { readonly code: 'PCK_CHAIN_MALFORMED' }
  | { readonly code: 'PCK_CHAIN_LENGTH'; readonly count: number }
  | { readonly code: 'PCK_CERTIFICATE_MALFORMED'; readonly member: ChainMember }
  | { readonly code: 'PCK_KEY'; readonly member: ChainMember }
  | { readonly code: 'PCK_NAME'; readonly member: ChainMember; readonly subject: string }
  | { readonly code: 'PCK_ROLE'; readonly member: ChainMember }
  | { readonly code: 'PCK_NOT_A_PROCESSOR' }
  | { readonly code: 'PCK_ISSUER'; readonly member: ChainMember }
  | { readonly code: 'PCK_SIGNATURE_BROKEN'; readonly member: ChainMember }
  | { readonly code: 'PCK_ROOT_UNKNOWN'; readonly spkiSha256: string }
  | { readonly code: 'PCK_ROOT_PRACTICE' }
  | { readonly code: 'PCK_ROOT_PRODUCTION' }
  | { readonly code: 'PCK_REVOKED'; readonly serialNumber: string }
  | { readonly code: 'PCK_REVOCATION_LIST_INVALID' }
  // the name
  | { readonly code: 'HSM_URI_INVALID'; readonly problem: HsmUriProblem }
  | { readonly code: 'HSM_CLOUD_UNKNOWN'; readonly host: string; readonly suffixes: readonly string[] }
  | { readonly code: 'HSM_HOST_PRACTICE'; readonly host: string }
  | { readonly code: 'HSM_HOST_NOT_PRACTICE'; readonly host: string }
  | { readonly code: 'EXCHANGE_NAME_MISSING' }
  | { readonly code: 'EXCHANGE_NAME_AMBIGUOUS'; readonly names: readonly string[] }
  | { readonly code: 'EXCHANGE_NAME_OTHER'; readonly expected: string; readonly found: string }
  // the fetches; positions count certificates of the TLS connection from the server's own, 0
  | { readonly code: 'FETCH_TLS_MALFORMED'; readonly observer: string; readonly position: number }
  | { readonly code: 'FETCH_TLS_HOST'; readonly observer: string; readonly expected: string; readonly found: string }
  | { readonly code: 'FETCH_TLS_BROKEN'; readonly observer: string; readonly position: number }
  | {
      readonly code: 'FETCH_TLS_OUT_OF_TIME';
      readonly observer: string;
      readonly position: number;
      /** By the observer's own clock. */
      readonly fetchedAt: string;
    }
  | { readonly code: 'FETCH_TIME_FORM'; readonly observer: string; readonly found: string }
  | { readonly code: 'FETCH_OTHER_KEY'; readonly observer: string; readonly expected: string; readonly found: string }
  | { readonly code: 'FETCHES_ONE_OBSERVER'; readonly observer: string }
  | { readonly code: 'FETCHES_APART'; readonly hours: number; readonly limit: number }
  // the exception branch
  | { readonly code: 'EXCEPTION_FINGERPRINT_INVALID' }
  | { readonly code: 'EXCEPTION_FINGERPRINT_OTHER'; readonly expected: string; readonly found: string }
  | { readonly code: 'EXCHANGE_KEY_EXCEPTION_NEEDLESS' }
  | { readonly code: 'EXCEPTION_REASON_MISSING' }
  | { readonly code: 'EXCEPTION_APPROVERS_MISSING' }
  | { readonly code: 'EXCEPTION_APPROVERS_SAME'; readonly name: string };

/** The values that one member of a fault can have, for those who write a sentence for each. */
export type FaultPart<Code extends ExchangeKeyFault['code'], Member extends string = 'part'> =
  Extract<ExchangeKeyFault, { readonly code: Code }> extends Readonly<Record<Member, infer Value extends string>>
    ? Value
    : never;
