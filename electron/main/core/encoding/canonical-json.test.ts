import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faultCode } from '#e2e/support/faults.ts';
import { long } from '#e2e/support/long.ts';
import { encodeCanonicalJson, readCanonicalJson } from './canonical-json.ts';
import type { Refusal } from '#shared/faults/fault.ts';
import { type JsonValue, parseStrictJson } from './json.ts';

const rules = { maxBytes: 1 << 20 };
const read = (text: string) => readCanonicalJson(Buffer.from(text), rules);

const leaf = fc.oneof(fc.string({ unit: 'grapheme' }), fc.maxSafeInteger(), fc.boolean(), fc.constant(null));
const { tree } = fc.letrec<{ tree: JsonValue }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc.array(tie('tree')),
    fc.dictionary(fc.string({ unit: 'grapheme' }), tie('tree')),
  ),
}));

/** The same value with the members of every object in another order. */
function turned(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return (value as readonly JsonValue[]).map(turned);
  if (typeof value !== 'object' || value === null) return value;
  const turnedObject = Object.create(null) as Record<string, JsonValue>;
  for (const [name, member] of Object.entries(value as Record<string, JsonValue>).toReversed()) {
    turnedObject[name] = turned(member);
  }
  return turnedObject;
}

describe('canonical JSON', () => {
  it('orders members and writes strings as RFC 8785 §3.2.2 and §3.2.3 do', () => {
    const names = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\u{1f600}': 5, '\u0080': 6, '\u00f6': 7 };
    expect(encodeCanonicalJson(names).toString('utf8')).toBe(
      '{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\u{1f600}":5,"\ufb33":3}',
    );
    expect(encodeCanonicalJson('\u20ac$\u000f\nA\'B"\\\\"/').toString('utf8')).toBe(
      '"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"',
    );
  });

  it('writes one text for one value, whatever the order of its members, and reads it as canonical', () => {
    fc.assert(
      fc.property(tree, (value) => {
        const bytes = encodeCanonicalJson(value);
        expect(encodeCanonicalJson(turned(value))).toEqual(bytes);
        const again = readCanonicalJson(bytes, { maxBytes: bytes.length, maxDepth: 64 });
        expect(again.canonical).toBe(true);
        expect(encodeCanonicalJson(again.value)).toEqual(bytes);
      }),
    );
  });

  it.each(['{"b":1,"a":2}', '{ "a":1}', '{"a":1}\n', '"\\u0061"', '["\\/"]', '[1 ,2]'])(
    'tells that %j is another text',
    (text) => {
      expect(read(text).canonical).toBe(false);
    },
  );

  it('holds integers alone', () => {
    expect(faultCode(() => read('1.5'))).toBe('JSON_NUMBER_NOT_INTEGER');
    expect(() => encodeCanonicalJson(1.5)).toThrow();
    expect(() => encodeCanonicalJson(2 ** 53)).toThrow();
  });

  /** What the strict reader alone would say. */
  function strictly(text: string, maxDepth: number): string {
    try {
      const value = parseStrictJson(Buffer.from(text), { ...rules, maxDepth, integersOnly: true });
      return `${encodeCanonicalJson(value).equals(Buffer.from(text))} ${encodeCanonicalJson(value).toString()}`;
    } catch (error) {
      return (error as Refusal).fault.code;
    }
  }
  function quickly(text: string, maxDepth: number): string {
    try {
      const { value, canonical } = readCanonicalJson(Buffer.from(text), { ...rules, maxDepth });
      return `${canonical} ${encodeCanonicalJson(value).toString()}`;
    } catch (error) {
      return (error as Refusal).fault.code;
    }
  }

  it.each([
    '{"a":1,"a":1}',
    '{"__proto__":1}',
    '{"constructor":{"name":1}}',
    '{"b":1,"10":2,"9":3}',
    '{"10":2,"9":3}',
    '"\\ud800"',
    '"\\ud83d\\ude00"',
    '[9007199254740993]',
    '[9007199254740991]',
    '[1e400]',
    '[-0]',
    '[1.0]',
    '[[[[[[1]]]]]]',
    '[[[[[1]]]]]',
    '\ufeff{}',
    '{}\n',
    `${'['.repeat(200_000)}${']'.repeat(200_000)}`,
  ])('reads %.40s the quick way as the strict reader does', (text) => {
    expect(quickly(text, 5)).toBe(strictly(text, 5));
  });

  const readsAlike = (numRuns: number): void => {
    const text = tree.map((value) => encodeCanonicalJson(value).toString('utf8'));
    const spoilt = fc
      .tuple(
        text,
        fc.nat(),
        fc.constantFrom('', ' ', '"', ',', '{', '}', '[', '0', '1e9', '\\u0041', '\\ud800', '"a":1,'),
      )
      .map(([whole, at, piece]) => {
        const place = at % (whole.length + 1);
        return whole.slice(0, place) + piece + whole.slice(piece === '' ? place + 1 : place);
      });
    fc.assert(
      fc.property(fc.oneof(text, spoilt), fc.integer({ min: 1, max: 6 }), (each, depth) => {
        expect(quickly(each, depth)).toBe(strictly(each, depth));
      }),
      { numRuns },
    );
  };
  it('reads whatever text the quick way as the strict reader does', () => readsAlike(1000));
  it('reads 3000 texts the quick way as the strict reader does', long, () => readsAlike(3000));
});
