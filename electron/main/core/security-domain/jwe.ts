// The strict JWE profile of a security domain (RFC 7516 compact serialization): `dir` or `RSA-OAEP-256` with A256CBC-HS512.
import { constants, type KeyObject, privateDecrypt, publicEncrypt, randomBytes } from 'node:crypto';
import { type Fault, Refusal, refuse } from '#shared/faults/fault.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import { decodeBase64url, encodeBase64url } from '../encoding/base64.ts';
import { wipe } from '../encoding/bytes.ts';
import { asJsonObject, type JsonObject, type JsonValue, parseStrictJson } from '../encoding/json.ts';
import { authTagLength, cekLength, ivLength, openContent, sealContent } from './content-encryption.ts';
import { type OaepHash, unpadOaep } from './oaep.ts';

/** How the content encryption key is found. `RSA-OAEP` (SHA-1) is read from old files, and never written. */
export type KeyManagement = 'dir' | 'RSA-OAEP-256' | 'RSA-OAEP';

/** A JWE whose structure is whole. Nothing in it has been decrypted or authenticated. */
export interface CompactJwe {
  readonly alg: KeyManagement;
  readonly kid: string | undefined;
  /** The encoded header as it was received: the AAD. Encoding it again could change bytes (RFC 7516 §5.2). */
  readonly protectedB64u: string;
  readonly encryptedKey: Buffer;
  readonly iv: Buffer;
  readonly ciphertext: Buffer;
  readonly authTag: Buffer;
}

/** Bytes of an RSA modulus of 2048, 3072 or 4096 bits, and so of an encrypted key. */
const modulusLengths = [256, 384, 512];
const contentEncryption = 'A256CBC-HS512';
const parts = ['header', 'encrypted key', 'iv', 'ciphertext', 'tag'] as const;

/**
 * Reads the structure of a JWE; every length is checked here, before a key is touched.
 * @throws JWE_PARTS, JWE_BASE64, JWE_HEADER, JWE_ALGORITHM_REFUSED, JWE_ENCRYPTION_REFUSED, JWE_ENCRYPTED_KEY_LENGTH,
 *   JWE_IV_LENGTH, JWE_CIPHERTEXT_LENGTH, JWE_TAG_LENGTH
 */
export function parseCompactJwe(text: string): CompactJwe {
  const texts = text.split('.', parts.length + 1);
  if (texts.length !== parts.length) refuse({ code: 'JWE_PARTS', parts: texts.length });
  // They were counted in the line above.
  const [protectedB64u, ...others] = texts as [string, string, string, string, string];
  const { alg, kid } = parseProtectedHeader(decodePart('header', protectedB64u));
  const encryptedKey = decodePart('encrypted key', others[0]);
  const iv = decodePart('iv', others[1]);
  const ciphertext = decodePart('ciphertext', others[2]);
  const authTag = decodePart('tag', others[3]);
  // RFC 7518 §4.5: with `dir` the encrypted key is empty. With RSA it is as long as the modulus (RFC 8017 §7.1.1).
  if (alg === 'dir' ? encryptedKey.length !== 0 : !modulusLengths.includes(encryptedKey.length)) {
    refuse({ code: 'JWE_ENCRYPTED_KEY_LENGTH', bytes: encryptedKey.length });
  }
  if (iv.length !== ivLength) refuse({ code: 'JWE_IV_LENGTH', bytes: iv.length });
  if (ciphertext.length === 0 || ciphertext.length % 16 !== 0) {
    refuse({ code: 'JWE_CIPHERTEXT_LENGTH', bytes: ciphertext.length });
  }
  if (authTag.length !== authTagLength) refuse({ code: 'JWE_TAG_LENGTH', bytes: authTag.length });
  return { alg, kid, protectedB64u, encryptedKey, iv, ciphertext, authTag };
}

/** The text that a JWE was read from. */
export function encodeCompactJwe(jwe: CompactJwe): string {
  const { protectedB64u, encryptedKey, iv, ciphertext, authTag } = jwe;
  return [protectedB64u, ...[encryptedKey, iv, ciphertext, authTag].map(encodeBase64url)].join('.');
}

/**
 * Opens a JWE that is encrypted directly under a shared key.
 * @returns the plaintext, a secret that the caller wipes
 * @throws JWE_DECRYPTION_FAILED, JWE_ALGORITHM_REFUSED
 */
export function openDirectJwe(jwe: CompactJwe, cek: Uint8Array): Buffer {
  if (jwe.alg !== 'dir') refuse({ code: 'JWE_ALGORITHM_REFUSED', alg: jwe.alg });
  return openContent(cek, jwe.iv, Buffer.from(jwe.protectedB64u, 'ascii'), jwe);
}

/**
 * Opens a JWE whose key is wrapped to an RSA key.
 * @returns the plaintext, a secret that the caller wipes
 * @throws JWE_ALGORITHM_REFUSED, JWE_ENCRYPTED_KEY_LENGTH before the key is used; JWE_DECRYPTION_FAILED for all that fails after
 */
