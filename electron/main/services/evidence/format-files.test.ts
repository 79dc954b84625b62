// What FORMAT.md says in files that other programs read: the members of every signed or chained file as JSON Schema, and the characters
// that its names and lines may have. They are made from the schemas that the product reads with; `vitest -u` writes them again.
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { root } from '#build/root.ts';
import { manifestSchema } from '#core/evidence/manifest.ts';
import { journalEntry } from '#core/journal/chain.ts';
import { envelopeSchema } from '#core/transfer/envelope.ts';
import { payloadSchema } from '#core/transfer/payload.ts';
import { answerFile } from '#services/recovery/answer-folder.ts';
import { scripts, silent } from '#shared/formatting/person-name.ts';
import { planSchema } from '#shared/plan/plan.ts';
import * as atoms from '#shared/schemas/atoms.ts';

const place = join(root, 'assets', 'evidence-checker');
const named = z.registry<{ readonly id: string; readonly format?: string }>();
for (const id of ['sha256Hex', 'sha256B64u', 'nonceHex', 'ceremonyId', 'utcTime', 'base64Text'] as const) {
  named.add(atoms[id], { id });
}
for (const id of ['hsmUri', 'hsmResourceId', 'guid', 'journalEnd', 'appVersion'] as const) named.add(atoms[id], { id });
named.add(atoms.personName, { id: 'personName', format: 'person-name' });

const patternsOf = (schema: z.core.JSONSchema.BaseSchema): readonly string[] =>
  (schema.allOf ?? []).flatMap((each) =>
    typeof each === 'object' && each.pattern !== undefined ? [each.pattern] : [],
  );
const ofLine = patternsOf(z.toJSONSchema(atoms.lineOfText(1)));

/** What readers of other languages would need Unicode's properties for is said by name: the page explains each. */
function withoutProperties(schema: z.core.JSONSchema.BaseSchema): void {
  const [first, second, pattern] = patternsOf(schema);
  if (first === ofLine[0] && second === ofLine[1]) {
    delete schema.allOf;
    schema.format ??= 'line';
    if (pattern !== undefined) schema.pattern = pattern;
  }
  if (schema.pattern === String.raw`^\p{Lu}{1,4}$`) {
    delete schema.pattern;
    schema.format = 'initials';
  }
  // A date has its pattern, and every reader knows what an integer of JSON can be.
  if (schema.format === 'date' || schema.format === 'date-time') delete schema.format;
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
}

/** JSON with a line for each value that fits one. */
function lines(value: unknown, indent = ''): string {
  const text = JSON.stringify(value);
  if (typeof value !== 'object' || value === null || text.length + indent.length <= 118) return text;
  const inner = `${indent}  `;
  const parts = Array.isArray(value)
    ? value.map((each) => lines(each, inner))
    : Object.entries(value).map(([name, each]) => `${JSON.stringify(name)}: ${lines(each, inner)}`);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${inner}${parts.join(`,\n${inner}`)}\n${indent}${close}`;
}

it.each([
  ['plan', planSchema],
  ['list', manifestSchema],
  ['envelope', envelopeSchema],
  ['bundle', payloadSchema],
  ['journal-line', journalEntry],
  ['answer', answerFile],
] as const)('has the members of a %s as JSON Schema', async (name, schema) => {
  const json = z.toJSONSchema(schema, {
    metadata: named,
    unrepresentable: 'any',
    override: ({ jsonSchema }) => withoutProperties(jsonSchema),
  });
  expect(/.{80}\\\\p\{.{20}/u.exec(JSON.stringify(json))).toBeNull();
  await expect(`${lines(json)}\n`).toMatchFileSnapshot(join(place, 'schemas', `${name}.json`));
});

const text = (from: number, to: number): string =>
  Array.from({ length: to - from + 1 }, (_, at) => String.fromCodePoint(from + at)).join('');
/** Halves of characters would become whole ones in one text with others. */
const everything = [text(0, 0xd7ff), '\ud800', text(0xe000, 0x10ffff)] as const;
const lastOf = (run: string): number => Array.from(run.slice(-2)).at(-1)?.codePointAt(0) ?? 0;

/** First and last code point of each run of characters that a pattern takes. */
function rangesOf(pattern: RegExp): readonly number[] {
  const runs = everything.flatMap((part) => [...part.matchAll(new RegExp(`(?:${pattern.source})+`, 'gu'))]);
  const ranges = runs.map(([run]): [number, number] => [
    run.codePointAt(0) ?? 0,
    run === '\ud800' ? 0xdfff : lastOf(run),
  ]);
  const isNext = (at: number): boolean => ranges[at]?.[1] === (ranges[at + 1]?.[0] ?? 0) - 1;
  return ranges.flatMap(([from, to], at) => [...(isNext(at - 1) ? [] : [from]), ...(isNext(at) ? [] : [to])]);
}

it('has the characters that its rules name, as Unicode has them today', async () => {
  const ranges: Readonly<Record<string, RegExp>> = {
    unprinted: /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\u2028\u2029]/u,
    ignorable: /\p{Default_Ignorable_Code_Point}/u,
    spaces: /\p{Zs}/u,
    marks: /\p{Mn}/u,
    capitals: /\p{Lu}/u,
    silent,
    letters: /(?!\p{Script_Extensions=Common})\p{L}/u,
  };
  const members = [
    ...Object.entries(ranges).map(([name, pattern]) => `${JSON.stringify(name)}: ${JSON.stringify(rangesOf(pattern))}`),
    `"scripts": {\n${scripts.map(({ name, letters }) => ` ${JSON.stringify(name)}: ${JSON.stringify(rangesOf(letters))}`).join(',\n')}\n}`,
  ];
  await expect(`{\n${members.join(',\n')}\n}\n`).toMatchFileSnapshot(join(place, 'schemas', 'characters.json'));
});
