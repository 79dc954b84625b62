// Changes to JSON that leave it a tree, and to what stands inside its strings: JWEs, base64 of DER, JSON in JSON.
import type { Mutator } from './mutate-bytes.ts';
import { mutateBytes } from './mutate-bytes.ts';
import { mutateDer } from './mutate-der.ts';
import type { Random } from './random.ts';

/** Text that is written as it stands: what JSON.stringify would never write. */
class Raw {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Tree = null | boolean | number | string | Raw | Tree[] | { [member: string]: Tree };
interface Spot {
  readonly parent: Tree[] | Record<string, Tree>;
  readonly key: string | number;
}

const oddities = [
  ...['null', 'true', '0', '-0', '-1', '1.5', '1e400', '9007199254740993', '1e2', '01', '""', '[]', '{}', '"\\ud800"'],
  ...['"\\u0000"', '"\\u202e"', '{"__proto__":{}}', 'NaN', '"a\\/b"', '"\u00e9"', '"e\u0301"'],
  `${'['.repeat(200)}${']'.repeat(200)}`,
  `"${'A'.repeat(20_000)}"`,
];

export const mutateJson: Mutator = (bytes, random) => {
  let tree: Tree;
  try {
    tree = JSON.parse(bytes.toString('utf8')) as Tree;
  } catch {
    return mutateBytes(bytes, random);
  }
  const root: [Tree] = [tree];
  const spots = spotsIn(root);
  changeSpot(random.pick(spots), spots, random);
  const text = root.map(write).join('');
  return Buffer.from(random.once(20) ? `\ufeff${text}` : text);
};

function spotsIn(parent: Spot['parent']): Spot[] {
  return Object.entries(parent).flatMap(([member, value]) => {
    const key = Array.isArray(parent) ? Number(member) : member;
    const inside = value !== null && typeof value === 'object' && !(value instanceof Raw) ? spotsIn(value) : [];
    return [{ parent, key }, ...inside];
  });
}

const get = ({ parent, key }: Spot): Tree => (parent as Record<string | number, Tree>)[key] ?? null;
const set = ({ parent, key }: Spot, value: Tree): void => {
  (parent as Record<string | number, Tree>)[key] = value;
};

function changeSpot(spot: Spot, spots: readonly Spot[], random: Random): void {
  const value = get(spot);
  switch (random.below(10)) {
    case 0:
      set(spot, new Raw(random.pick(oddities)));
      return;
    case 1:
      remove(spot);
      return;
    case 2:
      double(spot, random);
      return;
    case 3: {
      // As text: a tree that held itself would have no end.
      set(spot, new Raw(write(get(random.pick(spots)))));
      return;
    }
    case 4: {
      const other = random.pick(spots);
      const theirs = get(other);
      if (isLeaf(value) && isLeaf(theirs)) {
        set(spot, theirs);
        set(other, value);
      }
      return;
    }
    case 5:
      if (!Array.isArray(spot.parent))
        spot.parent[random.pick(['__proto__', 'constructor', 'alg', 'zip', 'x', ''])] = value;
      return;
    default:
      set(spot, typeof value === 'string' ? mutateText(value, random) : changedNumber(value, random));
  }
}

const isLeaf = (value: Tree): boolean => value === null || typeof value !== 'object' || value instanceof Raw;

function changedNumber(value: Tree, random: Random): Tree {
  return typeof value === 'number' ? value + random.pick([-1, 1, 128, -value, 0.5]) : new Raw(random.pick(oddities));
}

function remove({ parent, key }: Spot): void {
  if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else Reflect.deleteProperty(parent, key);
}

/** An element twice, or a member twice in one object. */
function double(spot: Spot, random: Random): void {
  const { parent, key } = spot;
  const value = get(spot);
  if (Array.isArray(parent)) parent.splice(Number(key), 0, value);
  else
    set(
      spot,
      new Raw(`${write(value)},${JSON.stringify(key)}:${random.once(2) ? write(value) : random.pick(oddities)}`),
    );
}

/** A string by what it seems to hold. */
function mutateText(text: string, random: Random): string {
  if (text.split('.').length === 5 && !random.once(4)) return mutateJwe(Buffer.from(text), random).toString('latin1');
  if (text.startsWith('{') && !random.once(4)) return mutateJson(Buffer.from(text), random).toString();
  const decoded = /^[A-Za-z0-9+/]{16,}={0,2}$/.test(text) ? Buffer.from(text, 'base64') : undefined;
  if (decoded?.[0] === 0x30 && !random.once(4)) return mutateDer(decoded, random).toString('base64');
  if (decoded?.[0] === 0x7b && !random.once(4)) return mutateJson(decoded, random).toString('base64');
  return mutateBytes(Buffer.from(text, 'latin1'), random).toString('latin1');
}

/** Parts moved, lost, re-encoded, their headers changed. */
export const mutateJwe: Mutator = (bytes, random) => {
  const parts = bytes.toString('latin1').split('.');
  const at = random.below(parts.length);
  const part = parts[at] ?? '';
  switch (random.below(8)) {
    case 0:
      parts.splice(at, 1);
      break;
    case 1:
      parts.splice(at, 0, part);
      break;
    case 2:
      parts[at] = parts[random.below(parts.length)] ?? '';
      break;
    case 3:
      parts[0] = mutateJson(Buffer.from(parts[0] ?? '', 'base64url'), random).toString('base64url');
      break;
    case 4:
      parts[at] = `${part}${random.pick(['=', '==', '\n', ' ', 'A', 'AA'])}`;
      break;
    case 5:
      parts[at] = part.slice(0, -1) + 'ABCDgwQ9_-'.charAt(random.below(10));
      break;
    default:
      parts[at] = mutateBytes(Buffer.from(part, 'base64url'), random).toString('base64url');
  }
  return Buffer.from(parts.join('.'), 'latin1');
};

function write(value: Tree): string {
  if (value instanceof Raw) return value.text;
  if (Array.isArray(value)) return `[${value.map(write).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([member, inside]) => `${JSON.stringify(member)}:${write(inside)}`)
    .join(',')}}`;
}
