// Both catalogues hold every step, field and option, nothing else, and only blanks that can be filled.
import { describe, expect, it } from 'vitest';
import { germanCeremony } from '../messages/de/ceremony/index.ts';
import { englishCeremony } from '../messages/en/ceremony/index.ts';
import type { CeremonyTexts, StepText } from '../messages/ceremony-texts.ts';
import { scripts } from './expand.ts';
import { blankNames, filledText, type Blanks } from './fill.ts';
import type { Field } from './model.ts';

const parts = Object.values(scripts).flatMap((script) => script.parts);
const steps = parts.flatMap((part) => part.steps);
const unique = (ids: readonly string[]) => [...new Set(ids)].sort();

/** Every text of a catalogue, with a name for the message of a failed test. */
function textsOf({ steps, parts, titles }: CeremonyTexts): readonly (readonly [string, string])[] {
  const ofStep = ([id, { act, expect, fields = {} }]: [string, StepText]): (readonly [string, string])[] => [
    [id, act],
    ...(expect === undefined ? [] : [[`${id} expect`, expect] as const]),
    ...Object.entries(fields).flatMap(([field, text]): (readonly [string, string])[] =>
      typeof text === 'string'
        ? [[`${id}.${field}`, text]]
        : [
            [`${id}.${field}`, text.label],
            ...Object.entries(text.options).map(([option, label]) => [`${id}.${field}.${option}`, label] as const),
          ],
    ),
  ];
  return [
    ...Object.entries(steps).flatMap(ofStep),
    ...Object.entries(parts).flatMap(([id, { title, note }]) => [
      [id, title] as const,
      ...(note === undefined ? [] : [[`${id} note`, note] as const]),
    ]),
    ...Object.entries(titles),
  ];
}

describe.each([
  ['English', englishCeremony],
  ['German', germanCeremony],
])('the %s catalogue', (_, texts) => {
  it('has exactly the steps and parts of the scripts', () => {
    expect(unique(Object.keys(texts.steps))).toEqual(unique(steps.map(({ id }) => id)));
    expect(unique(Object.keys(texts.parts))).toEqual(unique(parts.map(({ id }) => id)));
  });

  it('has exactly the fields and options of each step', () => {
    // A step may stand in several scripts with other fields, as M1 does; together they are what the catalogue has.
    for (const id of unique(steps.map((step) => step.id))) {
      const fields: readonly Field[] = steps.filter((step) => step.id === id).flatMap((step) => step.fields);
      const labels = texts.steps[id]?.fields ?? {};
      expect(unique(Object.keys(labels)), id).toEqual(unique(fields.map((field) => field.id)));
      for (const field of fields) {
        const label = labels[field.id];
        if (field.kind === 'choose') {
          expect(typeof label === 'object' && unique(Object.keys(label.options)), `${id}.${field.id}`).toEqual(
            unique(field.options),
          );
        } else expect(typeof label, `${id}.${field.id}`).toBe('string');
      }
    }
  });

  it('uses only blanks that the plan fills', () => {
    const known: readonly string[] = blankNames;
    for (const [where, text] of textsOf(texts)) {
      for (const [, name] of text.matchAll(/\{(\w*)\}/gu)) expect(known, where).toContain(name);
      expect(text.replace(/\{\w+\}/gu, ''), where).not.toMatch(/[{}<>&]/u);
    }
  });

  it('speaks in short sentences', () => {
    for (const [where, text] of textsOf(texts)) {
      for (const sentence of text.split(/[.!?;:]\s/u))
        expect(sentence.split(/\s+/u).length, `${where}: ${sentence}`).toBeLessThanOrEqual(28);
    }
  });
});

describe('the two catalogues', () => {
  it('use the same blanks in the same text', () => {
    const blanksIn = (texts: CeremonyTexts) =>
      Object.fromEntries(
        textsOf(texts).map(([where, text]) => [
          where,
          [...text.matchAll(/\{(\w+)\}/gu)].map(([, name]) => name).sort(),
        ]),
      );
    expect(blanksIn(germanCeremony)).toEqual(blanksIn(englishCeremony));
  });

  it('do not share a sentence, which would be one that was not translated', () => {
    const english = new Map(textsOf(englishCeremony));
    const same = textsOf(germanCeremony).filter(
      ([where, text]) => text.split(' ').length > 3 && english.get(where) === text,
    );
    expect(same).toEqual([]);
  });
});

describe('filling', () => {
  it('marks values and leaves a blank where nobody knows', () => {
    const blanks = Object.fromEntries(blankNames.map((name) => [name, undefined])) as Blanks;
    expect(filledText('{k} of {of}: {custodian}.', { ...blanks, k: '2', of: '3' })).toBe('2 of 3: ____.');
  });
});
