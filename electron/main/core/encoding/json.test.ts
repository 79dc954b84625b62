import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faultCode, faultOf } from '#e2e/support/faults.ts';
import { referenceFile } from '#e2e/support/reference-tools.ts';
import { Refusal } from '#shared/faults/fault.ts';
import { asJsonObject, parseStrictJson } from './json.ts';

const read = (text: string | Buffer, maxBytes = 1 << 20) => parseStrictJson(Buffer.from(text as string), { maxBytes });
const codeOf = (text: string | Buffer) => faultCode(() => read(text));

describe('strict JSON', () => {
  it.each([
    ['two members of one name', '{"a":1,"b":2,"a":1}', 'JSON_DUPLICATE_MEMBER'],
    ['two members whose names differ only in escapes', '{"a":1,"\\u0061":1}', 'JSON_DUPLICATE_MEMBER'],
    ['a lone high surrogate', '["\\ud800"]', 'JSON_LONE_SURROGATE'],
    ['a lone low surrogate in a name', '{"\\udc00":1}', 'JSON_LONE_SURROGATE'],
    ['a byte order mark', '\ufeff{}', 'JSON_BOM'],
    ['a second text', '{}{}', 'JSON_TRAILING_BYTES'],
    ['a NUL at the end', '{}\u0000', 'JSON_TRAILING_BYTES'],
    ['the integer 2^53', '9007199254740992', 'JSON_NUMBER_UNSAFE'],
    ['an integer hidden in an exponent', '1e300', 'JSON_NUMBER_UNSAFE'],
    ['an infinite number', '1e400', 'JSON_NUMBER_NOT_FINITE'],
    ['a leading zero', '01', 'JSON_TRAILING_BYTES'],
    ['a comma too many', '[1,]', 'JSON_SYNTAX'],
    ['nothing', '', 'JSON_SYNTAX'],
    ['a raw control in a string', '"\u0001"', 'JSON_SYNTAX'],
    ['an escape that is none', '"\\x41"', 'JSON_SYNTAX'],
    ['a string without end', '"abc', 'JSON_SYNTAX'],
  ])('refuses %s', (_, text, code) => {
    expect(codeOf(text)).toBe(code);
  });

  it('calls neither a list nor null an object', () => {
    expect(asJsonObject(read('{"a":1}'))).toEqual({ a: 1 });
    for (const text of ['[]', 'null', '7', '"{}"', 'true']) expect(asJsonObject(read(text))).toBeUndefined();
    expect(asJsonObject(undefined)).toBeUndefined();
  });

  it('refuses bytes that are not UTF-8', () => {
    expect(codeOf(Buffer.from([0x22, 0xff, 0x22]))).toBe('JSON_NOT_UTF8');
  });

  it('stands at both sides of its limits', () => {
    expect(read(`${'['.repeat(32)}${']'.repeat(32)}`)).toBeInstanceOf(Array);
    expect(codeOf(`${'['.repeat(33)}${']'.repeat(33)}`)).toBe('JSON_TOO_DEEP');
    expect(read('9007199254740991')).toBe(Number.MAX_SAFE_INTEGER);
    expect(read('"1234"', 6)).toBe('1234');
    expect(faultOf(() => read('"12345"', 6))).toEqual({ code: 'JSON_TOO_LARGE', bytes: 7, limit: 6 });
  });

  it('refuses fractions and exponents only where a format has integers alone', () => {
    expect(read('[1.5,1e2]')).toEqual([1.5, 100]);
    const integers = (text: string) => parseStrictJson(Buffer.from(text), { maxBytes: 64, integersOnly: true });
    for (const text of ['1.5', '1e2', '1.0', '-0']) {
      expect(faultCode(() => integers(text))).toBe('JSON_NUMBER_NOT_INTEGER');
    }
    expect(integers('[0,-1,12]')).toEqual([0, -1, 12]);
  });

  it('gives objects no prototype, so that no name has a meaning of its own', () => {
    const value = read('{"__proto__":{"x":1},"constructor":2}') as Record<string, unknown>;
    expect(Object.getPrototypeOf(value)).toBeNull();
    expect(Object.keys(value)).toEqual(['__proto__', 'constructor']);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  it('reads what JSON.stringify writes, to the same value', () => {
    // JSON.stringify writes -0 as 0, and integers beyond 2^53, which we refuse.
    const leaf = fc.oneof(fc.string({ unit: 'grapheme' }), fc.maxSafeInteger(), fc.boolean(), fc.constant(null));
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof({ depthSize: 'small' }, leaf, fc.array(tie('tree')), fc.dictionary(fc.string(), tie('tree'))),
    }));
    fc.assert(
      fc.property(tree, (value) => {
        const text = JSON.stringify(value);
        expect(JSON.stringify(read(text))).toBe(text);
      }),
    );
  });

  it('agrees with JSON.parse on every text that it accepts, and throws nothing but refusals', () => {
    const piece = fc.constantFrom(...'{}[]",:0123456789-+.eEtruefalsn\\ud8\n é'.split(''));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 24 }), (pieces) => {
        const text = pieces.join('');
        try {
          const value = read(text);
          expect(JSON.stringify(value)).toBe(JSON.stringify(JSON.parse(text)));
        } catch (error) {
          expect(error).toBeInstanceOf(Refusal);
        }
      }),
      { numRuns: 3000 },
    );
  });
});

