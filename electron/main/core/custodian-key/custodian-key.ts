// A custodian's private key, from every form seen in the field: PKCS#8, PKCS#1, encrypted or not, PEM or DER, and PKCS#12.
import { createPrivateKey, type KeyObject } from 'node:crypto';
import { refuse } from '../../../../shared/faults/fault.ts';
import { visibleText } from '../../../../shared/formatting/visible-text.ts';
import { asBuffer, wipe } from '../encoding/bytes.ts';
import { isDerSequence, readDerElement } from '../encoding/der.ts';
import { type PemBlock, pickPemBlock, readPemBlocks } from '../encoding/pem.ts';
import type { EncryptionScheme } from './key-elements.ts';
import { custodianKeySizes } from './key-sizes.ts';
import { classifyDer, encryptionScheme, keyKind, pkcs12Scheme } from './key-structure.ts';
import { openPbes2, readPbes2 } from './pbes2.ts';
import { findKeyBags, type KeyBag } from './pkcs12.ts';

/** A key file with a chain of certificates in it stays far below this. */
export const maxKeyFileBytes = 256 * 1024;

/** How the key was protected in its file. `none` is worth an exception in a ceremony. */
export type KeyProtection = 'none' | 'pbes2' | 'legacy-pem' | 'pkcs12';

/** A key file whose form is known; nothing in it has been decrypted. Its bytes may be a secret: the caller wipes them. */
export type CustodianKeyFile =
  | { readonly form: 'pkcs8' | 'pkcs1'; readonly protection: 'none'; readonly der: Buffer }
  | { readonly form: 'encrypted-pkcs8'; readonly protection: 'pbes2' | 'pkcs12'; readonly der: Buffer }
  | { readonly form: 'legacy-pem'; readonly protection: 'legacy-pem'; readonly text: Buffer };

const keyLabels = ['PRIVATE KEY', 'RSA PRIVATE KEY', 'ENCRYPTED PRIVATE KEY'];
const legacyCiphers = ['DES-EDE3-CBC', 'AES-128-CBC', 'AES-192-CBC', 'AES-256-CBC'];

/**
 * Finds the private key of a file and its form.
 * @throws CUSTODIAN_KEY_NOT_A_KEY, CUSTODIAN_KEY_NOT_RSA, CUSTODIAN_KEY_SCHEME_UNKNOWN, CUSTODIAN_KEY_SEVERAL,
 *   CUSTODIAN_KEY_DAMAGED, PEM_MALFORMED, PEM_SEVERAL_BLOCKS
 */
export function parseCustodianKeyFile(bytes: Uint8Array): CustodianKeyFile {
  // DER first: a DER file may hold PEM text inside, and is DER all the same.
  if (isDerSequence(bytes)) return fromDer(asBuffer(bytes));
  const blocks = readPemBlocks(bytes);
  try {
    return fromPem(blocks);
  } catch (error) {
    wipe(...blocks.map(({ der }) => der));
    throw error;
  }
}

/**
 * Opens the key, and checks that it is what a custodian's key must be: RSA of 2048, 3072 or 4096 bits, e = 65537.
 * @param passphrase UTF-8 bytes; they stay the caller's to wipe
 * @throws PASSPHRASE_MISSING, PASSPHRASE_WRONG, CUSTODIAN_KEY_DAMAGED, CUSTODIAN_KEY_NOT_RSA, CUSTODIAN_KEY_SIZE,
 *   CUSTODIAN_KEY_EXPONENT
 */
export function openCustodianKey(file: CustodianKeyFile, passphrase: Uint8Array | undefined): KeyObject {
  if (file.protection !== 'none' && passphrase === undefined) refuse({ code: 'PASSPHRASE_MISSING' });
  const key = decryptKey(file, passphrase === undefined ? Buffer.alloc(0) : asBuffer(passphrase));
  const { modulusLength = 0, publicExponent } = key.asymmetricKeyDetails ?? {};
  if (key.asymmetricKeyType !== 'rsa') {
    refuse({ code: 'CUSTODIAN_KEY_NOT_RSA', found: key.asymmetricKeyType ?? 'unknown' });
  }
  if (!custodianKeySizes.includes(modulusLength)) refuse({ code: 'CUSTODIAN_KEY_SIZE', bits: modulusLength });
  if (publicExponent !== 65537n) refuse({ code: 'CUSTODIAN_KEY_EXPONENT' });
  return key;
}

function decryptKey(file: CustodianKeyFile, passphrase: Buffer): KeyObject {
  switch (file.form) {
    case 'pkcs8':
      return openPkcs8(file.der, 'CUSTODIAN_KEY_DAMAGED');
    case 'pkcs1':
      return create({ key: file.der, format: 'der', type: 'pkcs1' }, 'CUSTODIAN_KEY_DAMAGED');
    case 'encrypted-pkcs8':
      return openEncryptedPkcs8(file.der, passphrase);
    case 'legacy-pem':
      return create({ key: file.text, format: 'pem', passphrase }, 'PASSPHRASE_WRONG');
  }
}

function openPkcs8(der: Buffer, damaged: 'CUSTODIAN_KEY_DAMAGED' | 'PASSPHRASE_WRONG'): KeyObject {
  const kind = isDerSequence(der) ? keyKind(der) : 'rsa';
  return kind === 'rsa'
    ? create({ key: der, format: 'der', type: 'pkcs8' }, damaged)
    : refuse({ code: 'CUSTODIAN_KEY_NOT_RSA', found: kind });
}

