// What can be wrong with a custodian's key file and passphrase.

export type CustodianKeyFault =
  | { readonly code: 'CUSTODIAN_KEY_NOT_A_KEY'; readonly found: string }
  | { readonly code: 'CUSTODIAN_KEY_DAMAGED' }
  | { readonly code: 'CUSTODIAN_KEY_NOT_RSA'; readonly found: string }
  | { readonly code: 'CUSTODIAN_KEY_SIZE'; readonly bits: number }
  | { readonly code: 'CUSTODIAN_KEY_EXPONENT' }
  /** An RSA key of more than two primes, where the library reads none: that of the apps. */
  | { readonly code: 'CUSTODIAN_KEY_PRIMES' }
  | { readonly code: 'CUSTODIAN_KEY_SCHEME_UNKNOWN'; readonly scheme: string }
  | { readonly code: 'CUSTODIAN_KEY_SEVERAL'; readonly keys: number }
  | { readonly code: 'PASSPHRASE_MISSING' }
  /** Of a key that is to be made; also where it is empty. */
  | { readonly code: 'NEW_PASSPHRASE_MISSING' }
  /** A byte order mark before it, or UTF-16. */
  | { readonly code: 'PASSPHRASE_FILE_ENCODING'; readonly found: 'bom' | 'utf-16' }
  /** Of NAME.key and NAME.cer one is there, where both are to be written. */
  | { readonly code: 'KEY_PAIR_INCOMPLETE'; readonly found: string; readonly missing: 'key' | 'certificate' }
  /** Of a key that is to be made. */
  | { readonly code: 'PASSPHRASE_SHORT'; readonly minimumBytes: number }
  | { readonly code: 'PASSPHRASE_WRONG' }
  /** The terminal ended, or the person did, before a line was typed. */
  | { readonly code: 'ENTRY_CANCELLED' }
  /** A new passphrase, typed twice. */
  | { readonly code: 'PASSPHRASES_DIFFER' };
