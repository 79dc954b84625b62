// PBES2 (RFC 8018 §6.2): opens a PKCS#8 key under a passphrase. Step by step, and not by node:crypto's reader of encrypted keys: the
// library inside Electron reads there neither scrypt nor PBKDF2 with other hashes than SHA-1 and SHA-256, but has every part of it.
import { createDecipheriv, pbkdf2Sync, scryptSync } from 'node:crypto';
import { refuse } from '../../../../shared/faults/fault.ts';
import { asBuffer, wipe } from '../encoding/bytes.ts';
import { DER, type DerElement, encodeDerOid } from '../encoding/der.ts';
import { childrenOf, type EncryptionScheme, isOid, oidName } from './key-elements.ts';

type KeyDerivation =
  | { readonly is: 'pbkdf2'; readonly salt: Uint8Array; readonly rounds: number; readonly hash: string }
  | {
      readonly is: 'scrypt';
      readonly salt: Uint8Array;
      readonly cost: number;
      readonly blockSize: number;
      readonly parallelization: number;
    };

interface Cipher {
  readonly name: 'aes-128-cbc' | 'aes-192-cbc' | 'aes-256-cbc' | 'des-ede3-cbc';
  readonly keyBytes: number;
  readonly ivBytes: number;
}

/** An EncryptedPrivateKeyInfo that can be opened; its parts are views on the file's bytes. */
export interface Pbes2 {
  readonly known: true;
  readonly derivation: KeyDerivation;
  readonly cipher: Cipher;
  readonly iv: Uint8Array;
  readonly encrypted: Uint8Array;
}

type Unknown = Extract<EncryptionScheme, { readonly known: false }>;
const unknown = (name: string): Unknown => ({ known: false, name });

const pbes2 = encodeDerOid('1.2.840.113549.1.5.13');
const pbkdf2 = encodeDerOid('1.2.840.113549.1.5.12');
const scrypt = encodeDerOid('1.3.6.1.4.1.11591.4.11');

/** RFC 8018 B.1.2: HMAC under these hashes; without a word about it SHA-1 is meant (A.2). */
const pseudoRandom: readonly (readonly [Buffer, string])[] = [
  [encodeDerOid('1.2.840.113549.2.7'), 'sha1'],
  [encodeDerOid('1.2.840.113549.2.8'), 'sha224'],
  [encodeDerOid('1.2.840.113549.2.9'), 'sha256'],
  [encodeDerOid('1.2.840.113549.2.10'), 'sha384'],
  [encodeDerOid('1.2.840.113549.2.11'), 'sha512'],
];

const ciphers: readonly (readonly [Buffer, Cipher])[] = [
  [encodeDerOid('2.16.840.1.101.3.4.1.2'), { name: 'aes-128-cbc', keyBytes: 16, ivBytes: 16 }],
  [encodeDerOid('2.16.840.1.101.3.4.1.22'), { name: 'aes-192-cbc', keyBytes: 24, ivBytes: 16 }],
  [encodeDerOid('2.16.840.1.101.3.4.1.42'), { name: 'aes-256-cbc', keyBytes: 32, ivBytes: 16 }],
  [encodeDerOid('1.2.840.113549.3.7'), { name: 'des-ede3-cbc', keyBytes: 24, ivBytes: 8 }],
];

/** What scrypt may take of memory, in bytes: the most that the key worker has to spare. A file that asks for more is refused. */
const scryptMemory = 160 * 2 ** 20;
const maxParallelization = 16;

/**
 * Reads an EncryptedPrivateKeyInfo down to every parameter, so that whatever cannot be opened is known before a passphrase is asked for.
 * @returns what is unknown about it, by name or OID, where it is not a PBES2 that we open
 */
export function readPbes2(info: DerElement): Pbes2 | Unknown {
  const [algorithm, encrypted] = childrenOf(info);
  const [scheme, parameters] = childrenOf(algorithm);
  if (scheme === undefined || !isOid(scheme, pbes2)) return unknown(oidName(scheme));
  const [derivationPart, cipherPart] = childrenOf(parameters);
  const [cipherOid, iv] = childrenOf(cipherPart);
  const cipher = ciphers.find(([oid]) => cipherOid !== undefined && isOid(cipherOid, oid))?.[1];
  if (cipher === undefined) return unknown(oidName(cipherOid));
  const derivation = readDerivation(derivationPart, cipher);
  if ('known' in derivation) return derivation;
  const isWhole = iv?.tag === DER.octetString && iv.content.length === cipher.ivBytes;
  if (!isWhole || encrypted?.tag !== DER.octetString) return unknown('unreadable');
  return { known: true, derivation, cipher, iv: iv.content, encrypted: encrypted.content };
}