export function openWrappedJwe(jwe: CompactJwe, privateKey: KeyObject): Buffer {
  if (jwe.alg === 'dir') refuse({ code: 'JWE_ALGORITHM_REFUSED', alg: jwe.alg });
  const modulusLength = (privateKey.asymmetricKeyDetails?.modulusLength ?? 0) / 8;
  if (jwe.encryptedKey.length !== modulusLength) {
    refuse({ code: 'JWE_ENCRYPTED_KEY_LENGTH', bytes: jwe.encryptedKey.length });
  }
  return openWith(unwrapKey(jwe, privateKey), jwe);
}

/**
 * Opens a JWE whose wrapped key has been through the private key already, on a token.
 * @param encoded what raw RSA made of `encryptedKey`: as long, and still padded; stays the caller's to wipe
 * @returns the plaintext, a secret that the caller wipes
 * @throws JWE_DECRYPTION_FAILED for all that fails
 */
export const openUnwrappedJwe = (jwe: CompactJwe, encoded: Uint8Array): Buffer =>
  openWith(unpadOaep(encoded, oaepHashOf(jwe), cekLength), jwe);

function openWith(cek: Buffer, jwe: CompactJwe): Buffer {
  try {
    return openContent(cek, jwe.iv, Buffer.from(jwe.protectedB64u, 'ascii'), jwe);
  } finally {
    wipe(cek);
  }
}

const oaepHashOf = ({ alg }: CompactJwe): OaepHash => (alg === 'RSA-OAEP' ? 'sha1' : 'sha256');

/** Seals a plaintext directly under a 64-byte key, with the header that the service writes. */
export function sealDirectJwe(plaintext: Uint8Array, cek: Uint8Array, kid: string): string {
  return sealJwe('dir', kid, Buffer.alloc(0), cek, plaintext);
}

/**
 * Seals a plaintext under a fresh key that is wrapped to an RSA public key with RSA-OAEP-256.
 * @param kid what stands as key id: its clients write "not used", and so did the service before 2023
 */
export function sealWrappedJwe(plaintext: Uint8Array, publicKey: KeyObject, kid = 'not used'): string {
  const cek = randomBytes(cekLength);
  try {
    const wrapped = publicEncrypt(
      { key: publicKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' },
      cek,
    );
    return sealJwe('RSA-OAEP-256', kid, wrapped, cek, plaintext);
  } finally {
    wipe(cek);
  }
}

function sealJwe(alg: string, kid: string, encryptedKey: Buffer, cek: Uint8Array, plaintext: Uint8Array): string {
  const protectedB64u = encodeBase64url(Buffer.from(JSON.stringify({ alg, enc: contentEncryption, kid }), 'utf8'));
  const iv = randomBytes(ivLength);
  const { ciphertext, authTag } = sealContent(cek, iv, Buffer.from(protectedB64u, 'ascii'), plaintext);
  return [protectedB64u, ...[encryptedKey, iv, ciphertext, authTag].map(encodeBase64url)].join('.');
}

/** RFC 7516 §11.5: a key that cannot be unwrapped is replaced by a random one, so that its failure looks like any other. */
function unwrapKey(jwe: CompactJwe, privateKey: KeyObject): Buffer {
  const oaep = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: oaepHashOf(jwe) };
  try {
    return privateDecrypt({ key: privateKey, ...oaep }, jwe.encryptedKey);
  } catch {
    return randomBytes(cekLength);
  }
}

function decodePart(part: (typeof parts)[number], text: string): Buffer {
  try {
    return decodeBase64url(text);
  } catch (cause) {
    return refuse({ code: 'JWE_BASE64', part }, cause);
  }
}

function parseProtectedHeader(bytes: Buffer): Pick<CompactJwe, 'alg' | 'kid'> {
  const header = readHeaderObject(bytes);
  const { alg, enc, kid } = header;
  // Closed: `zip`, `crit`, `epk` and whatever else would change the meaning of the parts.
  const unknown = Object.keys(header).some((member) => !['alg', 'enc', 'kid'].includes(member));
  if (unknown || typeof alg !== 'string' || typeof enc !== 'string') return refuse({ code: 'JWE_HEADER' });
  if (kid !== undefined && typeof kid !== 'string') return refuse({ code: 'JWE_HEADER' });
  if (alg !== 'dir' && alg !== 'RSA-OAEP-256' && alg !== 'RSA-OAEP') {
    return refuse({ code: 'JWE_ALGORITHM_REFUSED', alg: visibleText(alg, 40) });
  }
  if (enc !== contentEncryption) return refuse({ code: 'JWE_ENCRYPTION_REFUSED', enc: visibleText(enc, 40) });
  return { alg, kid };
}

function readHeaderObject(bytes: Buffer): JsonObject {
  let value: JsonValue;
  try {
    value = parseStrictJson(bytes, { maxBytes: 4096, maxDepth: 2 });
  } catch (cause) {
    return refuse({ code: 'JWE_HEADER' }, cause);
  }
  return asJsonObject(value) ?? refuse({ code: 'JWE_HEADER' });
}

/** The fault inside a refusal, for parsers that report many at once; anything else is thrown on. */
export function faultFrom(error: unknown): Fault {
  /* v8 ignore else -- @preserve Its callers hand on what `parseCompactJwe` and `openDirectJwe` throw, which are
   * refusals; another error is a defect. */
  if (error instanceof Refusal) return error.fault;
  throw error;
}
