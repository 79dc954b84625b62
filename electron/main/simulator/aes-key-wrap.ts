// AES Key Wrap (RFC 3394 §2.2), block by block: the library inside Electron has no cipher of that name, but AES itself. For practice alone.
import { createCipheriv, createDecipheriv } from 'node:crypto';
import { badParameter } from './answers.ts';

type KeyBytes = 16 | 24 | 32;

const modes = { 16: 'aes-128-ecb', 24: 'aes-192-ecb', 32: 'aes-256-ecb' } as const;
const half = 8;
const rounds = 6;
const initialValue = Buffer.alloc(half, 0xa6);

/** @param secret 16, 24 or 32 bytes @param value at least 16 bytes, a multiple of 8 */
export function wrapWithAes(secret: Buffer, value: Buffer): Buffer {
  const count = blockCount(value.length);
  const aes = createCipheriv(modes[secret.length as KeyBytes], secret, null).setAutoPadding(false);
  let a: Buffer = Buffer.from(initialValue);
  const blocks = split(value);
  for (let t = 1; t <= rounds * count; t += 1) {
    const at = (t - 1) % count;
    const block = aes.update(Buffer.concat([a, blocks[at] ?? Buffer.alloc(0)]));
    a = xorCounter(block.subarray(0, half), t);
    blocks[at] = block.subarray(half);
  }
  return Buffer.concat([a, ...blocks]);
}

/** @throws a bad request where the value was not wrapped with this secret */
export function unwrapWithAes(secret: Buffer, wrapped: Buffer): Buffer {
  const count = blockCount(wrapped.length - half);
  const aes = createDecipheriv(modes[secret.length as KeyBytes], secret, null).setAutoPadding(false);
  let a: Buffer = wrapped.subarray(0, half);
  const blocks = split(wrapped.subarray(half));
  for (let t = rounds * count; t >= 1; t -= 1) {
    const at = (t - 1) % count;
    const block = aes.update(Buffer.concat([xorCounter(a, t), blocks[at] ?? Buffer.alloc(0)]));
    a = block.subarray(0, half);
    blocks[at] = block.subarray(half);
  }
  if (!a.equals(initialValue)) throw badParameter('the value was not wrapped with this key');
  return Buffer.concat(blocks);
}

function blockCount(bytes: number): number {
  if (bytes < 2 * half || bytes % half !== 0) throw badParameter('AES Key Wrap takes two or more blocks of 8 bytes');
  return bytes / half;
}

const split = (bytes: Buffer): Buffer[] =>
  Array.from({ length: bytes.length / half }, (_, i) => bytes.subarray(i * half, (i + 1) * half));

function xorCounter(bytes: Buffer, counter: number): Buffer {
  const mixed = Buffer.from(bytes);
  mixed.writeUInt32BE((mixed.readUInt32BE(4) ^ counter) >>> 0, 4);
  return mixed;
}
