// ECDSA over P-256, P-256K, P-384 and P-521 on a digest. Node signs messages, not digests, with EC keys. A practice HSM holds the private key, so both
// directions need only multiples of the generator (FIPS 186-5 §6.4), which ECDH key generation gives. For practice keys only: the
// time it takes depends on the key.
import { createECDH, type KeyObject, randomBytes } from 'node:crypto';
import { badParameter } from './answers.ts';

interface Curve {
  readonly name: string;
  /** Of the order, and of every number in a signature. */
  readonly bytes: number;
  readonly digestBytes: number;
  readonly order: bigint;
}

/** By algorithm; orders from SP 800-186 §3.2.1, that of P-256K from SEC 2 §2.4.1. No digest is longer than the order. */
const curves = {
  ES256: {
    name: 'prime256v1',
    bytes: 32,
    digestBytes: 32,
    order: 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
  },
  ES256K: {
    name: 'secp256k1',
    bytes: 32,
    digestBytes: 32,
    order: 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n,
  },
  ES384: {
    name: 'secp384r1',
    bytes: 48,
    digestBytes: 48,
    order: 0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973n,
  },
  ES512: {
    name: 'secp521r1',
    bytes: 66,
    digestBytes: 64,
    order:
      0x01fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409n,
  },
} as const satisfies Readonly<Record<string, Curve>>;

export type EcdsaAlgorithm = keyof typeof curves;

/** The algorithm that a key signs with, by its curve. */
export function ecdsaAlgorithmOf(key: KeyObject): EcdsaAlgorithm {
  const name = key.asymmetricKeyDetails?.namedCurve;
  const found = algorithms.find((one) => curves[one].name === name);
  if (!found) throw new Error(`there is no algorithm for keys over ${name ?? 'no curve'}`);
  return found;
}
const algorithms = Object.keys(curves) as readonly EcdsaAlgorithm[];

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
  const { digestBytes } = curves[alg];
  if (digest.length !== digestBytes) throw badParameter(`A digest for ${alg} has ${digestBytes} bytes.`);
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
