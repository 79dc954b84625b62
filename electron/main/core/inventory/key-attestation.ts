// What an HSM's maker says of a key: an attestation, signed inside the HSM. It is read as far as its layout is published (Marvell
// LiquidSecurity, "software key attestation"), and kept as it came. No real one of a Managed HSM was at hand: whatever differs is not proven.
import { constants, createPublicKey, verify } from 'node:crypto';
import { z } from 'zod';
import { Refusal, refuse } from '#shared/faults/fault.ts';
import { base64Text, hsmUri, lineOfText, utcTime } from '#shared/schemas/atoms.ts';
import { decodeBase64 } from '../encoding/base64.ts';
import { sha256 } from '../encoding/bytes.ts';
import { encodeCanonicalJson, readCanonicalJson } from '../encoding/canonical-json.ts';
import { readFields } from '../encoding/fields.ts';
import { readPemBlocks } from '../encoding/pem.ts';
import { isCertificateAuthority, parseSpki, parseX509, rsaNumbers, type X509 } from '../x509/certificate.ts';
import { isSignedBy } from '../x509/server-chain.ts';

const attestation = z.strictObject({
  key: z.string().regex(/^[A-Za-z0-9-]{1,127}$/),
  version: z.string().regex(/^[0-9a-f]{32}$/),
  /** DER SubjectPublicKeyInfo of the public half, base64; null for a key that has none. */
  spki: base64Text.nullable(),
  /** The service's name of the layout; null where it gives none. */
  form: lineOfText(64).nullable(),
  /** PEM, base64 of its bytes. */
  certificates: base64Text,
  privateHalf: base64Text.nullable(),
  publicHalf: base64Text.nullable(),
});
export type KeyAttestation = z.output<typeof attestation>;

const file = z.strictObject({
  format: z.literal('lifeboat-key-attestations'),
  v: z.literal(1),
  practice: z.boolean(),
  hsm: hsmUri,
  taken: utcTime,
  /** Sorted by key, then version. */
  keys: z.array(attestation).max(500_000),
});
export type KeyAttestations = z.output<typeof file>;

/** Greatest size of the file in bytes: an attestation has some 10 KB. */
export const maxAttestationBytes = 256 << 20;

/** The canonical bytes (RFC 8785), sorted. */
export function encodeKeyAttestations(attestations: KeyAttestations): Buffer {
  const nameOf = ({ key, version }: KeyAttestation): string => `${key}/${version}`;
  const keys = attestations.keys.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  return encodeCanonicalJson({ ...attestations, keys });
}

/** @throws KEY_ATTESTATIONS_FORM with every wrong field, also for bytes that are not canonical; JSON_… */
export function parseKeyAttestations(bytes: Uint8Array): KeyAttestations {
  const { value, canonical } = readCanonicalJson(bytes, { maxBytes: maxAttestationBytes });
  const read = readFields(file, value);
  if (!read.ok) return refuse({ code: 'KEY_ATTESTATIONS_FORM', problems: read.problems });
  return canonical ? read.value : refuse({ code: 'KEY_ATTESTATIONS_FORM', problems: [{ path: '', rule: 'VALUE' }] });
}

/** What an attestation proves. Null: it does not say. */
export interface AttestationChecks {
  /** Whether one of its certificates has signed each of its halves. */
  readonly isSigned: boolean;
  /** Whether the certificates lead from that one to a root of the maker. */
  readonly isOfMaker: boolean;
  /** Whether it is about this key. */
  readonly isSameKey: boolean | null;
  /** PKCS#11 CKA_NEVER_EXTRACTABLE: the key could never leave an HSM in the open. */
  readonly isNeverExtractable: boolean | null;
  /** PKCS#11 CKA_LOCAL: the key was made in an HSM, and not imported. */
  readonly isMadeInside: boolean | null;
}

/** Whether all is proven that matters after a restore: which key it is, and that it never left an HSM. */
export const isProven = ({ isSigned, isOfMaker, isSameKey, isNeverExtractable }: AttestationChecks): boolean =>
  isSigned && isOfMaker && isSameKey === true && isNeverExtractable === true;

/** SHA-256 of the two roots of Marvell in Microsoft's own checker of attestations, hex. */
const makerRoots = [
  '230143df00e0b452743e068a5b3fc08df8f06cefc4854ea627aeb7ebd70ee2f4',
  '17644de0d33bc73b2f4ef4c20a11f6c8cc1f723a4cd83ee600361cbb24d8d2e5',
] as const;

/** PKCS#11 §4.2, §4.9 and §6: the numbers of the attributes. */
const CKA = { modulus: 0x120, extractable: 0x162, local: 0x163, neverExtractable: 0x164, ecPoint: 0x181 } as const;

