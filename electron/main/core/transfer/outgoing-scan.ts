// The last look at bytes that leave a machine: no private key, and no secret that this process has registered, in any of the
// forms in which programs write bytes. It is a net below the schemas, which have no place for a key.
import { refuse } from '../../../../shared/faults/fault.ts';
import { asBuffer, wipe } from '../encoding/bytes.ts';

/** What gave a secret away: a marker of a key format, or the name under which a secret was registered. */
export type LeakKind = 'pem' | 'pkcs1' | 'pkcs8' | 'sec1' | 'pkcs12' | 'jwk' | 'registered-secret';

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

/** Secrets of this process, kept as the patterns to look for; wiped together. */
export class SecretRegistry {
  #patterns: { readonly name: string; readonly bytes: Buffer }[] = [];

  /**
   * Adds a secret of at least 8 bytes, under a name that is no secret. Its forms are kept as bytes until `wipe`.
   * Shorter ones would be found everywhere by chance.
   */
  register(name: string, secret: Uint8Array): void {
    if (secret.length < 8) throw new Error('a secret to look for has at least 8 bytes');
    for (const bytes of writtenForms(secret)) this.#patterns.push({ name, bytes });
  }

  /** The name of a registered secret that stands in the bytes. */
  findIn(bytes: Buffer): string | undefined {
    return this.#patterns.find((pattern) => bytes.includes(pattern.bytes))?.name;
  }

  wipe(): void {
    wipe(...this.#patterns.map(({ bytes }) => bytes));
    this.#patterns = [];
  }
}

/**
 * Refuses bytes that hold key material.
 * @throws SECRET_IN_OUTPUT, which says what kind of thing was found and never the thing
 */
export function assertNoSecrets(bytes: Uint8Array, registry?: SecretRegistry): void {
  scan(asBuffer(bytes), registry, 0);
}

function scan(bytes: Buffer, registry: SecretRegistry | undefined, depth: number): void {
  const text = bytes.toString('latin1');
  const name = registry?.findIn(bytes);
  if (name !== undefined) refuse({ code: 'SECRET_IN_OUTPUT', kind: 'registered-secret', name });
  const kind = markers.find((marker) => bytes.includes(marker.bytes))?.kind ?? structureIn(text);
  if (kind !== undefined) refuse({ code: 'SECRET_IN_OUTPUT', kind, name: '' });
  if (depth < maxNesting) for (const inner of decodedRuns(text)) scan(inner, registry, depth + 1);
}

function structureIn(text: string): LeakKind | undefined {
  if (rsaPrivateKey.test(text)) return 'pkcs1';
  return jwkMember.test(text) ? 'jwk' : undefined;
}

/** What stands in the text as base64, base64url or hex. Lines of a PEM body are joined first. */
function* decodedRuns(text: string): Generator<Buffer> {
  const joined = text
    .replaceAll(/(?<=[A-Za-z0-9+/_-]{16})(?:\\r|\\n|\r|\n)+(?=[A-Za-z0-9+/_=-])/g, '')
    // The letter of an escape that is left is no digit of what follows: counted as one, it would move every group of four.
    .replaceAll(/\\[bfnrt]/g, ' ');
  for (const [run] of joined.matchAll(base64Run)) yield Buffer.from(run, 'base64');
  for (const [run] of joined.matchAll(hexRun)) yield Buffer.from(run, 'hex');
}

/** A secret as programs write it: raw, hex, and base64 at each of the three places in a group where it may begin. */
function writtenForms(secret: Uint8Array): Buffer[] {
  const raw = Buffer.from(secret);
  const inHex = ascii(raw.toString('hex'));
  const upperHex = ascii(raw.toString('hex').toUpperCase());
  const base64 = [0, 1, 2].flatMap((shift) => {
    const shifted = Buffer.concat([Buffer.alloc(shift), raw]);
    // The first and last digits hold bits of neighbours too: only the digits between belong to the secret alone.
    const whole = Math.floor((shifted.length * 8) / 6);
    const digits = shifted.toString('base64').slice(shift === 0 ? 0 : shift + 1, whole);
    wipe(shifted);
    return [ascii(digits), ascii(digits.replaceAll('+', '-').replaceAll('/', '_'))];
  });
  return [raw, inHex, upperHex, ...base64];
}
