// What can be wrong with the security domain file, its shares, its JWEs and the restore blob.
import type { FieldProblem } from './fields.ts';

/** The thumbprint of a certificate: base64url of the SHA-256 over its DER, 43 characters. */
export type ThumbprintS256 = string;

/** Files of a recovery that people mix up. */
export type NamedFileKind =
  | 'bundle'
  | 'certificate'
  | 'exchange-key'
  | 'identity'
  | 'inventory'
  | 'journal'
  | 'plan'
  | 'private-key'
  | 'register'
  | 'restore-blob'
  | 'security-domain';

export type SecurityDomainFault =
  /** One of our files was given where another was wanted. */
  | { readonly code: 'FILE_OF_OTHER_KIND'; readonly wanted: NamedFileKind; readonly found: NamedFileKind }
  | { readonly code: 'SECURITY_DOMAIN_INVALID'; readonly problems: readonly FieldProblem[] }
  | { readonly code: 'SECURITY_DOMAIN_VERSION_UNKNOWN'; readonly version: string }
  | { readonly code: 'RESTORE_BLOB_INVALID'; readonly problems: readonly FieldProblem[] }
  | { readonly code: 'RESTORE_BLOB_FOR_OTHER_KEY'; readonly expected: ThumbprintS256; readonly found: ThumbprintS256 }
  /** What was built holds other data than the security domain that was loaded. */
  | { readonly code: 'RESTORE_BLOB_OTHER_DATA' }
  | { readonly code: 'JWE_PARTS'; readonly parts: number }
  | { readonly code: 'JWE_BASE64'; readonly part: 'header' | 'encrypted key' | 'iv' | 'ciphertext' | 'tag' }
  | { readonly code: 'JWE_HEADER' }
  | { readonly code: 'JWE_ALGORITHM_REFUSED'; readonly alg: string }
  | { readonly code: 'JWE_ENCRYPTION_REFUSED'; readonly enc: string }
  | { readonly code: 'JWE_ENCRYPTED_KEY_LENGTH'; readonly bytes: number }
  | { readonly code: 'JWE_IV_LENGTH'; readonly bytes: number }
  | { readonly code: 'JWE_CIPHERTEXT_LENGTH'; readonly bytes: number }
  | { readonly code: 'JWE_TAG_LENGTH'; readonly bytes: number }
  | { readonly code: 'JWE_DECRYPTION_FAILED' }
  | { readonly code: 'DATUM_NOT_AUTHENTIC'; readonly datumTag: string }
  /** A real security domain, and the exchange key of a practice HSM. */
  | { readonly code: 'SECURITY_DOMAIN_NOT_PRACTICE' }
  | { readonly code: 'SHARE_LENGTH'; readonly bytes: number; readonly expected: number }
  | { readonly code: 'SHARE_INDEX_ZERO' }
  | { readonly code: 'SHARE_INDEX_RANGE'; readonly index: number }
  | { readonly code: 'SHARE_INDEX_NOT_CONSTANT' }
  | { readonly code: 'SHARE_VALUE_RANGE' }
  | { readonly code: 'SHARE_TWICE'; readonly custodian: ThumbprintS256 }
  | { readonly code: 'SHARE_OFF_POLYNOMIAL'; readonly custodians: readonly ThumbprintS256[] }
  | { readonly code: 'SHARES_INCONSISTENT'; readonly have: number; readonly required: number }
  | { readonly code: 'SHARED_SECRET_RANGE' }
  | { readonly code: 'QUORUM_SHORT'; readonly have: number; readonly required: number };
