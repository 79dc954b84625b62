// From a passphrase to a key and an IV, by every way that key files use.
import { isAscii, isUtf8 } from 'node:buffer';
import { createHash, hash, pbkdf2Sync, scryptSync } from 'node:crypto';
import { secretBuffer, wipe } from '../encoding/bytes.ts';
import { bmpString, bmpStringOfBytes } from './bmp-string.ts';
import { inCodePages } from './code-pages.ts';
import { scryptMemory } from './pbes2.ts';
import type { KeyDerivation, Scheme } from './scheme.ts';

/** Both are secrets, which the caller wipes. */
export interface Derived {
  readonly key: Buffer;
  readonly iv: Buffer;
}

/**
 * @param passphrase in the form that the derivation takes: UTF-8 bytes, or a BMPString for PKCS#12
 */
export function deriveKey({ derivation, cipher: { keyBytes, ivBytes }, iv }: Scheme, passphrase: Uint8Array): Derived {
  /* v8 ignore next -- @preserve A scheme has no IV where it comes out of the passphrase, and there it isn't asked for. */
  const given = (): Buffer => Buffer.from(iv ?? []);
  switch (derivation.is) {
    case 'pbkdf2': {
      const { salt, rounds, hash: name } = derivation;
      return { key: pbkdf2Sync(passphrase, salt, rounds, keyBytes, name), iv: given() };
    }
    case 'scrypt': {
      const { salt, cost: N, blockSize: r, parallelization: p } = derivation;
      return { key: scryptSync(passphrase, salt, keyBytes, { N, r, p, maxmem: scryptMemory }), iv: given() };
    }
    case 'pkcs12':
      return {
        key: pkcs12Bytes(purpose.key, derivation, passphrase, keyBytes),
        iv: pkcs12Bytes(purpose.iv, derivation, passphrase, ivBytes),
      };
    case 'pbkdf1':
      return pbkdf1(derivation, passphrase, keyBytes);
    case 'openssl':
      return { key: opensslKey(derivation.salt, passphrase, keyBytes), iv: given() };
  }
}

/** RFC 7292 B.3: what the derived bytes are for. */
const purpose = { key: 1, iv: 2 } as const;
/** Octets that SHA-1 takes at once, and gives: v and u of RFC 7292. */
const [sha1Block, sha1Size] = [64, 20];

type OfPkcs12 = Extract<KeyDerivation, { is: 'pkcs12' }>;

/** RFC 7292 B.2. The steps bear its numbers. */
function pkcs12Bytes(id: number, { salt, rounds }: OfPkcs12, passphrase: Uint8Array, size: number): Buffer {
  const diversifier = Buffer.alloc(sha1Block, id); // 1
  const saltBytes = filled(salt); // 2
  const passphraseBytes = filled(passphrase); // 3
  const input = secretBuffer(saltBytes.length + passphraseBytes.length); // 4
  input.set(saltBytes);
  input.set(passphraseBytes, saltBytes.length);
  wipe(passphraseBytes);
  const out = secretBuffer(size);
  try {
    // 5, 6: the IV is shorter than one hash, a key of triple DES longer.
    for (let at = 0; at < size; at += sha1Size) {
      const block = hashed('sha1', rounds, diversifier, input); // 6A
      out.set(block.subarray(0, size - at), at);
      addToBlocks(input, block); // 6B, 6C
      wipe(block);
    }
    return out;
  } finally {
    wipe(input);
  }
}

/** Repeated until whole blocks are full; nothing stays nothing. */
function filled(bytes: Uint8Array): Buffer {
  const whole = secretBuffer(Math.ceil(bytes.length / sha1Block) * sha1Block);
  for (let at = 0; at < whole.length; at += bytes.length) whole.set(bytes.subarray(0, whole.length - at), at);
  return whole;
}

/** To each block of the input the hash, repeated to a block, and one: numbers of 64 octets. */
function addToBlocks(input: Buffer, block: Buffer): void {
  for (let from = 0; from < input.length; from += sha1Block) {
    let carry = 1;
    for (let i = sha1Block - 1; i >= 0; i -= 1) {
      carry += input.readUInt8(from + i) + block.readUInt8(i % sha1Size);
      input[from + i] = carry & 0xff;
      carry >>= 8;
    }
  }
}

/** RFC 8018 §5.1, and §6.1.1: the first half is the key, the second the IV. */
function pbkdf1(
  { hash: name, salt, rounds }: Extract<KeyDerivation, { is: 'pbkdf1' }>,
  passphrase: Uint8Array,
  keyBytes: number,
): Derived {
  const bytes = hashed(name, rounds, passphrase, salt);
  return { key: bytes.subarray(0, keyBytes), iv: bytes.subarray(keyBytes, 16) };
}

/** A hash of these parts, hashed again until there were so many rounds. What lay between is wiped. */
function hashed(name: 'md5' | 'sha1', rounds: number, ...parts: readonly Uint8Array[]): Buffer {
  const first = createHash(name);
  for (const part of parts) first.update(part);
  let bytes: Buffer = first.digest();
  for (let round = 1; round < rounds; round += 1) {
    const next = hash(name, bytes, 'buffer');
    wipe(bytes);
    bytes = next;
  }
  return bytes;
}

/** EVP_BytesToKey(3) with MD5 and one round: D_i = MD5(D_(i-1) || passphrase || salt). */
function opensslKey(salt: Uint8Array, passphrase: Uint8Array, keyBytes: number): Buffer {
  const key = secretBuffer(keyBytes);
  let block: Buffer = Buffer.alloc(0);
  for (let at = 0; at < keyBytes; at += block.length) {
    const next = hashed('md5', 1, block, passphrase, salt);
    wipe(block);
    block = next;
    key.set(block.subarray(0, keyBytes - at), at);
  }
  wipe(block);
  return key;
}

/**
 * The forms of a passphrase to try, each for the caller to wipe. Beyond ASCII also what openssl made of it in a window of Windows.
 * @param passphrase UTF-8 bytes
 */
export function passphraseForms({ is }: KeyDerivation, passphrase: Uint8Array): readonly Buffer[] {
  const isTyped = isUtf8(passphrase) && !isAscii(passphrase);
  const typed = [Buffer.from(passphrase), ...(isTyped ? inCodePages(passphrase) : [])];
  if (is !== 'pkcs12') return typed;
  try {
    return pkcs12Forms(passphrase, typed, isTyped);
  } finally {
    wipe(...typed);
  }
}

/**
 * PKCS#12 takes a BMPString with two zero octets at its end (RFC 7292 B.1); with an empty passphrase some programs mean that end alone, and
 * others nothing at all. openssl before 1.1.0 took each byte for a character, and later does so for what is no UTF-8.
 */
function pkcs12Forms(passphrase: Uint8Array, typed: readonly Buffer[], isTyped: boolean): readonly Buffer[] {
  if (passphrase.length === 0) return [bmpString(passphrase), Buffer.alloc(0)];
  const ofBytes = typed.map(bmpStringOfBytes);
  return isTyped ? [bmpString(passphrase), ...ofBytes] : ofBytes;
}
