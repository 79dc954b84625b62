// Messages as bytes on a pipe: a head in JSON and parts beside it, each with its length before it (32-bit, big-endian).
import { asBuffer } from '../core/encoding/bytes.ts';
import { type JsonValue, parseStrictJson } from '../core/encoding/json.ts';

export interface Message {
  /** Public: may be shown and logged. */
  readonly head: JsonValue;
  /** May be secret: the receiver wipes them. */
  readonly parts: readonly Buffer[];
}

/** A security domain of the greatest size, and room around it. */
const maxFrameBytes = 64 * 1024 * 1024;
const lengthBytes = 4;

/** Joins head and parts to one frame. Parts are copied into it: the frame is wiped by whoever has sent it. */
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

/** Cuts a stream of bytes into whole messages. Bytes of messages that were given out are wiped. */
export class FrameReader {
  #pending: Buffer = Buffer.alloc(0);

  /** @throws RangeError, or the faults of parseStrictJson, for what is none of our messages; nothing more is read after that */
  push(chunk: Uint8Array): Message[] {
    const joined = Buffer.concat([this.#pending, chunk]);
    this.#pending.fill(0);
    chunk.fill(0);
    try {
      const messages: Message[] = [];
      let at = 0;
      for (let size = frameSize(joined, at); size !== undefined; size = frameSize(joined, at)) {
        messages.push(decodeFrame(joined.subarray(at + lengthBytes, at + size)));
        at += size;
      }
      this.#pending = Buffer.from(joined.subarray(at));
      return messages;
    } finally {
      joined.fill(0);
    }
  }
}

/** The size of the frame at `at` with its length, if it is there whole. */
function frameSize(bytes: Buffer, at: number): number | undefined {
  if (bytes.length < at + lengthBytes) return undefined;
  const size = lengthBytes + bytes.readUInt32BE(at);
  if (size > maxFrameBytes) throw new RangeError('frame too large');
  return bytes.length < at + size ? undefined : size;
}

function decodeFrame(bytes: Buffer): Message {
  const pieces: Buffer[] = [];
  for (let at = 0; at < bytes.length;) {
    const end = at + lengthBytes + bytes.readUInt32BE(at);
    if (end > bytes.length) throw new RangeError('frame cut short');
    pieces.push(Buffer.from(bytes.subarray(at + lengthBytes, end)));
    at = end;
  }
  const [head = Buffer.alloc(0), ...parts] = pieces;
  return { head: parseStrictJson(asBuffer(head), { maxBytes: maxFrameBytes }), parts };
}
