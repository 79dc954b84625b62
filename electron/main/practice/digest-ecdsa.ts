// ECDSA over P-256 and P-384 on a digest. Node signs messages, not digests, with EC keys. A practice HSM holds the private key, so both
// directions need only multiples of the generator (FIPS 186-5 §6.4), which ECDH key generation gives. For practice keys only: the
// time it takes depends on the key.
import { createECDH, type KeyObject, randomBytes } from 'node:crypto';
import { badParameter } from './answers.ts';

interface Curve {
  readonly name: string;
  readonly bytes: number;
  readonly order: bigint;
}

/** By algorithm; orders from SP 800-186 §3.2.1. The digest is as long as the order. */
const curves = {
  ES256: {
    name: 'prime256v1',
    bytes: 32,
    order: 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
  },
  ES384: {
    name: 'secp384r1',
    bytes: 48,
    order: 0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973n,
  },
} as const satisfies Readonly<Record<string, Curve>>;

export type EcdsaAlgorithm = keyof typeof curves;

/** The algorithm that a key signs with, by its curve. */
export const ecdsaAlgorithmOf = (key: KeyObject): EcdsaAlgorithm =>
  key.asymmetricKeyDetails?.namedCurve === curves.ES384.name ? 'ES384' : 'ES256';

const mod = (value: bigint, { order }: Curve): bigint => ((value % order) + order) % order;
const toNumber = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
const toBytes = (value: bigint, { bytes }: Curve): Buffer =>
  Buffer.from(value.toString(16).padStart(bytes * 2, '0'), 'hex');

/** The x coordinate of `scalar` times the generator, modulo the order. */
function generatorX(scalar: bigint, curve: Curve): bigint {
  const exchange = createECDH(curve.name);
  exchange.setPrivateKey(toBytes(scalar, curve));
  return mod(toNumber(exchange.getPublicKey().subarray(1, 1 + curve.bytes)), curve);
}

/** Fermat: the order is prime. */
function inverse(value: bigint, curve: Curve): bigint {
  let result = 1n;
  let base = mod(value, curve);
  for (let exponent = curve.order - 2n; exponent > 0n; exponent >>= 1n) {
    if (exponent & 1n) result = mod(result * base, curve);
    base = mod(base * base, curve);
  }
  return result;
}

function privateScalar(key: KeyObject): bigint {
  return toNumber(Buffer.from(key.export({ format: 'jwk' }).d ?? '', 'base64url'));
}

function checkDigest(digest: Buffer, alg: EcdsaAlgorithm): void {
  const { bytes } = curves[alg];
  if (digest.length !== bytes) throw badParameter(`a digest for ${alg} has ${bytes} bytes`);
}

/** @returns r ‖ s */
export function signDigest(key: KeyObject, digest: Buffer): Buffer {
  const alg = ecdsaAlgorithmOf(key);
  const curve = curves[alg];
  checkDigest(digest, alg);
  for (;;) {
    const nonce = mod(toNumber(randomBytes(curve.bytes + 8)), curve);
    if (nonce === 0n) continue;
    const r = generatorX(nonce, curve);
    const s = mod(inverse(nonce, curve) * (toNumber(digest) + r * privateScalar(key)), curve);
    if (r !== 0n && s !== 0n) return Buffer.concat([toBytes(r, curve), toBytes(s, curve)]);
  }
}

export function verifyDigest(key: KeyObject, digest: Buffer, signature: Buffer): boolean {
  const alg = ecdsaAlgorithmOf(key);
  const curve = curves[alg];
  checkDigest(digest, alg);
  if (signature.length !== curve.bytes * 2) return false;
  const r = toNumber(signature.subarray(0, curve.bytes));
  const s = toNumber(signature.subarray(curve.bytes));
  if (r === 0n || s === 0n || r >= curve.order || s >= curve.order) return false;
  const scalar = mod(inverse(s, curve) * (toNumber(digest) + r * privateScalar(key)), curve);
  return scalar !== 0n && generatorX(scalar, curve) === r;
}
