// Changes to DER that leave it a tree: tags, lengths in every wrong form, elements gone, doubled, moved, numbers damaged.
import { mutateBytes, type Mutator } from './mutate-bytes.ts';
import type { Random } from './random.ts';

interface Node {
  tag: number;
  /** Elements inside, or bytes. */
  inside: Node[] | Buffer;
  /** How the length is written. */
  length: 'shortest' | 'padded' | 'indefinite' | 'too-long' | 'huge';
}

const constructed = 0x20;
const depthLimit = 16;

export const mutateDer: Mutator = (der, random) => {
  const roots = parse(der, 0);
  if (roots === undefined || roots.length === 0) return mutateBytes(der, random);
  const spots = roots.flatMap((root, i) => spotsIn(roots, i, root));
  changeNode(random.pick(spots), spots, random);
  return Buffer.concat(roots.map(encode));
};

interface Spot {
  readonly siblings: Node[];
  readonly at: number;
}

function spotsIn(siblings: Node[], at: number, node: Node): Spot[] {
  const children = Buffer.isBuffer(node.inside) ? [] : node.inside;
  return [{ siblings, at }, ...children.flatMap((child, i) => spotsIn(children, i, child))];
}

function changeNode({ siblings, at }: Spot, spots: readonly Spot[], random: Random): void {
  const node = siblings[at];
  if (!node) return;
  switch (random.below(9)) {
    case 0:
      node.tag = random.pick([
        0x02,
        0x03,
        0x04,
        0x05,
        0x06,
        0x0c,
        0x13,
        0x16,
        0x17,
        0x18,
        0x30,
        0x31,
        0xa0,
        0xa3,
        0x1f,
        random.below(256),
      ]);
      return;
    case 1:
      siblings.splice(at, 1);
      return;
    case 2:
      siblings.splice(at, 0, structuredCloneOf(node));
      return;
    case 3: {
      const other = random.below(siblings.length);
      [siblings[at], siblings[other]] = [siblings[other] ?? node, node];
      return;
    }
    case 4:
      node.length = random.pick(['padded', 'indefinite', 'too-long', 'huge']);
      return;
    case 5: {
      const other = random.pick(spots);
      const from = other.siblings[other.at];
      if (from) siblings[at] = structuredCloneOf(from);
      return;
    }
    case 6:
      node.inside = random.pick([Buffer.alloc(0), Buffer.from([0]), Buffer.from([0x80]), Buffer.alloc(200, 0xff)]);
      return;
    default:
      node.inside = changedContent(node.inside, random);
  }
}

function changedContent(inside: Node['inside'], random: Random): Node['inside'] {
  if (!Buffer.isBuffer(inside)) return [...inside, { tag: 0x05, inside: Buffer.alloc(0), length: 'shortest' }];
  const copy = Buffer.from(inside);
  if (random.once(3)) return Buffer.concat([Buffer.from([random.pick([0x00, 0xff, 0x80])]), copy]);
  const i = random.below(copy.length);
  if (i < copy.length) copy[i] = (copy[i] ?? 0) ^ (1 << random.below(8));
  return copy;
}

function structuredCloneOf(node: Node): Node {
  return {
    ...node,
    inside: Buffer.isBuffer(node.inside) ? Buffer.from(node.inside) : node.inside.map(structuredCloneOf),
  };
}

/** Elements side by side; undefined where the bytes are no DER. Strings of bytes that hold a SEQUENCE are opened too. */
function parse(bytes: Buffer, depth: number): Node[] | undefined {
  const nodes: Node[] = [];
  for (let at = 0; at < bytes.length;) {
    const found = readHeader(bytes, at);
    if (!found) return undefined;
    const content = bytes.subarray(found.start, found.end);
    const tag = bytes[at] ?? 0;
    const mayHold = (tag & constructed) !== 0 || (tag === 0x04 && content[0] === 0x30);
    const inside = mayHold && depth < depthLimit ? parse(content, depth + 1) : undefined;
    nodes.push({ tag, inside: inside ?? Buffer.from(content), length: 'shortest' });
    at = found.end;
  }
  return nodes;
}

function readHeader(bytes: Buffer, at: number): { start: number; end: number } | undefined {
  const first = bytes[at + 1];
  if (first === undefined || first === 0x80 || first > 0x84) return undefined;
  const octets = first < 0x80 ? 0 : first & 0x7f;
  if (at + 2 + octets > bytes.length) return undefined;
  const start = at + 2 + octets;
  const end = start + (octets === 0 ? first : bytes.readUIntBE(at + 2, octets));
  return end > bytes.length ? undefined : { start, end };
}

function encode({ tag, inside, length }: Node): Buffer {
  const content = Buffer.isBuffer(inside) ? inside : Buffer.concat(inside.map(encode));
  return Buffer.concat([
    Buffer.from([tag]),
    encodeLength(content.length, length),
    content,
    ...(length === 'indefinite' ? [Buffer.alloc(2)] : []),
  ]);
}

function encodeLength(length: number, form: Node['length']): Buffer {
  if (form === 'indefinite') return Buffer.from([0x80]);
  if (form === 'huge') return Buffer.from([0x84, 0xff, 0xff, 0xff, 0xff]);
  const written = form === 'too-long' ? length + 1 : length;
  if (written < 0x80 && form !== 'padded') return Buffer.from([written]);
  const octets = Buffer.alloc(4);
  octets.writeUInt32BE(written);
  const least = octets.subarray(
    octets.findIndex((byte) => byte !== 0) < 0 ? 3 : octets.findIndex((byte) => byte !== 0),
  );
  const padded = form === 'padded' ? Buffer.concat([Buffer.alloc(1), least]) : least;
  return Buffer.concat([Buffer.from([0x80 | padded.length]), padded]);
}
