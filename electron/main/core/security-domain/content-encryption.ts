// A256CBC-HS512 (RFC 7518 §5.2.5): AES-256-CBC and HMAC-SHA-512, encrypt then authenticate.
import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';
import { refuse } from '#shared/faults/fault.ts';
import { equalBytes } from '../encoding/bytes.ts';

/** Bytes of the content encryption key: 32 for the MAC, then 32 for AES (RFC 7518 §5.2.2.1). */
export const cekLength = 64;
export const ivLength = 16;
export const authTagLength = 32;

const macKey = (cek: Uint8Array): Uint8Array => cek.subarray(0, 32);
const encryptionKey = (cek: Uint8Array): Uint8Array => cek.subarray(32, cekLength);

export interface SealedContent {
  readonly ciphertext: Buffer;
  readonly authTag: Buffer;
}

/** @param aad additional authenticated data: in a JWE the ASCII of the encoded protected header */
export function sealContent(cek: Uint8Array, iv: Uint8Array, aad: Uint8Array, plaintext: Uint8Array): SealedContent {
  const cipher = createCipheriv('aes-256-cbc', encryptionKey(cek), iv);
  const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return { ciphertext, authTag: authenticate(cek, iv, aad, ciphertext) };
}

/**
 * Compares the tag first, in constant time, and decrypts only what is authentic (RFC 7518 §5.2.2.2).
 * @returns the plaintext, a secret that the caller wipes
 * @throws JWE_DECRYPTION_FAILED for whatever is wrong: one code, so that the answer is no oracle (RFC 7516 §11.5)
 */
export function openContent(
  cek: Uint8Array,
  iv: Uint8Array,
  aad: Uint8Array,
  { ciphertext, authTag }: SealedContent,
): Buffer {
  if (cek.length !== cekLength || !equalBytes(authenticate(cek, iv, aad, ciphertext), authTag)) {
    return refuse({ code: 'JWE_DECRYPTION_FAILED' });
  }
  const decipher = createDecipheriv('aes-256-cbc', encryptionKey(cek), iv);
  const head = decipher.update(ciphertext);
  try {
    const tail = decipher.final();
    const plaintext = Buffer.concat([head, tail]);
    tail.fill(0);
    return plaintext;
  } catch (cause) {
    return refuse({ code: 'JWE_DECRYPTION_FAILED' }, cause);
  } finally {
    head.fill(0);
  }
}

/** RFC 7518 §5.2.2.1: MAC over AAD, IV, ciphertext and the AAD's length in bits as 64-bit big-endian; the first half is the tag. */
function authenticate(cek: Uint8Array, iv: Uint8Array, aad: Uint8Array, ciphertext: Uint8Array): Buffer {
  const aadBits = Buffer.alloc(8);
  aadBits.writeBigUInt64BE(BigInt(aad.length) * 8n);
  const mac = createHmac('sha512', macKey(cek)).update(aad).update(iv).update(ciphertext).update(aadBits).digest();
  return mac.subarray(0, authTagLength);
}
