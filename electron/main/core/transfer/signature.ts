// ECDSA over P-384 with SHA-384: the one signature of the product. The algorithm belongs to the pinned key, never to a file.
import { createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { refuse } from '#shared/faults/fault.ts';
import { asBuffer, sha256 } from '../encoding/bytes.ts';
import { DER, encodeDer, readDerChildren, readDerElement } from '../encoding/der.ts';

/** A P-384 public key from a trusted place, and what names it. */
export interface SigningPublicKey {
  /** SHA-256 of the SubjectPublicKeyInfo, lowercase hex. */
  readonly keyId: string;
  readonly spkiDer: Buffer;
  readonly key: KeyObject;
}

/** SEC 2 §2.5.1: the order of P-384's group. */
const groupOrder = BigInt(
  '0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973',
);

/** `SEQUENCE { SEQUENCE { id-ecPublicKey, secp384r1 }, BIT STRING { 0 unused bits, 04 ‖ x ‖ y } }` up to the point. */
const spkiPrefix = Buffer.from('3076301006072a8648ce3d020106052b8104002203620004', 'hex');
const spkiBytes = spkiPrefix.length + 96;

/**
 * Reads a P-384 SubjectPublicKeyInfo with an uncompressed point on the curve.
 * @throws SIGNING_KEY_NOT_P384
 */
export function parseSigningPublicKey(spki: Uint8Array): SigningPublicKey {
  const spkiDer = Buffer.from(spki);
  const formed = spkiDer.length === spkiBytes && spkiDer.subarray(0, spkiPrefix.length).equals(spkiPrefix);
  if (!formed) return refuse({ code: 'SIGNING_KEY_NOT_P384' });
  try {
    const key = createPublicKey({ key: spkiDer, format: 'der', type: 'spki' });
    return { keyId: sha256(spkiDer).toString('hex'), spkiDer, key };
  } catch (cause) {
    // The point is not on the curve.
    return refuse({ code: 'SIGNING_KEY_NOT_P384' }, cause);
  }
}

/** Signs bytes, in the one form that `assertOnlySignature` takes. */
export function signBytes(privateKey: KeyObject, bytes: Uint8Array): Buffer {
  const signatureDer = sign('sha384', bytes, privateKey);
  return isLow(signatureDer) ? signatureDer : otherForm(signatureDer);
}

/** A signature with n - s in the place of s: it is as good, and is made from the other with no key. */
export function otherForm(signatureDer: Uint8Array): Buffer {
  const [r = none, s = none] = scalarsOf(signatureDer);
  let octets = Buffer.from((groupOrder - valueOf(s)).toString(16).padStart(98, '0'), 'hex');
  // The fewest octets that are not negative.
  while (octets.readUInt8(0) === 0 && octets.readUInt8(1) < 0x80) octets = octets.subarray(1);
  return encodeDer(DER.sequence, encodeDer(DER.integer, r), encodeDer(DER.integer, octets));
}

/** Whether a canonical signature is this key's over these bytes. */
export const isSignedBy = (key: SigningPublicKey, bytes: Uint8Array, signatureDer: Uint8Array): boolean =>
  verify('sha384', bytes, key.key, signatureDer);

/**
 * Checks that a signature is `SEQUENCE { INTEGER r, INTEGER s }` in the one DER encoding, with 0 < r, s < n. OpenSSL checks
 * that too, in most versions; a format that people compare by hash should not depend on it.
 * @throws SIGNATURE_NOT_DER
 */
export function assertCanonicalSignature(signatureDer: Uint8Array): void {
  if (!isCanonicalSignature(signatureDer)) refuse({ code: 'SIGNATURE_NOT_DER' });
}

/**
 * As `assertCanonicalSignature`, with s in the lower half: in its other form the same bundle would be another file.
 * @throws SIGNATURE_NOT_DER
 */
export function assertOnlySignature(signatureDer: Uint8Array): void {
  assertCanonicalSignature(signatureDer);
  if (!isLow(signatureDer)) refuse({ code: 'SIGNATURE_NOT_DER' });
}

const none = new Uint8Array();
const scalarsOf = (bytes: Uint8Array): readonly Uint8Array[] =>
  readDerChildren(readDerElement(bytes).content).map(({ content }) => content);
const valueOf = (scalar: Uint8Array): bigint => BigInt(`0x${asBuffer(scalar).toString('hex')}`);
function isLow(signatureDer: Uint8Array): boolean {
  const [, s = none] = scalarsOf(signatureDer);
  return valueOf(s) <= groupOrder / 2n;
}

function isCanonicalSignature(bytes: Uint8Array): boolean {
  try {
    const numbers = scalarsOf(bytes);
    // Written again, every tag is the right one and nothing is behind the end.
    const again = encodeDer(DER.sequence, ...numbers.map((content) => encodeDer(DER.integer, content)));
    return numbers.length === 2 && numbers.every(isScalar) && again.equals(bytes);
  } catch {
    return false;
  }
}

/** X.690 §8.3.2: an INTEGER in the fewest octets; a scalar is positive and below the group's order. */
function isScalar(content: Uint8Array): boolean {
  const [first = 0x80, second = 0] = content;
  // A zero in front stands only before an octet that would make the number negative, so zero itself is no scalar.
  if (first >= 0x80 || (first === 0 && second < 0x80)) return false;
  return valueOf(content) < groupOrder;
}
