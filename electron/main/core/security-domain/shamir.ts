// Shamir's secret sharing over GF(257), as a security domain uses it: one polynomial for each byte of the 32-byte master key.
import { randomBytes } from 'node:crypto';
import { refuse } from '#shared/faults/fault.ts';
import type { ThumbprintS256 } from '#shared/faults/security-domain.ts';
import { secretBuffer } from '../encoding/bytes.ts';

const prime = 257;
/** Bytes of the shared secret, and so words of a share. */
export const secretLength = 32;
/** A share on the wire: 32 unsigned 16-bit words, little-endian; x in the upper 7 bits of each, the value in the lower 9. */
export const shareLength = secretLength * 2;
const maxIndex = 126;

/** One custodian's point on each of the 32 polynomials. Its values are a secret. */
export interface Share {
  /** The x of the point: 1 … 126. */
  readonly index: number;
  /** The y of the 32 points: 0 … 256. */
  readonly values: Uint16Array;
}

/** A share with the thumbprint of the custodian who gave it. */
export interface CustodianShare extends Share {
  readonly custodian: ThumbprintS256;
}

/**
 * Reads a share from its 64 bytes.
 * @throws SHARE_LENGTH, SHARE_INDEX_ZERO, SHARE_INDEX_RANGE, SHARE_INDEX_NOT_CONSTANT, SHARE_VALUE_RANGE
 */
export function parseShare(bytes: Uint8Array): Share {
  if (bytes.length !== shareLength) refuse({ code: 'SHARE_LENGTH', bytes: bytes.length, expected: shareLength });
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const index = view.getUint16(0, true) >> 9;
  // x = 0 is where the secret itself lies: such a share would be the master key.
  if (index === 0) refuse({ code: 'SHARE_INDEX_ZERO' });
  if (index > maxIndex) refuse({ code: 'SHARE_INDEX_RANGE', index });
  const values = secretWords();
  for (let i = 0; i < secretLength; i += 1) {
    const word = view.getUint16(i * 2, true);
    if (word >> 9 !== index) refuse({ code: 'SHARE_INDEX_NOT_CONSTANT' });
    const value = word & 0x1ff;
    if (value >= prime) refuse({ code: 'SHARE_VALUE_RANGE' });
    values[i] = value;
  }
  return { index, values };
}

/** One word for each byte of the secret, outside of the engine's heap. */
const secretWords = (): Uint16Array => new Uint16Array(secretBuffer(2 * secretLength).buffer);

/** Writes a share as its 64 bytes, a secret that the caller wipes; the share itself is wiped. */
export function encodeShare({ index, values }: Share): Buffer {
  const bytes = secretBuffer(shareLength);
  values.forEach((value, i) => bytes.writeUInt16LE((index << 9) | value, i * 2));
  values.fill(0);
  return bytes;
}

/**
 * Rebuilds the secret from at least `required` shares. With more, every one is checked against the polynomial of the others.
 * @returns the 32-byte secret, which the caller wipes
 * @throws QUORUM_SHORT, SHARE_TWICE, SHARE_OFF_POLYNOMIAL (names who), SHARES_INCONSISTENT (one extra share shows that
 *   something is off, not whose), SHARED_SECRET_RANGE
 */
export function combineShares(shares: readonly CustodianShare[], required: number): Buffer {
  if (shares.length < required) refuse({ code: 'QUORUM_SHORT', have: shares.length, required });
  shares.forEach(({ index, custodian }, i) => {
    if (shares.findIndex((other) => other.index === index) < i) refuse({ code: 'SHARE_TWICE', custodian });
  });
  if (!lieOnOnePolynomial(shares, required)) refuseOffPolynomial(shares, required);
  const secret = secretBuffer(secretLength);
  try {
    const base = shares.slice(0, required);
    const weights = lagrangeWeights(base, 0);
    for (let i = 0; i < secretLength; i += 1) {
      const byte = interpolate(base, weights, i);
      // A byte is 0 … 255, the field has one element more.
      if (byte > 255) refuse({ code: 'SHARED_SECRET_RANGE' });
      secret[i] = byte;
    }
    return Buffer.from(secret);
  } finally {
    secret.fill(0);
  }
}

