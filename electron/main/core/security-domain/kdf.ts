// Key derivation of the security domain: NIST SP 800-108 in counter mode with HMAC-SHA-512 (`sp108_kdf`).
import { createHmac } from 'node:crypto';
import { secretBuffer } from '../encoding/bytes.ts';

const zero = Buffer.alloc(1);

/**
 * SP 800-108 §4.1, counter mode: 32-bit big-endian counter from 1, fixed input `label ‖ 0x00 ‖ context ‖ [L]32`.
 * @param bits length L of the derived key, a multiple of 8
 * @returns the derived key, a secret that the caller wipes
 */
export function deriveKeySp800108(key: Uint8Array, label: Uint8Array, context: Uint8Array, bits: number): Buffer {
  const derived = secretBuffer(bits / 8);
  for (let counter = 1, at = 0; at < derived.length; counter += 1) {
    const block = createHmac('sha512', key)
      .update(uint32(counter))
      .update(label)
      .update(zero)
      .update(context)
      .update(uint32(bits))
      .digest();
    at += block.copy(derived, at);
    block.fill(0);
  }
  return derived;
}

/** The content encryption key of one datum: 64 bytes under the master key, the datum's tag as label, no context. */
export function deriveDatumKey(masterKey: Uint8Array, datumTag: string): Buffer {
  return deriveKeySp800108(masterKey, Buffer.from(datumTag, 'utf8'), Buffer.alloc(0), 512);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
