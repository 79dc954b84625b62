// The last look at bytes that leave a machine or a process: no private key, and no secret that the process holds, in any of the forms in
// which programs write bytes. It is a net below the schemas, which have no place for a key.
import { refuse } from '#shared/faults/fault.ts';
import { asBuffer, secretBuffer, wipe } from '../encoding/bytes.ts';

/** What gave a secret away: a marker of a key format, or that this process holds it. */
export type LeakKind = 'pem' | 'pkcs1' | 'pkcs8' | 'sec1' | 'pkcs12' | 'jwk' | 'held-secret';

const ascii = (text: string): Buffer => Buffer.from(text, 'latin1');
const hex = (text: string): Buffer => Buffer.from(text, 'hex');

const markers: readonly { readonly kind: LeakKind; readonly bytes: Buffer }[] = [
  // RFC 7468 and its older forms all say this in their first line. A certificate's PEM does not.
  { kind: 'pem', bytes: ascii('PRIVATE KEY-----') },
  // PrivateKeyInfo (RFC 5208 §5): version 0, then AlgorithmIdentifier of rsaEncryption or of id-ecPublicKey.
  { kind: 'pkcs8', bytes: hex('020100300d06092a864886f70d010101') },
  { kind: 'pkcs8', bytes: hex('020100301006072a8648ce3d0201') },
  { kind: 'pkcs8', bytes: hex('020100301306072a8648ce3d0201') },
  // EncryptedPrivateKeyInfo: PBES2, and the PKCS#12 password schemes.
  { kind: 'pkcs8', bytes: hex('06092a864886f70d01050d') },
  { kind: 'pkcs12', bytes: hex('060a2a864886f70d010c01') },
  { kind: 'pkcs12', bytes: hex('060b2a864886f70d010c0a01') },
  // ECPrivateKey (RFC 5915 §3): version 1, then an OCTET STRING of the curve's length.
  { kind: 'sec1', bytes: hex('0201010420') },
  { kind: 'sec1', bytes: hex('0201010430') },
];

/** RSAPrivateKey (RFC 8017 A.1.2): SEQUENCE with a two-byte length, version 0, then a modulus of 1024 bits or more. */
const rsaPrivateKey = /\x30\x82[^]{2}\x02\x01\x00\x02(?:\x81[\x80-\xff]|\x82[\x01-\x04])/;
/** A JSON member "d", "p", "q", "dp", "dq", "qi" or "k" with a long base64url value: RFC 7518 §6 and nothing of ours. */
const jwkMember = /"(?:d|p|q|dp|dq|qi|k)" *: *"[A-Za-z0-9_-]{22,}"/;
/** Text that may be base64 of something. */
const base64Run = /[A-Za-z0-9+/_-]{24,}/g;
const hexRun = /(?:[0-9A-Fa-f]{2}){16,}/g;
/** Base64 inside base64 inside JSON inside base64 is as deep as any file of ours goes. */
const maxNesting = 4;

/** A secret that this process holds, of at least 8 bytes: a shorter one would be found everywhere by chance. */
export interface HeldSecret {
  /** What people call it; no secret. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * Refuses bytes that have the form of key material.
 * @throws SECRET_IN_OUTPUT, which says what kind of thing was found and never the thing
 */
export function assertNoSecrets(bytes: Uint8Array): void {
  for (const reading of readings(asBuffer(bytes), 0)) {
    const kind =
      markers.find((marker) => reading.includes(marker.bytes))?.kind ?? structureIn(reading.toString('latin1'));
    if (kind !== undefined) refuse({ code: 'SECRET_IN_OUTPUT', kind, name: '' });
  }
}

/**
 * Refuses bytes in which a secret of this process stands, for what leaves a process that holds some.
 * @throws SECRET_IN_OUTPUT, which names the secret
 */
export function assertHoldsNone(bytes: Uint8Array, held: readonly HeldSecret[]): void {
  const patterns = held.flatMap(({ name, bytes: secret }) => writtenForms(secret).map((form) => ({ name, form })));
  try {
    for (const reading of readings(asBuffer(bytes), 0)) {
      const name = patterns.find(({ form }) => reading.includes(form))?.name;
      if (name !== undefined) refuse({ code: 'SECRET_IN_OUTPUT', kind: 'held-secret', name });
    }
  } finally {
    wipe(...patterns.map(({ form }) => form));
  }
}

/** The bytes, and whatever can be read in them as text of bytes, and in that. */
function* readings(bytes: Buffer, depth: number): Generator<Buffer> {
  yield bytes;
  if (depth < maxNesting) for (const inner of decodedRuns(bytes.toString('latin1'))) yield* readings(inner, depth + 1);
}

function structureIn(text: string): LeakKind | undefined {
  if (rsaPrivateKey.test(text)) return 'pkcs1';
  return jwkMember.test(text) ? 'jwk' : undefined;
}

/** What is in the text as base64, base64url or hex. Lines of a PEM body are joined first. */
function* decodedRuns(text: string): Generator<Buffer> {
  const joined = text
    .replaceAll(/(?<=[A-Za-z0-9+/_-]{16})(?:\\r|\\n|\r|\n)+(?=[A-Za-z0-9+/_=-])/g, '')
    // The letter of an escape that is left is no digit of what follows: counted as one, it would move every group of four.
    .replaceAll(/\\[bfnrt]/g, ' ');
  for (const [run] of joined.matchAll(base64Run)) yield Buffer.from(run, 'base64');
  for (const [run] of joined.matchAll(hexRun)) yield Buffer.from(run, 'hex');
}

const hexDigits = [ascii('0123456789abcdef'), ascii('0123456789ABCDEF')];
const base64Digits = ['+/', '-_'].map((last) =>
  ascii(`ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789${last}`),
);

/** A secret as programs write it: raw, hex, and base64 at each of the three places in a group where it may begin. Never as a string. */
function writtenForms(secret: Uint8Array): Buffer[] {
  if (secret.length < 8) throw new Error('a secret to look for has at least 8 bytes');
  const inHex = hexDigits.map((digits) => written(digits, 4, 0, secret));
  const inBase64 = base64Digits.flatMap((digits) => [0, 4, 2].map((skipped) => written(digits, 6, skipped, secret)));
  return [Buffer.from(secret), ...inHex, ...inBase64];
}

/**
 * The digits that belong to the secret alone: the first and the last of its base64 may hold bits of neighbours too.
 * @param bits of each digit
 * @param skipped bits of the secret that are in a digit with those before it
 */
function written(digits: Buffer, bits: number, skipped: number, secret: Uint8Array): Buffer {
  const form = secretBuffer(Math.floor((8 * secret.length - skipped) / bits));
  // With one byte more, two can be read wherever a digit begins.
  const padded = secretBuffer(secret.length + 1);
  try {
    padded.set(secret);
    for (const at of form.keys()) {
      const from = skipped + at * bits;
      const digit = (padded.readUInt16BE(from >> 3) >> (16 - bits - (from & 7))) & ((1 << bits) - 1);
      form.writeUInt8(digits.readUInt8(digit), at);
    }
    return form;
  } finally {
    wipe(padded);
  }
}
