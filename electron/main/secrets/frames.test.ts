// Messages on a pipe: any messages in any pieces arrive whole and in order, and no piece that was read keeps a secret.
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { encodeFrame, FrameReader } from './frames.ts';

const anyMessage = fc.record({
  head: fc.dictionary(fc.string({ maxLength: 5 }), fc.oneof(fc.integer(), fc.string(), fc.boolean()), { maxKeys: 4 }),
  parts: fc.array(fc.uint8Array({ maxLength: 80 }), { maxLength: 3 }),
});

/** The bytes, cut at these places. */
function cut(bytes: Buffer, places: readonly number[]): Buffer[] {
  const at = [0, ...places.map((place) => place % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  return at.slice(1).map((end, i) => Buffer.from(bytes.subarray(at[i], end)));
}

/** The last part is said to be longer than the message. */
function cutShort(frame: Buffer): Buffer {
  frame.writeUInt32BE(9, frame.length - 5);
  return frame;
}

describe('frames', () => {
  it('arrive whole and in order, however they are cut', () => {
    fc.assert(
      fc.property(fc.array(anyMessage, { maxLength: 5 }), fc.array(fc.nat(), { maxLength: 12 }), (messages, places) => {
        const bytes = Buffer.concat(messages.map(({ head, parts }) => encodeFrame(head, parts)));
        const reader = new FrameReader();
        const chunks = cut(bytes, places);
        const read = chunks.flatMap((chunk) => reader.push(chunk));
        expect(read.map(({ head }) => ({ ...(head as object) }))).toEqual(messages.map(({ head }) => ({ ...head })));
        expect(read.map(({ parts }) => parts)).toEqual(
          messages.map(({ parts }) => parts.map((part) => Buffer.from(part))),
        );
        expect(chunks.every((chunk) => chunk.every((byte) => byte === 0))).toBe(true);
      }),
    );
  });

  it.each([
    [
      'behind a message that is whole',
      (share: Buffer) => [encodeFrame({}, [share]), encodeFrame('').subarray(0, 4), Buffer.alloc(6, 9)],
    ],
    ['in the same message', (share: Buffer) => [cutShort(encodeFrame({}, [share, Buffer.from('x')]))]],
  ])('keep no part of a message where anything is wrong %s', (_, pieces) => {
    const share = Buffer.alloc(64, 0x5a);
    const bytes = Buffer.concat(pieces(share));
    const copies = vi.spyOn(Buffer, 'from');
    expect(() => new FrameReader().push(bytes)).toThrow(RangeError);
    const made = copies.mock.results.map(({ value }) => value as Buffer);
    copies.mockRestore();
    expect(made.some(({ length }) => length === share.length)).toBe(true);
    expect(made.some((copy) => copy.includes(0x5a))).toBe(false);
  });

  it.each([
    ['a length of 2 GB', Buffer.from([0x7f, 0xff, 0xff, 0xff]), RangeError],
    ['a part that is longer than its frame', Buffer.from([0, 0, 0, 5, 0, 0, 0, 9, 0x7b]), RangeError],
    ['a length cut short', Buffer.from([0, 0, 0, 2, 0, 0]), RangeError],
    ['a head that is not JSON', Buffer.from([0, 0, 0, 5, 0, 0, 0, 1, 0x7b]), 'JSON_SYNTAX'],
    ['no head', Buffer.from([0, 0, 0, 0]), 'JSON_SYNTAX'],
  ])('are refused with %s, and wiped all the same', (_, bytes, error) => {
    expect(() => new FrameReader().push(bytes)).toThrow(error);
    expect(bytes.every((byte) => byte === 0)).toBe(true);
  });
});
