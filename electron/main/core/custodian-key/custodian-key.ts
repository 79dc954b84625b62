// Opens a custodian's private key, in its own process.
import { createPrivateKey, type KeyObject } from 'node:crypto';
import { isFaultOf, refuse } from '#shared/faults/fault.ts';
import { wipe } from '../encoding/bytes.ts';
import { isDerSequence } from '../encoding/der.ts';
import { type CustodianKeyFile, keyFileOfBags, type KeyForm } from './key-file.ts';
import { assertCustodianKey } from './key-sizes.ts';
import { hasMorePrimes, keyKind } from './key-structure.ts';
import { type LegacyDecipher, openProtected } from './open-protected.ts';
import { type KeyBag, keyBagsOf } from './pkcs12.ts';
import type { Protected } from './scheme.ts';

/**
 * Opens the key, and checks that it is what a custodian's key must be: RSA of 2048, 3072 or 4096 bits, e = 65537.
 * @param passphrase UTF-8 bytes; they stay the caller's to wipe
 * @param legacy opens what `needsLegacyCiphers`
 * @throws PASSPHRASE_MISSING, PASSPHRASE_WRONG, CUSTODIAN_KEY_DAMAGED, CUSTODIAN_KEY_NOT_RSA, CUSTODIAN_KEY_SIZE,
 *   CUSTODIAN_KEY_EXPONENT, CUSTODIAN_KEY_PRIMES; for a key inside encrypted contents also what `parseCustodianKeyFile` throws
 */
export function openCustodianKey(
  file: CustodianKeyFile,
  passphrase: Uint8Array | undefined,
  legacy: LegacyDecipher = notLoaded,
): KeyObject {
  if (file.protection !== 'none' && passphrase === undefined) refuse({ code: 'PASSPHRASE_MISSING' });
  const key = openFile(file, passphrase ?? Buffer.alloc(0), legacy);
  assertCustodianKey(key);
  return key;
}

/** Callers ask first whether a key needs them. */
const notLoaded: LegacyDecipher = () => {
  throw new Error('the old ciphers are not loaded');
};

type Damaged = 'CUSTODIAN_KEY_DAMAGED' | 'PASSPHRASE_WRONG';

function openFile(file: CustodianKeyFile, passphrase: Uint8Array, legacy: LegacyDecipher): KeyObject {
  if (file.form === 'sealed-contents') return openContents(file.contents, passphrase, legacy);
  const { form } = file;
  if (file.protection === 'none') return openPlain(form, file.der, 'CUSTODIAN_KEY_DAMAGED');
  // A wrong passphrase and a damaged file look the same from here on; the first is far more likely.
  const key = openProtected(file.sealed, passphrase, legacy, (der) => openPlain(form, der, 'PASSPHRASE_WRONG'));
  for (const content of file.beside ?? []) assertNoKeyIn(content, passphrase, legacy);
  return key;
}

/** Nobody could say which of two keys was used. What another passphrase protects is no second key of this custodian. @throws CUSTODIAN_KEY_SEVERAL */
function assertNoKeyIn(content: Protected, passphrase: Uint8Array, legacy: LegacyDecipher): void {
  try {
    const keys = openProtected(content, passphrase, legacy, (safeContents) => {
      const bags = bagsInside(safeContents);
      wipe(...bags.map(({ der }) => der));
      return bags.length;
    });
    if (keys > 0) refuse({ code: 'CUSTODIAN_KEY_SEVERAL', keys: keys + 1 });
  } catch (error) {
    if (!isFaultOf(error, 'PASSPHRASE_WRONG')) throw error;
  }
}

function openPlain(form: KeyForm, der: Buffer, damaged: Damaged): KeyObject {
  const kind = form === 'pkcs8' && isDerSequence(der) ? keyKind(der) : 'rsa';
  if (kind !== 'rsa') return refuse({ code: 'CUSTODIAN_KEY_NOT_RSA', found: kind });
  try {
    return createPrivateKey({ key: der, format: 'der', type: form });
  } catch (cause) {
    return refuse({ code: hasMorePrimes(form, der) ? 'CUSTODIAN_KEY_PRIMES' : damaged }, cause);
  }
}

/** Every content is opened: only then it is known that there is one key. */
function openContents(contents: readonly Protected[], passphrase: Uint8Array, legacy: LegacyDecipher): KeyObject {
  const bags: KeyBag[] = [];
  try {
    for (const content of contents) bags.push(...openProtected(content, passphrase, legacy, bagsInside));
    return openFile(keyFileOfBags(bags), passphrase, legacy);
  } finally {
    wipe(...bags.map(({ der }) => der));
  }
}

/** A wrong passphrase gives bytes without structure. */
function bagsInside(safeContents: Buffer): KeyBag[] {
  try {
    return keyBagsOf(safeContents);
  } catch (cause) {
    return refuse({ code: 'PASSPHRASE_WRONG' }, cause);
  }
}
