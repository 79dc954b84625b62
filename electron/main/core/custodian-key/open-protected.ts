// Opens what a passphrase protects. Whatever goes wrong in here is one answer: the passphrase does not open it.
import { createDecipheriv } from 'node:crypto';
import { Refusal, refuse } from '#shared/faults/fault.ts';
import { secretBuffer, wipe } from '../encoding/bytes.ts';
import { type Derived, deriveKey, passphraseForms } from './derive-key.ts';
import type { Cipher, Protected } from './scheme.ts';

/**
 * Decrypts with a cipher that the libraries of Node and Electron no longer have, without looking at the padding; `undefined` for what is
 * no whole number of blocks. In its own file, which is loaded for such a key alone.
 */
export type LegacyDecipher = (
  cipher: Pick<Cipher, 'name' | 'effectiveBits'>,
  key: Uint8Array,
  iv: Uint8Array,
  encrypted: Uint8Array,
) => Buffer | undefined;

export const isLegacyCipher = ({ name }: Cipher): boolean => name === 'des-cbc' || name === 'rc2-cbc';

/**
 * Opens it and gives what is inside to `read`, in each form of the passphrase until one fits. What is inside is wiped afterwards.
 * @param passphrase UTF-8 bytes; they stay the caller's to wipe
 * @param read throws PASSPHRASE_WRONG for what the right passphrase would not have opened to
 * @throws PASSPHRASE_WRONG; what `read` throws beside it
 */
export function openProtected<T>(
  { scheme, encrypted }: Protected,
  passphrase: Uint8Array,
  legacy: LegacyDecipher,
  read: (plain: Buffer) => T,
): T {
  const forms = passphraseForms(scheme.derivation, passphrase);
  try {
    for (const form of forms) {
      const opened = tryOpen(deriveKey(scheme, form), scheme.cipher, encrypted, legacy, read);
      if (opened !== undefined) return opened.value;
    }
    return refuse({ code: 'PASSPHRASE_WRONG' });
  } finally {
    wipe(...forms);
  }
}

function tryOpen<T>(
  derived: Derived,
  cipher: Cipher,
  encrypted: Uint8Array,
  legacy: LegacyDecipher,
  read: (plain: Buffer) => T,
): { readonly value: T } | undefined {
  const padded = decipher(derived, cipher, encrypted, legacy);
  try {
    const plain = padded && withoutPadding(padded, cipher.ivBytes);
    return plain && { value: read(plain) };
  } catch (error) {
    if (error instanceof Refusal && error.fault.code === 'PASSPHRASE_WRONG') return undefined;
    throw error;
  } finally {
    wipe(derived.key, derived.iv, padded);
  }
}

function decipher(
  { key, iv }: Derived,
  cipher: Cipher,
  encrypted: Uint8Array,
  legacy: LegacyDecipher,
): Buffer | undefined {
  if (encrypted.length === 0 || encrypted.length % cipher.ivBytes !== 0) return undefined;
  if (isLegacyCipher(cipher)) return legacy(cipher, key, iv, encrypted);
  return inLibrary(cipher.name === 'des-ede-cbc' ? 'des-ede3-cbc' : cipher.name, threeKeys(cipher, key), iv, encrypted);
}

/** Triple DES with two keys is the one with three, where the third is the first: the library in Electron has only that one. */
function threeKeys({ name }: Cipher, key: Buffer): Buffer {
  if (name !== 'des-ede-cbc') return key;
  const three = secretBuffer(24);
  three.set(key);
  three.set(key.subarray(0, 8), 16);
  wipe(key);
  return three;
}

function inLibrary(name: string, key: Buffer, iv: Buffer, encrypted: Uint8Array): Buffer {
  const padded = secretBuffer(encrypted.length);
  try {
    const head = createDecipheriv(name, key, iv).setAutoPadding(false).update(encrypted);
    padded.set(head);
    wipe(head);
    return padded;
  } finally {
    wipe(key);
  }
}

/** RFC 8018 §6.1.1: the last octet says how many there are of it. Undefined where they do not agree. */
function withoutPadding(padded: Buffer, blockBytes: number): Buffer | undefined {
  const count = padded.readUInt8(padded.length - 1);
  const isWhole = count >= 1 && count <= blockBytes && padded.subarray(-count).every((octet) => octet === count);
  return isWhole ? padded.subarray(0, -count) : undefined;
}
