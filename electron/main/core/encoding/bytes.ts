// Small helpers over bytes that every format uses.
import { createHash, timingSafeEqual } from 'node:crypto';

/** Overwrites a buffer. The garbage collector may have copied nothing of it only if it never was a string. */
export function wipe(...secrets: readonly (Uint8Array | undefined)[]): void {
  for (const secret of secrets) secret?.fill(0);
}

/**
 * Zeroes for a secret to be put into. They are outside of the engine's heap: a short array that is in it is moved by the collector, which leaves
 * the bytes at the old place, where nobody wipes them.
 */
export const secretBuffer = (length: number): Buffer => Buffer.from(new ArrayBuffer(length));

/** Whether two byte strings are equal, in time that depends on their lengths alone. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}

export function sha256(...parts: readonly Uint8Array[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/** A view on the same bytes as a Buffer, without a copy. */
export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
