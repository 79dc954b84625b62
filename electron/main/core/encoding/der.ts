// As much of DER (X.690) as the formats of the product need: strict to read, canonical to write.
import { refuse } from '#shared/faults/fault.ts';

/** One element: its tag byte, its content, and the whole element with header. */
export interface DerElement {
  readonly tag: number;
  readonly content: Uint8Array;
  readonly raw: Uint8Array;
}

export const DER = {
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  sequence: 0x30,
} as const;

/**
 * Reads one element at `offset`: single-byte tags, definite and minimal lengths only.
 * @throws DER_MALFORMED
 */
export function readDerElement(bytes: Uint8Array, offset = 0): DerElement {
  const fail = (): never => refuse({ code: 'DER_MALFORMED', offset });
  const tag = bytes[offset] ?? fail();
  if ((tag & 0x1f) === 0x1f) fail();
  const first = bytes[offset + 1] ?? fail();
  let length = first;
  let start = offset + 2;
  if (first >= 0x80) {
    const count = first & 0x7f;
    // X.690 §10.1: the shortest form, and no indefinite length.
    if (count === 0 || count > 4 || bytes[start] === 0) fail();
    length = 0;
    for (let i = 0; i < count; i += 1) length = length * 256 + (bytes[start + i] ?? fail());
    if (length < 0x80) fail();
    start += count;
  }
  if (start + length > bytes.length) fail();
  return { tag, content: bytes.subarray(start, start + length), raw: bytes.subarray(offset, start + length) };
}

/**
 * Reads the elements inside a constructed element, which they must fill exactly.
 * @throws DER_MALFORMED
 */
export function readDerChildren(content: Uint8Array): readonly DerElement[] {
  const children: DerElement[] = [];
  for (let at = 0; at < content.length;) {
    const child = readDerElement(content, at);
    children.push(child);
    at += child.raw.length;
  }
  return children;
}

/** Whether the bytes are exactly one DER SEQUENCE. Asked before looking for PEM: a DER certificate may hold PEM text inside. */
export function isDerSequence(bytes: Uint8Array): boolean {
  try {
    const { tag, raw } = readDerElement(bytes);
    return tag === DER.sequence && raw.length === bytes.length;
  } catch {
    return false;
  }
}

/** Writes one element around its content parts. */
export function encodeDer(tag: number, ...content: readonly Uint8Array[]): Buffer {
  const length = content.reduce((sum, part) => sum + part.length, 0);
  const octets: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256);
  const header = length < 0x80 ? [tag, length] : [tag, 0x80 | octets.length, ...octets];
  return Buffer.concat([Buffer.from(header), ...content]);
}

/** Writes a non-negative INTEGER in the fewest octets. */
export function encodeDerInteger(value: number): Buffer {
  const octets: number[] = [];
  for (let rest = value; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256);
  // Zero has an octet too, and a number must not look negative.
  const [first = 0x80] = octets;
  if (first >= 0x80) octets.unshift(0);
  return encodeDer(DER.integer, Buffer.from(octets));
}

/** Writes an OBJECT IDENTIFIER from its dotted form. */
export function encodeDerOid(dotted: string): Buffer {
  const [first = 0, second = 0, ...arcs] = dotted.split('.').map(Number);
  const octets = [first * 40 + second];
  for (const arc of arcs) {
    const groups = [arc % 128];
    for (let rest = Math.floor(arc / 128); rest > 0; rest = Math.floor(rest / 128)) groups.unshift(0x80 | (rest % 128));
    octets.push(...groups);
  }
  return encodeDer(DER.oid, Buffer.from(octets));
}