/** Splits a 32-byte secret into `count` shares with x = 1 … count, any `required` of which rebuild it. */
export function splitSecret(secret: Uint8Array, count: number, required: number): Share[] {
  const shares = Array.from({ length: count }, (_, i) => ({ index: i + 1, values: secretWords() }));
  for (let i = 0; i < secretLength; i += 1) {
    /* v8 ignore next -- @preserve `i` ends at `secretLength`, and the only caller, `createSecurityDomain`, draws a
     * secret of that length. */
    const coefficients = [secret[i] ?? 0, ...Array.from({ length: required - 1 }, randomFieldElement)];
    for (const { index, values } of shares) {
      // Horner's rule, from the highest coefficient down.
      values[i] = coefficients.reduceRight((sum, coefficient) => (sum * index + coefficient) % prime, 0);
    }
    coefficients.fill(0);
  }
  return shares;
}

/** Uniform over 0 … 256: nine random bits, drawn again while they are outside the field. */
function randomFieldElement(): number {
  for (;;) {
    const value = randomBytes(2).readUInt16LE() & 0x1ff;
    if (value < prime) return value;
  }
}

/** Whether all points of all 32 polynomials fit a degree below `required`; true with no more than `required` points. */
function lieOnOnePolynomial(shares: readonly Share[], required: number): boolean {
  const base = shares.slice(0, required);
  return shares.slice(required).every((extra) => {
    const weights = lagrangeWeights(base, extra.index);
    return extra.values.every((value, i) => interpolate(base, weights, i) === value);
  });
}

/**
 * Finds whose shares are off: the smallest set without which all others agree. e extra shares allow to name ⌊e/2⌋ of them
 * without doubt (the code is Reed–Solomon, of distance e + 1).
 */
function refuseOffPolynomial(shares: readonly CustodianShare[], required: number): never {
  const nameable = Math.floor((shares.length - required) / 2);
  for (let count = 1; count <= nameable; count += 1) {
    for (const off of subsets(shares, count)) {
      const others = shares.filter((share) => !off.includes(share));
      if (lieOnOnePolynomial(others, required)) {
        refuse({ code: 'SHARE_OFF_POLYNOMIAL', custodians: off.map(({ custodian }) => custodian) });
      }
    }
  }
  return refuse({ code: 'SHARES_INCONSISTENT', have: shares.length, required });
}

/** Every way to choose `count` of the items. */
function subsets<T>(items: readonly T[], count: number): T[][] {
  if (count === 0) return [[]];
  return items.flatMap((item, i) => subsets(items.slice(i + 1), count - 1).map((rest) => [item, ...rest]));
}

/** Lagrange's basis at x = `at`: ∏ (at − xⱼ) / (xᵢ − xⱼ) over j ≠ i. */
function lagrangeWeights(points: readonly Share[], at: number): number[] {
  return points.map(({ index: xi }) => {
    let numerator = 1;
    let denominator = 1;
    for (const { index: xj } of points) {
      if (xj === xi) continue;
      numerator = (numerator * modulo(at - xj)) % prime;
      denominator = (denominator * modulo(xi - xj)) % prime;
    }
    return (numerator * inverse(denominator)) % prime;
  });
}

function interpolate(points: readonly Share[], weights: readonly number[], word: number): number {
  return points.reduce((sum, { values }, i) => {
    /* v8 ignore next -- @preserve `i` counts the points, and both callers made a weight from each of these points
     * with `lagrangeWeights`. */
    const weight = weights[i] ?? 0;
    /* v8 ignore next -- @preserve `word` ends at `secretLength`, and `parseShare` gives every share values of that
     * length. */
    return (sum + (values[word] ?? 0) * weight) % prime;
  }, 0);
}

const modulo = (value: number): number => ((value % prime) + prime) % prime;

/** Fermat: a^(p−2) is the inverse of a in a field of p elements. */
function inverse(value: number): number {
  let result = 1;
  for (let i = 0; i < prime - 2; i += 1) result = (result * value) % prime;
  return result;
}
