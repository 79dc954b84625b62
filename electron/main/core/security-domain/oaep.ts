// The unpadding of RSAES-OAEP (RFC 8017 §7.1.2, step 3) over what a token's raw RSA gave: tokens have raw RSA, and few have OAEP with SHA-256.
import { createHash, randomBytes } from 'node:crypto';
import { asBuffer, wipe } from '../encoding/bytes.ts';

/** Of the label, which is empty, and of MGF1 alike. */
export type OaepHash = 'sha1' | 'sha256';

/** Bytes of the hash. */
const hashLengths: Readonly<Record<OaepHash, number>> = { sha1: 20, sha256: 32 };

/**
 * Takes the padding off. No branch and no index depends on what is decrypted: the length of the message is known, and so is the place of the
 * octet before it.
 * @param encoded as long as the modulus: at least twice the hash and the message and two octets; stays the caller's to wipe
 * @param length bytes of the message that is expected
 * @returns the message, a secret that the caller wipes; random bytes where the padding is not whole (RFC 7516 §11.5)
 */
export function unpadOaep(encoded: Uint8Array, hash: OaepHash, length: number): Buffer {
  const hashLength = hashLengths[hash];
  const seed = Buffer.from(encoded.subarray(1, 1 + hashLength));
  const block = Buffer.from(encoded.subarray(1 + hashLength));
  const message = randomBytes(length);
  try {
    mask(seed, block, hash);
    mask(block, seed, hash);
    const expected = Buffer.alloc(block.length - length);
    createHash(hash).digest().copy(expected);
    expected[expected.length - 1] = 1;
    let wrong = asBuffer(encoded).readUInt8(0);
    for (const [i, octet] of expected.entries()) wrong |= octet ^ block.readUInt8(i);
    // All ones where nothing is wrong, else zero.
    const isWhole = ((wrong - 1) >> 8) & 0xff;
    for (let i = 0; i < length; i++) {
      const random = message.readUInt8(i);
      message[i] = random ^ (isWhole & (random ^ block.readUInt8(expected.length + i)));
    }
    return message;
  } finally {
    wipe(seed, block);
  }
}

/** Undoes the mask that is made of the seed: MGF1 (RFC 8017 §B.2.1). */
function mask(target: Buffer, seed: Uint8Array, hash: OaepHash): void {
  const counter = Buffer.alloc(4);
  for (let at = 0, i = 0; at < target.length; at += hashLengths[hash], i++) {
    counter.writeUInt32BE(i);
    const piece = createHash(hash).update(seed).update(counter).digest();
    const end = Math.min(at + piece.length, target.length);
    for (let j = at; j < end; j++) target[j] = target.readUInt8(j) ^ piece.readUInt8(j - at);
    wipe(piece);
  }
}
