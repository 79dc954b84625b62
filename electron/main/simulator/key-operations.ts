// What a practice key can do: sign, verify, wrap, unwrap, encrypt, decrypt, over digests as the service takes them.
import {
  constants,
  createCipheriv,
  createDecipheriv,
  createPublicKey,
  type KeyObject,
  privateDecrypt,
  privateEncrypt,
  publicDecrypt,
  publicEncrypt,
  randomBytes,
} from 'node:crypto';
import { unwrapWithAes, wrapWithAes } from './aes-key-wrap.ts';
import { badParameter } from './answers.ts';
import { ecdsaAlgorithmOf, signDigest, verifyDigest } from './digest-ecdsa.ts';
import { isPss, signPss, verifyPss } from './digest-pss.ts';
import { type StoredKeyVersion } from './hsm-state.ts';
import { privateKey } from './key-kinds.ts';

const rsaHashes = {
  RS256: { bytes: 32, digestInfo: Buffer.from('3031300d060960864801650304020105000420', 'hex') },
  RS384: { bytes: 48, digestInfo: Buffer.from('3041300d060960864801650304020205000430', 'hex') },
  RS512: { bytes: 64, digestInfo: Buffer.from('3051300d060960864801650304020305000440', 'hex') },
} as const;

const unsupported = (alg: string): never => {
  throw badParameter(`the practice HSM does not know the algorithm ${alg} for this key`);
};

/** RFC 8017 §9.2: the DER of DigestInfo before the digest. */
function digestInfo(alg: string, digest: Buffer): Buffer {
  const hash = rsaHashes[alg as keyof typeof rsaHashes] as (typeof rsaHashes)[keyof typeof rsaHashes] | undefined;
  if (!hash) return unsupported(alg);
  if (digest.length !== hash.bytes) throw badParameter(`a digest for ${alg} has ${hash.bytes} bytes`);
  return Buffer.concat([hash.digestInfo, digest]);
}

/** An elliptic key, if this is the algorithm of its curve. */
function ellipticKey(key: StoredKeyVersion, alg: string): KeyObject {
  const elliptic = privateKey(key);
  return ecdsaAlgorithmOf(elliptic) === alg ? elliptic : unsupported(alg);
}

/** Signs a digest; ECDSA signatures are r ‖ s. */
export function sign(key: StoredKeyVersion, alg: string, digest: Buffer): Buffer {
  if (key.kty === 'EC-HSM') return signDigest(ellipticKey(key, alg), digest);
  if (key.kty !== 'RSA-HSM') return unsupported(alg);
  if (isPss(alg)) return signPss(privateKey(key), alg, digest);
  return privateEncrypt({ key: privateKey(key), padding: constants.RSA_PKCS1_PADDING }, digestInfo(alg, digest));
}

export function verify(key: StoredKeyVersion, alg: string, digest: Buffer, signature: Buffer): boolean {
  if (key.kty === 'EC-HSM') return verifyDigest(ellipticKey(key, alg), digest, signature);
  if (key.kty !== 'RSA-HSM') return unsupported(alg);
  if (isPss(alg)) return verifyPss(privateKey(key), alg, digest, signature);
  const expected = digestInfo(alg, digest);
  try {
    const padding = constants.RSA_PKCS1_PADDING;
    return publicDecrypt({ key: createPublicKey(privateKey(key)), padding }, signature).equals(expected);
  } catch {
    return false;
  }
}

/** AES Key Wrap (RFC 3394): bytes of the key, by algorithm. */
const keyWrapBytes: Readonly<Record<string, number>> = { A128KW: 16, A192KW: 24, A256KW: 32 };

function keyWrapSecret(key: StoredKeyVersion, alg: string): Buffer {
  const secret = Buffer.from(key.material, 'base64');
  return keyWrapBytes[alg] === secret.length ? secret : unsupported(alg);
}

const oaepHashes: Readonly<Record<string, string>> = { 'RSA-OAEP': 'sha1', 'RSA-OAEP-256': 'sha256' };

/** How RSA pads under this algorithm; the service takes the oldest of them, too. */
function rsaPadding(alg: string): { readonly padding: number; readonly oaepHash?: string } {
  if (alg === 'RSA1_5') return { padding: constants.RSA_PKCS1_PADDING };
  return { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: oaepHashes[alg] ?? unsupported(alg) };
}

export function wrap(key: StoredKeyVersion, alg: string, value: Buffer): Buffer {
  if (key.kty === 'RSA-HSM') return publicEncrypt({ key: createPublicKey(privateKey(key)), ...rsaPadding(alg) }, value);
  if (key.kty === 'EC-HSM') return unsupported(alg);
  return wrapWithAes(keyWrapSecret(key, alg), value);
}

