// The last look at bytes that leave a machine or a process: no private key, and no secret that the process holds, in any of the forms in
// which programs write bytes. It is a net below the schemas, which have no place for a key.
import { refuse } from '#shared/faults/fault.ts';
import { asBuffer, secretBuffer, wipe } from '../encoding/bytes.ts';

/** What gave a secret away: a marker of a key format, or that this process holds it. */
export type LeakKind = 'pem' | 'pkcs1' | 'pkcs8' | 'sec1' | 'pkcs12' | 'jwk' | 'openssl-text' | 'held-secret';

const ascii = (text: string): Buffer => Buffer.from(text, 'latin1');
const hex = (text: string): Buffer => Buffer.from(text, 'hex');

const markers: readonly { readonly kind: LeakKind; readonly bytes: Buffer }[] = [
  // RFC 7468 and its older forms all say this in their first line. A certificate's PEM does not.
  { kind: 'pem', bytes: ascii('PRIVATE KEY-----') },
  // What `openssl pkey -text` prints over the numbers.
  { kind: 'openssl-text', bytes: ascii('Private-Key: (') },
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
/**
 * A JSON member "d", "p", "q", "dp", "dq", "qi" or "k" with a long base64url value: RFC 7518 §6 and nothing of ours. The value's end is looked
 * for by hand: an expression without a bound runs out of its stack in a file of some MiB, as do runs of base64 and hex.
 */
const jwkMember = /"(?:d|p|q|dp|dq|qi|k)"[ \t\r\n]{0,64}:[ \t\r\n]{0,64}"(?=[A-Za-z0-9_-]{22})/g;
/** By a character's code, whether it is one of some: 1 or 0. */
type Digits = Uint8Array;
/** Digits of text that may be base64 or hex of something, and how many of them in a row are looked into. */
const digitsOf = (characters: string): Digits => {
  const codes = ascii(characters);
  return Uint8Array.from({ length: 256 }, (_, code) => (codes.includes(code) ? 1 : 0));
};
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const inBase64 = digitsOf(`${letters}0123456789+/_-`);
const inBase64url = digitsOf(`${letters}0123456789_-`);
const inHex = digitsOf('0123456789ABCDEFabcdef');
/** The same, and what programs write between the pairs of hex. */
const inSpacedHex = digitsOf('0123456789ABCDEFabcdef:- \t\r\n');
const isOf = (digits: Digits, code = 0): boolean => digits[code] === 1;
const shortestBase64 = 24;
const shortestHex = 32;
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
    const kind = markers.find((marker) => reading.includes(marker.bytes))?.kind ?? structureIn(reading);
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
  // UTF-16, as some shells write what a program prints.
  if (depth === 0 && bytes.includes(0)) yield* readings(withoutZeros(bytes), 1);
  if (depth < maxNesting) for (const inner of decodedRuns(bytes)) yield* readings(inner, depth + 1);
}

const withoutZeros = (bytes: Buffer): Buffer => Buffer.from(bytes.toString('latin1').replaceAll('\0', ''), 'latin1');

function structureIn(bytes: Buffer): LeakKind | undefined {
  const text = bytes.toString('latin1');
  if (rsaPrivateKey.test(text)) return 'pkcs1';
  for (const { index, 0: begun } of text.matchAll(jwkMember)) {
    if (bytes[endOfRun(bytes, index + begun.length, inBase64url)] === quote) return 'jwk';
  }
  return undefined;
}

/** What is in the bytes as base64, base64url or hex of others. */
function* decodedRuns(bytes: Buffer): Generator<Buffer> {
  const text = withoutLineBreaks(bytes);
  // What stands before the first digit may look like one, so a group may begin at each place of the first; a digit that is left over at the
  // end is no part of anything.
  for (const [from, to] of runsOf(text, inBase64, shortestBase64)) {
    for (let skipped = 0; skipped < 4; skipped += 1)
      yield Buffer.from(text.toString('latin1', from + skipped, to), 'base64');
  }
  for (const [from, to] of runsOf(text, inSpacedHex, shortestHex)) {
    const pairs = withoutBetween(text.subarray(from, to));
    if (pairs.length < shortestHex) continue;
    for (const skipped of [0, 1]) yield Buffer.from(pairs.toString('latin1', skipped), 'hex');
  }
}

function withoutBetween(text: Buffer): Buffer {
  const kept = secretBuffer(text.length);
  let length = 0;
  for (const code of text) {
    if (!isOf(inHex, code)) continue;
    kept[length] = code;
    length += 1;
  }
  return kept.subarray(0, length);
}

function* runsOf(text: Buffer, digits: Digits, shortest: number): Generator<readonly [from: number, to: number]> {
  for (let begin = 0; begin + shortest <= text.length;) {
    // Backwards from the last digit of the shortest run: where one is missing, none begins before it, and most bytes are not looked at. No
    // digit is before the place from which it is looked for.
    let gap = begin + shortest - 1;
    while (isOf(digits, text[gap])) gap -= 1;
    if (gap >= begin) {
      begin = gap + 1;
      continue;
    }
    const to = endOfRun(text, begin + shortest, digits);
    yield [begin, to];
    begin = to + 1;
  }
}

/** Where a run of digits that begins at a place ends. */
function endOfRun(text: Buffer, from: number, digits: Digits): number {
  let at = from;
  while (isOf(digits, text[at])) at += 1;
  return at;
}

// A buffer has no length in its type; this one has four bytes.
const [quote, backslash, carriageReturn, lineFeed] = ascii('"\\\r\n') as unknown as [number, number, number, number];
/** Digits before a line break from which on it may be one of a body in lines. */
const shortestLine = 16;

/** The same text with the lines of a PEM body joined, and with a break for each space as JSON spells one. */
function withoutLineBreaks(bytes: Buffer): Buffer {
  if (![backslash, carriageReturn, lineFeed].some((code) => bytes.includes(code))) return bytes;
  const joined = secretBuffer(bytes.length);
  let length = 0;
  let line = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const code = bytes.readUInt8(at);
    const isSpelled = code === backslash && isOf(spaceLetters, bytes[at + 1]);
    // The letter is no digit of what follows.
    if (isSpelled) at += 1;
    const isBreak = isSpelled ? isOf(breakLetters, bytes[at]) : isOf(inBreaks, code);
    if (isBreak && line >= shortestLine) continue;
    line = isOf(inBase64, code) ? line + 1 : 0;
    joined[length] = isSpelled ? lineFeed : code;
    length += 1;
  }
  return joined.subarray(0, length);
}

const inBreaks = digitsOf('\r\n');
const spaceLetters = digitsOf('bfnrt');
const breakLetters = digitsOf('nr');

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