const suite = referenceFile('corpora', 'json-test-suite', 'test_parsing');
describe.skipIf(suite === undefined)('JSONTestSuite', () => {
  const folder = suite ?? '';
  const files = suite === undefined ? [] : readdirSync(folder);
  const bytes = (file: string) => readFileSync(join(folder, file));

  it('is whole: 188 texts that are not JSON, 95 that are', () => {
    expect(files.filter((file) => file.startsWith('n_'))).toHaveLength(188);
    expect(files.filter((file) => file.startsWith('y_'))).toHaveLength(95);
  });

  it.each(files.filter((file) => file.startsWith('n_')))('refuses %s', (file) => {
    expect(() => read(bytes(file))).toThrow(Refusal);
  });

  // I-JSON says more than JSON: these texts are JSON, and still have two meanings or none.
  const refusedByRule: Readonly<Record<string, string>> = {
    'y_number.json': 'JSON_NUMBER_UNSAFE',
    'y_number_real_capital_e.json': 'JSON_NUMBER_UNSAFE',
    'y_number_real_exponent.json': 'JSON_NUMBER_UNSAFE',
    'y_number_real_fraction_exponent.json': 'JSON_NUMBER_UNSAFE',
    'y_object_duplicated_key.json': 'JSON_DUPLICATE_MEMBER',
    'y_object_duplicated_key_and_value.json': 'JSON_DUPLICATE_MEMBER',
    'y_object_extreme_numbers.json': 'JSON_NUMBER_UNSAFE',
  };

  it.each(files.filter((file) => file.startsWith('y_')))('reads %s as JSON.parse does, or names the rule', (file) => {
    const text = bytes(file);
    const rule = refusedByRule[file];
    if (rule) expect(codeOf(text)).toBe(rule);
    else expect(read(text)).toEqual(JSON.parse(text.toString('utf8')));
  });

  it.each(files.filter((file) => file.startsWith('i_')))('decides on %s without a crash', (file) => {
    try {
      read(bytes(file));
    } catch (error) {
      expect(error).toBeInstanceOf(Refusal);
    }
  });
});

describe('a shallow reading', () => {
  const shallow = (text: string) => parseStrictJson(Buffer.from(text), { maxBytes: 1000, isShallow: true });
  it('keeps the members of the outermost object, and reads what is nested by the same rules', () => {
    expect(shallow('{"a":[{"b":1},2],"c":{"d":"e"},"f":"g","h":1}')).toEqual({ a: null, c: null, f: 'g', h: 1 });
    expect(faultCode(() => shallow('{"a":[{"b":1,"b":2}]}'))).toBe('JSON_DUPLICATE_MEMBER');
    expect(faultCode(() => shallow(`{"a":${'['.repeat(40)}${']'.repeat(40)}}`))).toBe('JSON_TOO_DEEP');
  });
});
