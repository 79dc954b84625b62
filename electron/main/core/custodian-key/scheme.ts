// How bytes are protected by a passphrase: the way from the passphrase to a key, and the cipher.

export type KeyDerivation =
  | { readonly is: 'pbkdf2'; readonly salt: Uint8Array; readonly rounds: number; readonly hash: string }
  | {
      readonly is: 'scrypt';
      readonly salt: Uint8Array;
      readonly cost: number;
      readonly blockSize: number;
      readonly parallelization: number;
    }
  /** RFC 7292 Appendix B, with SHA-1. */
  | { readonly is: 'pkcs12'; readonly salt: Uint8Array; readonly rounds: number }
  /** RFC 8018 §5.1. */
  | { readonly is: 'pbkdf1'; readonly salt: Uint8Array; readonly rounds: number; readonly hash: 'md5' | 'sha1' }
  /** EVP_BytesToKey of openssl: one round of MD5, in keys with `Proc-Type`. */
  | { readonly is: 'openssl'; readonly salt: Uint8Array };

export interface Cipher {
  readonly name: 'aes-128-cbc' | 'aes-192-cbc' | 'aes-256-cbc' | 'des-ede3-cbc' | 'des-ede-cbc' | 'des-cbc' | 'rc2-cbc';
  readonly keyBytes: number;
  /** Length of the IV in bytes, which is that of a block, too. */
  readonly ivBytes: number;
  /** RC2 alone: how many bits of the key count (RFC 2268 §2). */
  readonly effectiveBits?: number;
}

/** A scheme that is opened here; its parts are views on the file's bytes. */
export interface Scheme {
  readonly known: true;
  readonly derivation: KeyDerivation;
  readonly cipher: Cipher;
  /** Absent where it comes out of the passphrase too. */
  readonly iv?: Uint8Array;
}

/** A scheme that is not: its name for people. */
export interface UnknownScheme {
  readonly known: false;
  readonly name: string;
}

/** A ciphertext under a passphrase, with its scheme. */
export interface Protected {
  readonly scheme: Scheme;
  readonly encrypted: Uint8Array;
}

export const unknown = (name: string): UnknownScheme => ({ known: false, name });

/**
 * The most rounds that are computed: seconds. Those of PKCS#12 and of before are computed one by one, outside of the library. NSS and
 * GnuTLS write 600,000; a file that asks for a billion is there to keep people waiting.
 */
export const maxRounds = { inLibrary: 10_000_000, oneByOne: 2_000_000 } as const;
