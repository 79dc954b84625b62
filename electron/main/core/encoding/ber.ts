// BER (X.690 §8) as NSS, Bouncy Castle and Windows write PKCS#12, written again as DER: definite lengths in the fewest octets, and
// octet strings in one piece. Readers of BER read one file in many ways; here it is brought into the one form that ours read.
import { refuse } from '#shared/faults/fault.ts';
import { secretBuffer } from './bytes.ts';
import { DER } from './der.ts';

/** A PKCS#12 file has ten layers, each written content of it fewer. Far more are there to exhaust the stack. */
const maxDepth = 32;
const constructedBit = 0x20;
const constructedOctets = DER.octetString | constructedBit;

/** An element as it will be written: its octets, or the elements inside it. */
interface Node {
  readonly tag: number;
  readonly inside: readonly (Node | Uint8Array)[];
  /** Length of the content in bytes. */
  readonly length: number;
}

/**
 * The same element in DER. What is DER already comes out unchanged.
 * @param bytes exactly one element
 * @returns a copy, for the caller to wipe where it may hold a secret
 * @throws DER_MALFORMED for what is no BER, is followed by anything, or is nested deeper than any file of people
 */
export function derOfBer(bytes: Uint8Array): Buffer {
  const reader = new BerReader(bytes);
  const node = reader.element(0);
  if (reader.at !== bytes.length) reader.fail();
  const der = secretBuffer(sizeOf(node));
  write(node, der, 0);
  return der;
}

class BerReader {
  at = 0;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  fail = (): never => refuse({ code: 'DER_MALFORMED', offset: this.at });

  element(depth: number): Node {
    if (depth > maxDepth) this.fail();
    const tag = this.#octet();
    // 0 ends an element of indefinite length, and is found there; long tags are in no key file.
    if (tag === 0 || (tag & 0x1f) === 0x1f) this.fail();
    const length = this.#length();
    if ((tag & constructedBit) === 0) return this.#primitive(tag, length ?? this.fail());
    const children = length === undefined ? this.#untilEnd(depth) : this.#within(length, depth);
    return tag === constructedOctets ? joined(children, this.fail) : nodeOf(tag, children);
  }

  #octet(): number {
    return this.#bytes[this.at++] ?? this.fail();
  }

  /** §8.1.3: undefined for the indefinite form. */
  #length(): number | undefined {
    const first = this.#octet();
    if (first < 0x80) return this.#fitting(first);
    if (first === 0x80) return undefined;
    let length = 0;
    // Leading zeros are BER too. A number that is too large grows beyond the file long before it grows beyond a double.
    for (let octets = first & 0x7f; octets > 0; octets -= 1) length = this.#fitting(length * 256 + this.#octet());
    return length;
  }

  #fitting(length: number): number {
    return length <= this.#bytes.length ? length : this.fail();
  }

  #primitive(tag: number, length: number): Node {
    const end = this.at + length;
    if (end > this.#bytes.length) this.fail();
    const octets = this.#bytes.subarray(this.at, end);
    this.at = end;
    return { tag, inside: [octets], length };
  }

  #within(length: number, depth: number): Node[] {
    const end = this.at + length;
    if (end > this.#bytes.length) this.fail();
    const children: Node[] = [];
    while (this.at < end) children.push(this.element(depth + 1));
    return this.at === end ? children : this.fail();
  }

  /** §8.1.5: two zero octets end it. */
  #untilEnd(depth: number): Node[] {
    const children: Node[] = [];
    while (this.#bytes[this.at] !== 0) children.push(this.element(depth + 1));
    this.at += 1;
    if (this.#octet() !== 0) this.fail();
    return children;
  }
}

const nodeOf = (tag: number, children: readonly Node[]): Node => ({
  tag,
  inside: children,
  length: children.reduce((sum, child) => sum + sizeOf(child), 0),
});

/** §8.7.3: an octet string in pieces. Pieces of pieces are joined already. */
function joined(children: readonly Node[], fail: () => never): Node {
  if (children.some(({ tag }) => tag !== DER.octetString)) fail();
  return {
    tag: DER.octetString,
    inside: children.flatMap(({ inside }) => inside),
    length: children.reduce((sum, { length }) => sum + length, 0),
  };
}

/** Octets of a length in DER. */
function lengthOctets(length: number): number {
  let octets = 1;
  if (length >= 0x80) for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets += 1;
  return octets;
}

const sizeOf = ({ length }: Node): number => 1 + lengthOctets(length) + length;

/** @returns where the next element begins */
function write({ tag, inside, length }: Node, der: Buffer, from: number): number {
  let at = der.writeUInt8(tag, from);
  const more = lengthOctets(length) - 1;
  if (more === 0) at = der.writeUInt8(length, at);
  else at = der.writeUIntBE(length, der.writeUInt8(0x80 | more, at), more);
  for (const part of inside) {
    if (part instanceof Uint8Array) {
      der.set(part, at);
      at += part.length;
    } else at = write(part, der, at);
  }
  return at;
}
