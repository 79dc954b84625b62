// What can be wrong with a custodian's key file and passphrase.

export type CustodianKeyFault =
  | { readonly code: 'CUSTODIAN_KEY_NOT_A_KEY'; readonly found: string }
  | { readonly code: 'CUSTODIAN_KEY_DAMAGED' }
  | { readonly code: 'CUSTODIAN_KEY_NOT_RSA'; readonly found: string }
  | { readonly code: 'CUSTODIAN_KEY_SIZE'; readonly bits: number }
  | { readonly code: 'CUSTODIAN_KEY_EXPONENT' }
  | { readonly code: 'CUSTODIAN_KEY_SCHEME_UNKNOWN'; readonly scheme: string }
  | { readonly code: 'CUSTODIAN_KEY_SEVERAL'; readonly keys: number }
  | { readonly code: 'PASSPHRASE_MISSING' }
  /** Of a key that is to be made. */
  | { readonly code: 'PASSPHRASE_SHORT'; readonly minimumBytes: number }
  | { readonly code: 'PASSPHRASE_WRONG' }
  /** A new passphrase, typed twice. */
  | { readonly code: 'PASSPHRASES_DIFFER' };
