// ECDSA over P-256 on a digest. Node signs messages, not digests, with EC keys. A practice HSM holds the private key, so both
// directions need only multiples of the generator (FIPS 186-5 §6.4), which ECDH key generation gives. For practice keys only: the
// time it takes depends on the key.
import { createECDH, type KeyObject, randomBytes } from 'node:crypto';
import { badParameter } from './answers.ts';

const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const mod = (value: bigint): bigint => ((value % order) + order) % order;
const toNumber = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
const toBytes = (value: bigint): Buffer => Buffer.from(value.toString(16).padStart(64, '0'), 'hex');

/** The x coordinate of `scalar` times the generator, modulo the order. */
function generatorX(scalar: bigint): bigint {
  const curve = createECDH('prime256v1');
  curve.setPrivateKey(toBytes(scalar));
  return mod(toNumber(curve.getPublicKey().subarray(1, 33)));
}

/** Fermat: the order is prime. */
function inverse(value: bigint): bigint {
  let result = 1n;
  let base = mod(value);
  for (let exponent = order - 2n; exponent > 0n; exponent >>= 1n) {
    if (exponent & 1n) result = mod(result * base);
    base = mod(base * base);
  }
  return result;
}

function privateScalar(key: KeyObject): bigint {
  return toNumber(Buffer.from(key.export({ format: 'jwk' }).d ?? '', 'base64url'));
}

function checkDigest(digest: Buffer): void {
  if (digest.length !== 32) throw badParameter('a digest for ES256 has 32 bytes');
}

/** @returns r ‖ s */
export function signP256(key: KeyObject, digest: Buffer): Buffer {
  checkDigest(digest);
  for (;;) {
    const nonce = mod(toNumber(randomBytes(40)));
    if (nonce === 0n) continue;
    const r = generatorX(nonce);
    const s = mod(inverse(nonce) * (toNumber(digest) + r * privateScalar(key)));
    if (r !== 0n && s !== 0n) return Buffer.concat([toBytes(r), toBytes(s)]);
  }
}

export function verifyP256(key: KeyObject, digest: Buffer, signature: Buffer): boolean {
  checkDigest(digest);
  if (signature.length !== 64) return false;
  const r = toNumber(signature.subarray(0, 32));
  const s = toNumber(signature.subarray(32));
  if (r === 0n || s === 0n || r >= order || s >= order) return false;
  const scalar = mod(inverse(s) * (toNumber(digest) + r * privateScalar(key)));
  return scalar !== 0n && generatorX(scalar) === r;
}
