// RSASSA-PSS on a digest (RFC 8017 §9.1): Node signs messages with RSA keys, the service digests. Salt as long as the hash, as in JWA.
import {
  constants,
  createHash,
  createPublicKey,
  type KeyObject,
  privateEncrypt,
  publicDecrypt,
  randomBytes,
} from 'node:crypto';
import { badParameter } from './answers.ts';

/** RFC 7518 §3.5. */
const hashes: Readonly<Record<string, { readonly name: string; readonly bytes: number }>> = {
  PS256: { name: 'sha256', bytes: 32 },
  PS384: { name: 'sha384', bytes: 48 },
  PS512: { name: 'sha512', bytes: 64 },
};

export const isPss = (alg: string): boolean => Object.hasOwn(hashes, alg);

function hashOf(alg: string, digest: Buffer): { readonly name: string; readonly bytes: number } {
  const hash = hashes[alg];
  if (hash?.bytes === digest.length) return hash;
  throw badParameter(`a digest for ${alg} has ${hash?.bytes ?? 0} bytes`);
}

/** The padding is made here, so that only the bare RSA operation is left to OpenSSL. */
export function signPss(key: KeyObject, alg: string, digest: Buffer): Buffer {
  const { name, bytes } = hashOf(alg, digest);
  const modulusBits = bitsOf(key);
  const encoded = encode(name, digest, randomBytes(bytes), modulusBits - 1);
  const padded = Buffer.concat([Buffer.alloc(Math.ceil(modulusBits / 8) - encoded.length), encoded]);
  return privateEncrypt({ key, padding: constants.RSA_NO_PADDING }, padded);
}

export function verifyPss(key: KeyObject, alg: string, digest: Buffer, signature: Buffer): boolean {
  const { name, bytes } = hashOf(alg, digest);
  const emBits = bitsOf(key) - 1;
  let opened: Buffer;
  try {
    opened = publicDecrypt({ key: createPublicKey(key), padding: constants.RSA_NO_PADDING }, signature);
  } catch {
    return false;
  }
  const length = Math.ceil(emBits / 8);
  const encoded = opened.subarray(opened.length - length);
  const salt = saltIn(name, encoded, bytes, emBits);
  // Encoded again with the same salt, everything else must be the same: padding, hash, trailer, the bits in front.
  return salt !== undefined && encode(name, digest, salt, emBits).equals(encoded) && isZero(opened, length);
}

const bitsOf = (key: KeyObject): number => key.asymmetricKeyDetails?.modulusLength ?? 0;
const isZero = (opened: Buffer, length: number): boolean =>
  opened.subarray(0, opened.length - length).every((byte) => byte === 0);

/** §9.1.1, steps 5 to 12. */
function encode(hash: string, digest: Buffer, salt: Buffer, emBits: number): Buffer {
  const length = Math.ceil(emBits / 8);
  const inner = createHash(hash)
    .update(Buffer.concat([Buffer.alloc(8), digest, salt]))
    .digest();
  const block = Buffer.concat([Buffer.alloc(length - salt.length - inner.length - 2), Buffer.from([1]), salt]);
  const masked = xor(block, mask(hash, inner, block.length));
  masked[0] = (masked[0] ?? 0) & (0xff >> (8 * length - emBits));
  return Buffer.concat([masked, inner, Buffer.from([0xbc])]);
}

/** §9.1.2, steps 5 to 11: the salt, if the signature has one of this length. */
function saltIn(hash: string, encoded: Buffer, saltBytes: number, emBits: number): Buffer | undefined {
  const inner = encoded.subarray(encoded.length - saltBytes - 1, encoded.length - 1);
  const masked = encoded.subarray(0, encoded.length - saltBytes - 1);
  const block = xor(masked, mask(hash, inner, masked.length));
  block[0] = (block[0] ?? 0) & (0xff >> (8 * encoded.length - emBits));
  return block[block.length - saltBytes - 1] === 1 ? block.subarray(block.length - saltBytes) : undefined;
}

/** MGF1 (RFC 8017 B.2.1). */
function mask(hash: string, seed: Buffer, length: number): Buffer {
  const parts: Buffer[] = [];
  for (let counter = 0; Buffer.concat(parts).length < length; counter += 1) {
    const suffix = Buffer.alloc(4);
    suffix.writeUInt32BE(counter);
    parts.push(createHash(hash).update(seed).update(suffix).digest());
  }
  return Buffer.concat(parts).subarray(0, length);
}

const xor = (a: Buffer, b: Buffer): Buffer => Buffer.from(a.map((byte, at) => byte ^ (b[at] ?? 0)));
