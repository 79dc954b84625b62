// What a custodian's key may be, and how large: asked of keys where they are opened, and of certificates where no key is in reach.
import type { KeyObject } from 'node:crypto';
import { refuse } from '#shared/faults/fault.ts';

/** Bits of a custodian's key. */
export const custodianKeySizes: readonly number[] = [2048, 3072, 4096];

/** A key file with a chain of certificates in it stays far below this. */
export const maxKeyFileBytes = 256 * 1024;

/**
 * Checks that a key, or the public half of one, is what a custodian's must be: RSA of 2048, 3072 or 4096 bits, e = 65537.
 * @returns its size in bits
 * @throws CUSTODIAN_KEY_NOT_RSA, CUSTODIAN_KEY_SIZE, CUSTODIAN_KEY_EXPONENT
 */
export function assertCustodianKey(key: KeyObject): number {
  /* v8 ignore next -- @preserve Node has details of every key that is not a secret one, and asked are only such. */
  const { modulusLength = 0, publicExponent } = key.asymmetricKeyDetails ?? {};
  if (key.asymmetricKeyType !== 'rsa') refuse({ code: 'CUSTODIAN_KEY_NOT_RSA', found: String(key.asymmetricKeyType) });
  if (!custodianKeySizes.includes(modulusLength)) refuse({ code: 'CUSTODIAN_KEY_SIZE', bits: modulusLength });
  if (publicExponent !== 65537n) refuse({ code: 'CUSTODIAN_KEY_EXPONENT' });
  return modulusLength;
}
