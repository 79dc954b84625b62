// Messages as bytes on a pipe: a head in JSON and parts beside it, each with its length before it (32-bit, big-endian).
import { asBuffer, wipe } from '#core/encoding/bytes.ts';
import { type JsonValue, parseStrictJson } from '#core/encoding/json.ts';

export interface Message {
  /** Public: may be shown and logged. */
  readonly head: JsonValue;
  /** May be secret: the receiver wipes them. */
  readonly parts: readonly Buffer[];
}

/** A security domain of the greatest size, and room around it: what a line carries at most in one message. */
export const maxFrameBytes = 64 * 1024 * 1024;
/** The size of a message, before it: 32-bit, big-endian. */
export const lengthBytes = 4;

/** Joins head and parts to one frame. Parts are copied into it: the sender wipes the frame. */
export function encodeFrame(head: unknown, parts: readonly Uint8Array[] = []): Buffer {
  const pieces = [Buffer.from(JSON.stringify(head), 'utf8'), ...parts];
  const total = pieces.reduce((sum, { length }) => sum + lengthBytes + length, 0);
  const frame = Buffer.alloc(lengthBytes + total);
  let at = frame.writeUInt32BE(total);
  for (const piece of pieces) {
    at = frame.writeUInt32BE(piece.length, at);
    frame.set(piece, at);
    at += piece.length;
  }
  return frame;
}

/**
 * Cuts a stream of bytes into whole messages. Bytes of messages that were given out are wiped. Each byte is copied once, however small
 * the chunks are in which it comes.
 */
export class FrameReader {
  readonly #maxBytes: number;
  /** The length field of the message that comes, then its body. */
  #expected: Buffer = Buffer.alloc(lengthBytes);
  #isLength = true;
  #filled = 0;

  /** @param maxBytes the largest message that is read, without its length */
  constructor(maxBytes: number = maxFrameBytes) {
    this.#maxBytes = maxBytes;
  }

  /** @throws RangeError, or the faults of parseStrictJson, for what is none of our messages; nothing more is read after that */
  push(chunk: Uint8Array): Message[] {
    const messages: Message[] = [];
    try {
      for (let at = 0; at < chunk.length;) {
        const taken = Math.min(chunk.length - at, this.#expected.length - this.#filled);
        this.#expected.set(chunk.subarray(at, at + taken), this.#filled);
        this.#filled += taken;
        at += taken;
        if (this.#filled < this.#expected.length) break;
        if (this.#isLength) this.#begin(this.#expected.readUInt32BE());
        if (!this.#isLength && this.#filled === this.#expected.length) messages.push(this.#finish());
      }
      return messages;
    } catch (error) {
      // Nobody gets them, so nobody else can wipe them.
      wipe(...messages.flatMap(({ parts }) => parts));
      throw error;
    } finally {
      chunk.fill(0);
    }
  }

  #begin(size: number): void {
    if (size > this.#maxBytes) throw new RangeError('frame too large');
    this.#expected = Buffer.alloc(size);
    this.#isLength = false;
    this.#filled = 0;
  }

  #finish(): Message {
    const body = this.#expected;
    this.#expected = Buffer.alloc(lengthBytes);
    this.#isLength = true;
    this.#filled = 0;
    try {
      return decodeFrame(body);
    } finally {
      body.fill(0);
    }
  }
}

function decodeFrame(bytes: Buffer): Message {
  const pieces: Buffer[] = [];
  try {
    for (let at = 0; at < bytes.length;) {
      if (bytes.length - at < lengthBytes) throw new RangeError('frame cut short');
      const end = at + lengthBytes + bytes.readUInt32BE(at);
      if (end > bytes.length) throw new RangeError('frame cut short');
      pieces.push(Buffer.from(bytes.subarray(at + lengthBytes, end)));
      at = end;
    }
    const [head = Buffer.alloc(0), ...parts] = pieces;
    return { head: parseStrictJson(asBuffer(head), { maxBytes: maxFrameBytes }), parts };
  } catch (error) {
    wipe(...pieces);
    throw error;
  }
}
