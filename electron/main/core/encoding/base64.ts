// Strict base64 and base64url (RFC 4648): exactly one text for each byte string.
import { refuse } from '#shared/faults/fault.ts';

/**
 * Decodes unpadded base64url (RFC 4648 §5), as JOSE uses it.
 * Node's decoder takes padding, both alphabets, junk and spare bits; encoding again and comparing takes none of them.
 * @throws BASE64_INVALID
 */
export function decodeBase64url(text: string): Buffer {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : refuse({ code: 'BASE64_INVALID', variant: 'base64url' });
}

/**
 * Decodes padded standard base64 (RFC 4648 §4), as JWK uses it in `x5c`.
 * @throws BASE64_INVALID
 */
export function decodeBase64(text: string): Buffer {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : refuse({ code: 'BASE64_INVALID', variant: 'base64' });
}

export function encodeBase64url(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64url');
}