/** A wrong passphrase and a damaged file look the same from here on; the first is far more likely. */
function openEncryptedPkcs8(der: Buffer, passphrase: Buffer): KeyObject {
  const scheme = readPbes2(readDerElement(der));
  // The one other scheme that has come this far is the triple DES of old PKCS#12 files, which every library reads.
  if (!scheme.known) return create({ key: der, format: 'der', type: 'pkcs8', passphrase }, 'PASSPHRASE_WRONG');
  const pkcs8 = openPbes2(scheme, passphrase);
  try {
    return openPkcs8(pkcs8, 'PASSPHRASE_WRONG');
  } finally {
    wipe(pkcs8);
  }
}

function create(
  input: Parameters<typeof createPrivateKey>[0],
  code: 'CUSTODIAN_KEY_DAMAGED' | 'PASSPHRASE_WRONG',
): KeyObject {
  try {
    return createPrivateKey(input);
  } catch (cause) {
    return refuse({ code }, cause);
  }
}

function fromDer(der: Buffer): CustodianKeyFile {
  const kind = classifyDer(der);
  switch (kind.is) {
    case 'pkcs8':
    case 'pkcs1':
      return { form: kind.is, protection: 'none', der };
    case 'pkcs12':
      return fromPkcs12(der);
    case 'encrypted-pkcs8':
      return fromEncryptedPkcs8(der);
    case 'other':
      return refuse({ code: 'CUSTODIAN_KEY_NOT_A_KEY', found: kind.looksLike });
  }
}

function fromEncryptedPkcs8(der: Buffer): CustodianKeyFile {
  return { form: 'encrypted-pkcs8', protection: 'pbes2', der: withKnownScheme(der, encryptionScheme(der)) };
}

/** Asked before any passphrase is: a scheme that we do not open would look like a wrong passphrase. */
function withKnownScheme(der: Buffer, scheme: EncryptionScheme): Buffer {
  return scheme.known ? der : refuse({ code: 'CUSTODIAN_KEY_SCHEME_UNKNOWN', scheme: scheme.name });
}

function fromPkcs12(pfx: Buffer): CustodianKeyFile {
  const bags = readKeyBags(pfx);
  const [bag, ...others] = bags;
  if (bag === undefined) {
    return refuse({ code: 'CUSTODIAN_KEY_NOT_A_KEY', found: 'a PKCS#12 file without a private key' });
  }
  if (others.length > 0) return refuse({ code: 'CUSTODIAN_KEY_SEVERAL', keys: bags.length });
  if (bag.form === 'pkcs8') return { form: 'pkcs8', protection: 'none', der: bag.der };
  return {
    form: 'encrypted-pkcs8',
    protection: 'pkcs12',
    der: withKnownScheme(bag.der, pkcs12Scheme(bag.der)),
  };
}

function readKeyBags(pfx: Buffer): KeyBag[] {
  try {
    return findKeyBags(pfx);
  } catch (cause) {
    return refuse({ code: 'CUSTODIAN_KEY_DAMAGED' }, cause);
  }
}

function fromPem(blocks: readonly PemBlock[]): CustodianKeyFile {
  const labels = blocks.map(({ label }) => label);
  const foreign = labels.find((label) => label.endsWith('PRIVATE KEY') && !keyLabels.includes(label));
  if (!labels.some((label) => keyLabels.includes(label))) {
    if (foreign !== undefined) refuse({ code: 'CUSTODIAN_KEY_NOT_RSA', found: foreign });
    refuse({ code: 'CUSTODIAN_KEY_NOT_A_KEY', found: labels[0] === undefined ? 'something else' : pemName(labels[0]) });
  }
  const block = pickPemBlock(blocks, keyLabels);
  if (block.hasHeaders) return fromLegacyPem(block);
  if (block.label === 'ENCRYPTED PRIVATE KEY') return fromEncryptedPkcs8(block.der);
  return { form: block.label === 'PRIVATE KEY' ? 'pkcs8' : 'pkcs1', protection: 'none', der: block.der };
}

/** RFC 1421 headers: `Proc-Type: 4,ENCRYPTED` and `DEK-Info: CIPHER,IV`. */
function fromLegacyPem({ text }: PemBlock): CustodianKeyFile {
  const head = text.subarray(0, 200).toString('latin1');
  const cipher = /\nDEK-Info: ([A-Za-z0-9-]+),[0-9A-Fa-f]+\r?\n/.exec(head)?.[1] ?? 'no DEK-Info';
  if (!head.includes('\nProc-Type: 4,ENCRYPTED') || !legacyCiphers.includes(cipher)) {
    refuse({ code: 'CUSTODIAN_KEY_SCHEME_UNKNOWN', scheme: visibleText(cipher, 40) });
  }
  return { form: 'legacy-pem', protection: 'legacy-pem', text };
}

function pemName(label: string): string {
  const names: Readonly<Record<string, string>> = {
    CERTIFICATE: 'a certificate',
    'CERTIFICATE REQUEST': 'a certificate request',
    'PUBLIC KEY': 'a public key',
    'RSA PUBLIC KEY': 'a public key',
  };
  return names[label] ?? `"${label}"`;
}
