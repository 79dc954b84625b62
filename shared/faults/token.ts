// What can be wrong with a token that holds a custodian's key, and with what it takes to ask one.
import type { FieldProblem } from './fields.ts';

/** A PKCS#11 URI that cannot be taken: what is in it, and why. */
export type TokenUriProblem = 'malformed' | 'unknown' | 'twice' | 'missing' | 'pin';

/** What a token says of the tries of its PIN that are left: never a number. */
export type TriesLeft = 'some' | 'few' | 'one' | 'none';

export type TokenFault =
  /** What was typed in the place of a key file is no PKCS#11 URI (RFC 7512) of the kind that is taken. */
  | { readonly code: 'TOKEN_URI_INVALID'; readonly attribute: string; readonly why: TokenUriProblem }
  /** No module of this name may be loaded. */
  | { readonly code: 'TOKEN_MODULE_UNKNOWN'; readonly module: string; readonly known: readonly string[] }
  /** It is at none of its places on this machine. */
  | { readonly code: 'TOKEN_MODULE_MISSING'; readonly module: string; readonly places: readonly string[] }
  /** The part that asks modules is not built, or not in this program. */
  | { readonly code: 'TOKEN_SUPPORT_MISSING' }
  /** That part is another file than was built, with this SHA-256 in hex. */
  | { readonly code: 'TOKEN_SUPPORT_ALTERED'; readonly found: string }
  /** No module of cards and tokens is on this machine. */
  | { readonly code: 'TOKEN_MODULES_MISSING' }
  /** The module was loaded, or not, and does not work. */
  | { readonly code: 'TOKEN_MODULE_FAILED'; readonly step: string; readonly answer: string }
  | { readonly code: 'TOKEN_NOT_FOUND' }
  /** More than one token fits, by these serial numbers. */
  | { readonly code: 'TOKEN_AMBIGUOUS'; readonly serials: readonly string[] }
  /** None of its certificates is one of the security domain. */
  | { readonly code: 'TOKEN_FOREIGN' }
  /** No certificate that can be read without a PIN, or none with the id that people named. */
  | { readonly code: 'TOKEN_CERTIFICATE_MISSING' }
  /** More than one could be the custodian's, by the ids (CKA_ID, hex) of their keys. */
  | { readonly code: 'TOKEN_CERTIFICATES_SEVERAL'; readonly keyIds: readonly string[] }
  /** A file is no description of a token: which fields are missing or wrong. */
  | { readonly code: 'TOKEN_FILE_FORM'; readonly problems: readonly FieldProblem[] }
  /** What the token says of how its key was made is not as YubiKeys say it. */
  | { readonly code: 'TOKEN_ATTESTATION_FORM' }
  /** No certificate on the token has signed what it says. */
  | { readonly code: 'TOKEN_ATTESTATION_UNSIGNED' }
  /** What has signed it is of nobody at Yubico; the issuer is as it is there. */
  | { readonly code: 'TOKEN_ATTESTATION_ROOT'; readonly issuer: string }
  /** A certificate of it is not valid today. */
  | { readonly code: 'TOKEN_ATTESTATION_DATES'; readonly notBefore: string; readonly notAfter: string }
  /** It is of another key than the certificate. */
  | { readonly code: 'TOKEN_ATTESTATION_OTHER_KEY' }
  /** It is of another token, by the serial numbers. */
  | { readonly code: 'TOKEN_ATTESTATION_OTHER_TOKEN'; readonly attested: string; readonly serial: string }
  /** What is wrapped to the certificate, the key with its id does not open. */
  | { readonly code: 'TOKEN_OTHER_KEY' }
  /** In this ceremony another custodian's key is on it; one that says no serial number cannot be told from theirs. */
  | { readonly code: 'TOKEN_OF_OTHER_CUSTODIAN'; readonly custodian: string; readonly serial: string | null }
  /** The certificate is there, and its private key is not, or twice. */
  | { readonly code: 'TOKEN_KEY_MISSING' }
  /** The token does not let this key do raw RSA. */
  | { readonly code: 'TOKEN_KEY_REFUSED'; readonly answer: string }
  /** The reader takes the PIN on its own keys. */
  | { readonly code: 'TOKEN_PIN_PAD' }
  | { readonly code: 'TOKEN_PIN_MISSING' }
  /** One try is left, and nobody has said that it may be used. */
  | { readonly code: 'TOKEN_LAST_TRY' }
  | { readonly code: 'TOKEN_LOCKED' }
  | { readonly code: 'TOKEN_PIN_WRONG'; readonly left: TriesLeft }
  /** It was pulled, or stopped answering. */
  | { readonly code: 'TOKEN_LOST'; readonly answer: string }
  /** Whatever else it answers. */
  | { readonly code: 'TOKEN_FAILED'; readonly step: string; readonly answer: string };