/**
 * Opens the key inside.
 * @param passphrase UTF-8 bytes; they stay the caller's to wipe
 * @returns the DER of PrivateKeyInfo, a secret that the caller wipes
 * @throws PASSPHRASE_WRONG where the padding is not right; a wrong passphrase may also give bytes that are no key
 */
export function openPbes2({ derivation, cipher, iv, encrypted }: Pbes2, passphrase: Uint8Array): Buffer {
  const key = deriveKey(derivation, passphrase, cipher.keyBytes);
  let head: Buffer | undefined;
  let tail: Buffer | undefined;
  try {
    const decipher = createDecipheriv(cipher.name, key, iv);
    head = decipher.update(encrypted);
    tail = decipher.final();
    return Buffer.concat([head, tail]);
  } catch (cause) {
    return refuse({ code: 'PASSPHRASE_WRONG' }, cause);
  } finally {
    wipe(key, head, tail);
  }
}

function deriveKey(derivation: KeyDerivation, passphrase: Uint8Array, bytes: number): Buffer {
  switch (derivation.is) {
    case 'pbkdf2':
      return pbkdf2Sync(passphrase, derivation.salt, derivation.rounds, bytes, derivation.hash);
    case 'scrypt': {
      const { salt, cost: N, blockSize: r, parallelization: p } = derivation;
      return scryptSync(passphrase, salt, bytes, { N, r, p, maxmem: scryptMemory });
    }
  }
}

function readDerivation(part: DerElement | undefined, cipher: Cipher): KeyDerivation | Unknown {
  const [oid, parameters] = childrenOf(part);
  if (oid === undefined) return unknown('unreadable');
  if (isOid(oid, pbkdf2)) return readPbkdf2(childrenOf(parameters), cipher);
  if (isOid(oid, scrypt)) return readScrypt(childrenOf(parameters), cipher);
  return unknown(oidName(oid));
}

/** RFC 8018 A.2: PBKDF2-params ::= SEQUENCE { salt, iterationCount, keyLength OPTIONAL, prf DEFAULT hmacWithSHA1 } */
function readPbkdf2([salt, count, ...rest]: readonly DerElement[], cipher: Cipher): KeyDerivation | Unknown {
  const hasLength = rest[0]?.tag === DER.integer;
  const prf = hasLength ? rest[1] : rest[0];
  const [prfOid] = childrenOf(prf);
  const hash = prf === undefined ? 'sha1' : pseudoRandom.find(([oid]) => prfOid && isOid(prfOid, oid))?.[1];
  if (hash === undefined) return unknown(oidName(prfOid));
  const rounds = smallNumber(count);
  const fits = !hasLength || smallNumber(rest[0]) === cipher.keyBytes;
  if (salt?.tag !== DER.octetString || rounds === undefined || !fits) return unknown('unreadable');
  return { is: 'pbkdf2', salt: salt.content, rounds, hash };
}

/** RFC 7914 §7.1: scrypt-params ::= SEQUENCE { salt, costParameter, blockSize, parallelizationParameter, keyLength OPTIONAL } */
function readScrypt([salt, ...numbers]: readonly DerElement[], cipher: Cipher): KeyDerivation | Unknown {
  const [cost = 0, blockSize = 0, parallelization = 0, keyBytes = cipher.keyBytes] = numbers.map(smallNumber);
  const isPowerOfTwo = cost > 1 && Number.isInteger(Math.log2(cost));
  const isWhole = salt?.tag === DER.octetString && isPowerOfTwo && blockSize > 0 && parallelization > 0;
  if (!isWhole || keyBytes !== cipher.keyBytes) return unknown('unreadable');
  // RFC 7914 §6: N + p blocks of 128 · r bytes, and two in work.
  const memory = 128 * blockSize * (cost + parallelization + 2);
  if (memory > scryptMemory || parallelization > maxParallelization) {
    return unknown(`scrypt with N=${cost}, r=${blockSize}, p=${parallelization}`);
  }
  return { is: 'scrypt', salt: salt.content, cost, blockSize, parallelization };
}

/** A positive INTEGER of at most 31 bits; undefined for what is none. */
function smallNumber(element: DerElement | undefined): number | undefined {
  if (element?.tag !== DER.integer) return undefined;
  const { content } = element;
  if (content.length === 0 || content.length > 4) return undefined;
  const value = asBuffer(content).readIntBE(0, content.length);
  return value > 0 ? value : undefined;
}
