// Changes that know nothing of a format: bits, bytes, pieces, ends.
import type { Random } from './random.ts';

/** Makes hostile bytes from honest ones. */
export type Mutator = (bytes: Buffer, random: Random) => Buffer;

const edges = [0x00, 0x01, 0x7f, 0x80, 0xff, 0x0a, 0x20, 0x22, 0x30, 0x3d];

export const mutateBytes: Mutator = (bytes, random) => {
  const at = random.below(bytes.length + 1);
  const length = 1 + random.below(random.once(4) ? 64 : 4);
  const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)];
  switch (random.below(7)) {
    case 0:
      return patched(bytes, at, (bytes[at] ?? 0) ^ (1 << random.below(8)));
    case 1:
      return patched(bytes, at, random.pick(edges));
    case 2:
      return Buffer.concat([before, after.subarray(length)]);
    case 3:
      return Buffer.concat([before, random.bytes(length), after]);
    case 4:
      return Buffer.concat([before, after.subarray(0, length), after]);
    case 5:
      return Buffer.from(before);
    default:
      return Buffer.concat([
        bytes,
        random.once(2) ? random.bytes(length) : Buffer.from(random.pick(['\n', ' ', '\0', '}'])),
      ]);
  }
};

function patched(bytes: Buffer, at: number, value: number): Buffer {
  const copy = Buffer.from(bytes);
  if (at < copy.length) copy[at] = value;
  return copy;
}