/** @param roots SHA-256 of the roots that are believed, hex; those of the maker unless told */
export function checkKeyAttestation(
  { spki, certificates, privateHalf, publicHalf }: KeyAttestation,
  roots: readonly string[] = makerRoots,
): AttestationChecks {
  const chain = certificatesIn(decodeBase64(certificates));
  const halves = [privateHalf, publicHalf].flatMap((half) => (half === null ? [] : [decodeBase64(half)]));
  const signer = privateHalf === null ? undefined : chain.find((each) => halves.every((half) => hasSigned(each, half)));
  const attributes = privateHalf === null ? undefined : attributesIn(decodeBase64(privateHalf));
  const said = (type: number): boolean | null => flagOf(attributes?.get(type));
  const never = said(CKA.neverExtractable);
  return {
    isSigned: signer !== undefined,
    isOfMaker: signer !== undefined && leadsTo(signer, chain, roots),
    isSameKey: spki === null || !attributes ? null : isOfKey(attributes, decodeBase64(spki)),
    isNeverExtractable: never === true && said(CKA.extractable) === true ? false : never,
    isMadeInside: said(CKA.local),
  };
}

/** Certificates that cannot be read prove nothing. */
function certificatesIn(pem: Buffer): readonly X509[] {
  try {
    return readPemBlocks(pem).flatMap(({ label, der }) => (label === 'CERTIFICATE' ? [parseX509(der)] : []));
  } catch (error) {
    /* v8 ignore else -- @preserve `readPemBlocks` and `parseX509` throw refusals alone; another error is a defect, and
     * must not pass for a certificate that is none. */
    if (error instanceof Refusal) return [];
    throw error;
  }
}

/** The last bytes: RSASSA-PKCS1-v1_5 with SHA-256 of a key of 2048 bits, over all that is before them. */
const signatureBytes = 256;

function hasSigned({ spkiDer }: X509, half: Buffer): boolean {
  if (half.length <= signatureBytes) return false;
  try {
    const key = createPublicKey({ key: spkiDer, format: 'der', type: 'spki' });
    const rsa = { key, padding: constants.RSA_PKCS1_PADDING };
    return verify('sha256', half.subarray(0, -signatureBytes), rsa, half.subarray(-signatureBytes));
  } catch {
    // A key that OpenSSL does not read, or not for this, has signed nothing.
    return false;
  }
}

/** Up to a root that is believed; no certificate is passed twice. */
function leadsTo(signer: X509, chain: readonly X509[], roots: readonly string[]): boolean {
  let left = chain;
  for (let at: X509 | undefined = signer; at;) {
    const current: X509 = at;
    if (roots.includes(sha256(current.der).toString('hex'))) return true;
    left = left.filter((each) => each !== current);
    at = left.find((each) => isCertificateAuthority(each) && isSignedBy(current, each));
  }
  return false;
}

type Attributes = ReadonlyMap<number, Buffer>;

/**
 * The attributes of the last key in an attestation, big endian: a response header (code, flags, size, size of the buffer), in the buffer an
 * info header (version, flags, offsets of the first and the second key), at an offset the handle, the count and the size of the
 * attributes, then each as type, length, value.
 * @returns undefined where the bytes have another layout
 */
function attributesIn(half: Buffer): Attributes | undefined {
  const data = half.subarray(0, Math.max(0, half.length - signatureBytes));
  if (data.length < 24) return undefined;
  const [size, bufferSize] = [data.readUInt32BE(8), data.readUInt32BE(12)];
  const start = size - (bufferSize + signatureBytes);
  if (size !== half.length || start < 16 || start + 8 > data.length) return undefined;
  const buffer = data.subarray(start);
  const [first, second] = [buffer.readUInt16BE(4), buffer.readUInt16BE(6)];
  return recordsAt(buffer, second === 0 ? first : second);
}

function recordsAt(buffer: Buffer, offset: number): Attributes | undefined {
  if (offset < 8 || offset + 12 > buffer.length) return undefined;
  const found = new Map<number, Buffer>();
  let at = offset + 12;
  for (let left = buffer.readUInt32BE(offset + 4); left > 0; left -= 1) {
    if (at + 8 > buffer.length) return undefined;
    const [type, length] = [buffer.readUInt32BE(at), buffer.readUInt32BE(at + 4)];
    // What stands twice could mean two things.
    if (length > buffer.length - at - 8 || found.has(type)) return undefined;
    found.set(type, buffer.subarray(at + 8, at + 8 + length));
    at += 8 + length;
  }
  return found;
}

function flagOf(value: Buffer | undefined): boolean | null {
  if (value?.length !== 1 || value.readUInt8() > 1) return null;
  return value[0] === 1;
}

function isOfKey(attributes: Attributes, spki: Buffer): boolean | null {
  try {
    const numbers = rsaNumbers(spki);
    if (numbers) {
      const modulus = attributes.get(CKA.modulus);
      return modulus === undefined ? null : BigInt(`0x${modulus.toString('hex') || '0'}`) === numbers.modulus;
    }
    const point = attributes.get(CKA.ecPoint);
    const { keyBits } = parseSpki(spki);
    // PKCS#11 wraps the point in an OCTET STRING; some modules give it plain.
    return point === undefined ? null : point.subarray(-keyBits.length).equals(keyBits);
  } catch (error) {
    /* v8 ignore else -- @preserve `rsaNumbers` and `parseSpki` throw refusals alone; another error is a defect, and must
     * not pass for a key that is none. */
    if (error instanceof Refusal) return null;
    throw error;
  }
}
