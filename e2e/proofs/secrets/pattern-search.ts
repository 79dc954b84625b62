// Finds many byte patterns in much memory in one pass: the eye of the scan for secrets.

export interface Pattern {
  /** What it is a piece of, and in which form, as a finding names it. */
  readonly name: string;
  /** At least 8 bytes. */
  readonly bytes: Buffer;
}

const wordBytes = 4;
const filterBits = 24;

/** A place in a pattern where a word of the memory may lie. */
interface Place {
  readonly pattern: Pattern;
  readonly offset: number;
}

/**
 * Whatever its address, a pattern of 8 bytes covers one aligned word of four whole. So every aligned word of the memory is looked up
 * among the words at the first four offsets of all patterns, first in a bitmap, and what is found there is compared byte by byte.
 */
export class PatternSearch {
  readonly #filter = new Uint8Array(2 ** (filterBits - 3));
  readonly #places = new Map<number, Place[]>();

  constructor(patterns: readonly Pattern[]) {
    for (const pattern of patterns) {
      if (pattern.bytes.length < 2 * wordBytes) throw new RangeError(`the pattern of ${pattern.name} is too short`);
      for (let offset = 0; offset < wordBytes; offset += 1) this.#add({ pattern, offset });
    }
  }

  /** The names of the patterns that are in these bytes. */
  in(bytes: Buffer): Set<string> {
    const found = new Set<string>();
    // A view of whole words needs an address that is a multiple of four.
    const aligned = bytes.byteOffset % wordBytes === 0 ? bytes : Buffer.from(new Uint8Array(bytes).buffer);
    const words = new Uint32Array(aligned.buffer, aligned.byteOffset, Math.floor(aligned.length / wordBytes));
    for (let i = 0; i < words.length; i += 1) {
      const word = words[i] ?? 0;
      const bit = hash(word);
      if (((this.#filter[bit >>> 3] ?? 0) & (1 << (bit & 7))) !== 0) this.#compare(aligned, i * wordBytes, word, found);
    }
    return found;
  }

  #add(place: Place): void {
    const word = place.pattern.bytes.readUInt32LE(place.offset);
    const bit = hash(word);
    this.#filter[bit >>> 3] = (this.#filter[bit >>> 3] ?? 0) | (1 << (bit & 7));
    this.#places.set(word, [...(this.#places.get(word) ?? []), place]);
  }

  #compare(memory: Buffer, at: number, word: number, found: Set<string>): void {
    for (const { pattern, offset } of this.#places.get(word) ?? []) {
      const start = at - offset;
      if (start < 0 || start + pattern.bytes.length > memory.length) continue;
      if (pattern.bytes.compare(memory, start, start + pattern.bytes.length) === 0) found.add(pattern.name);
    }
  }
}

/** Fibonacci hashing: neighbours in value are no neighbours in the bitmap. */
const hash = (word: number): number => Math.imul(word, 0x9e3779b1) >>> (32 - filterBits);
