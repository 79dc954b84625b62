// PBES2 (RFC 8018 §6.2), parameter by parameter. Not by node:crypto's reader of encrypted keys: the library inside Electron reads there
// neither scrypt nor PBKDF2 with other hashes than SHA-1 and SHA-256, but has every part of it.
import { DER, type DerElement, encodeDerOid } from '../encoding/der.ts';
import { childrenOf, isOid, listedFor, smallNumber } from './key-elements.ts';
import { type Cipher, type KeyDerivation, maxRounds, type Scheme, unknown, type UnknownScheme } from './scheme.ts';
import { algorithmName } from './scheme-names.ts';

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
  [encodeDerOid('1.3.14.3.2.7'), { name: 'des-cbc', keyBytes: 8, ivBytes: 8 }],
];

/** What scrypt may take of memory, in bytes: the most that the key worker has to spare. A file that asks for more is refused. */
export const scryptMemory = 160 * 2 ** 20;
const maxParallelization = 16;

/**
 * @param parameters PBES2-params ::= SEQUENCE { keyDerivationFunc, encryptionScheme }
 * @returns what is unknown about it, by name, where it is not a PBES2 that is opened here
 */
export function readPbes2(parameters: DerElement | undefined): Scheme | UnknownScheme {
  const [derivationPart, cipherPart] = childrenOf(parameters);
  const [cipherOid, iv] = childrenOf(cipherPart);
  const cipher = listedFor(ciphers, cipherOid);
  if (cipher === undefined) return unknown(algorithmName(cipherOid));
  const derivation = readDerivation(derivationPart, cipher);
  if ('known' in derivation) return derivation;
  if (iv?.tag !== DER.octetString || iv.content.length !== cipher.ivBytes) return unknown('unreadable');
  return { known: true, derivation, cipher, iv: iv.content };
}

function readDerivation(part: DerElement | undefined, cipher: Cipher): KeyDerivation | UnknownScheme {
  const [oid, parameters] = childrenOf(part);
  if (isOid(oid, pbkdf2)) return readPbkdf2(childrenOf(parameters), cipher);
  if (isOid(oid, scrypt)) return readScrypt(childrenOf(parameters), cipher);
  return unknown(algorithmName(oid));
}

/** RFC 8018 A.2: PBKDF2-params ::= SEQUENCE { salt, iterationCount, keyLength OPTIONAL, prf DEFAULT hmacWithSHA1 } */
function readPbkdf2([salt, count, ...rest]: readonly DerElement[], cipher: Cipher): KeyDerivation | UnknownScheme {
  const hasLength = rest[0]?.tag === DER.integer;
  const prf = hasLength ? rest[1] : rest[0];
  const [prfOid] = childrenOf(prf);
  const hash = prf === undefined ? 'sha1' : listedFor(pseudoRandom, prfOid);
  if (hash === undefined) return unknown(algorithmName(prfOid));
  const rounds = smallNumber(count);
  const fits = !hasLength || smallNumber(rest[0]) === cipher.keyBytes;
  if (salt?.tag !== DER.octetString || rounds === undefined || !fits) return unknown('unreadable');
  if (rounds > maxRounds.inLibrary) return unknown(`PBKDF2 × ${rounds}`);
  return { is: 'pbkdf2', salt: salt.content, rounds, hash };
}

/** RFC 7914 §7.1: scrypt-params ::= SEQUENCE { salt, costParameter, blockSize, parallelizationParameter, keyLength OPTIONAL } */
function readScrypt([salt, ...numbers]: readonly DerElement[], cipher: Cipher): KeyDerivation | UnknownScheme {
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