export function unwrap(key: StoredKeyVersion, alg: string, value: Buffer): Buffer {
  if (key.kty === 'EC-HSM') return unsupported(alg);
  const padding = key.kty === 'RSA-HSM' ? rsaPadding(alg) : undefined;
  const symmetric = key.kty === 'oct-HSM' ? keyWrapSecret(key, alg) : undefined;
  try {
    if (!symmetric) return privateDecrypt({ key: privateKey(key), ...padding }, value);
    return unwrapWithAes(symmetric, value);
  } catch {
    throw badParameter('the value cannot be unwrapped with this key');
  }
}

export interface Encrypted {
  readonly value: Buffer;
  readonly iv?: Buffer;
  readonly authTag?: Buffer;
}

const gcmBytes: Readonly<Record<string, 16 | 24 | 32>> = { A128GCM: 16, A192GCM: 24, A256GCM: 32 };

function gcm(
  key: StoredKeyVersion,
  alg: string,
): { readonly cipher: 'aes-128-gcm' | 'aes-192-gcm' | 'aes-256-gcm'; readonly secret: Buffer } {
  const secret = Buffer.from(key.material, 'base64');
  if (key.kty !== 'oct-HSM' || gcmBytes[alg] !== secret.length) return unsupported(alg);
  const names = { 16: 'aes-128-gcm', 24: 'aes-192-gcm', 32: 'aes-256-gcm' } as const;
  return { cipher: names[gcmBytes[alg]], secret };
}

const cbcBits: Readonly<Record<string, number>> = { A128CBC: 128, A192CBC: 192, A256CBC: 256 };

/** AES-CBC, whose IV the client brings, and with PAD in its name the padding of PKCS#7; undefined for other algorithms. */
function cbc(
  key: StoredKeyVersion,
  alg: string,
  iv: Buffer,
): { readonly run: (work: 'seal' | 'open', value: Buffer) => Buffer } | undefined {
  const bits = cbcBits[alg.replace(/PAD$/, '')];
  if (bits === undefined) return undefined;
  const secret = Buffer.from(key.material, 'base64');
  if (secret.length * 8 !== bits) return unsupported(alg);
  if (iv.length !== 16) throw badParameter('The iv has 16 bytes.');
  const mode = { cipher: `aes-${bits}-cbc`, secret, iv, isPadded: alg.endsWith('PAD') };
  return { run: (work, value) => (work === 'seal' ? sealBlocks(mode, value) : openBlocks(mode, value)) };
}

interface BlockMode {
  readonly cipher: string;
  readonly secret: Buffer;
  readonly iv: Buffer;
  readonly isPadded: boolean;
}

function sealBlocks({ cipher, secret, iv, isPadded }: BlockMode, value: Buffer): Buffer {
  const sealer = createCipheriv(cipher, secret, iv).setAutoPadding(isPadded);
  return Buffer.concat([sealer.update(value), sealer.final()]);
}

function openBlocks({ cipher, secret, iv, isPadded }: BlockMode, value: Buffer): Buffer {
  const opener = createDecipheriv(cipher, secret, iv).setAutoPadding(isPadded);
  return Buffer.concat([opener.update(value), opener.final()]);
}

/** As wrapping does it with RSA; AES-CBC with the client's IV, AES-GCM with one that the HSM draws. */
export function encrypt(key: StoredKeyVersion, alg: string, value: Buffer, aad: Buffer, given: Buffer): Encrypted {
  if (key.kty !== 'oct-HSM') return { value: wrap(key, alg, value) };
  const blocks = cbc(key, alg, given);
  if (blocks) {
    if (!alg.endsWith('PAD') && value.length % 16 !== 0) throw badParameter('The value is a multiple of 16 bytes.');
    return { value: blocks.run('seal', value), iv: given };
  }
  const { cipher, secret } = gcm(key, alg);
  const iv = randomBytes(12);
  const sealer = createCipheriv(cipher, secret, iv).setAAD(aad);
  const sealed = Buffer.concat([sealer.update(value), sealer.final()]);
  return { value: sealed, iv, authTag: sealer.getAuthTag() };
}

export function decrypt(key: StoredKeyVersion, alg: string, encrypted: Encrypted, aad: Buffer): Buffer {
  if (key.kty !== 'oct-HSM') return unwrap(key, alg, encrypted.value);
  const { iv, authTag } = encrypted;
  const blocks = cbc(key, alg, iv ?? Buffer.alloc(0));
  try {
    if (blocks) return blocks.run('open', encrypted.value);
  } catch {
    throw badParameter('The value cannot be decrypted with this key.');
  }
  const { cipher, secret } = gcm(key, alg);
  if (iv?.length !== 12 || authTag?.length !== 16) throw badParameter('The iv has 12 bytes and the tag 16.');
  try {
    const opener = createDecipheriv(cipher, secret, iv).setAAD(aad).setAuthTag(authTag);
    return Buffer.concat([opener.update(encrypted.value), opener.final()]);
  } catch {
    throw badParameter('the value cannot be decrypted with this key');
  }
}
