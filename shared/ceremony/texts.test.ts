// Both catalogues hold every step, field and option, nothing else, and only blanks that can be filled.
import { describe, expect, it } from 'vitest';
import { germanCeremony } from '../messages/de/ceremony/index.ts';
import { englishCeremony } from '../messages/en/ceremony/index.ts';
import type { CeremonyTexts, StepText } from '../messages/ceremony-texts.ts';
import { scripts } from './expand.ts';
import { fill, placeholderNames, type Placeholders, placeholdersOf } from './fill.ts';
import { planOf } from './testdata/plans.ts';
import { hexRows } from '../formatting/fingerprint.ts';
import type { Field } from './model.ts';

const filledText = (text: string, placeholders: Placeholders): string =>
  fill(text, placeholders)
    .map((segment) => (segment.kind === 'blank' ? '____' : segment.text))
    .join('');
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
    // A step may be in several scripts with other fields, as M1 does; together they are what the catalogue has.
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
    const known: readonly string[] = placeholderNames;
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
    const placeholdersIn = (texts: CeremonyTexts) =>
      Object.fromEntries(
        textsOf(texts).map(([where, text]) => [
          where,
          [...text.matchAll(/\{(\w+)\}/gu)].map(([, name]) => name).sort(),
        ]),
      );
    expect(placeholdersIn(germanCeremony)).toEqual(placeholdersIn(englishCeremony));
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
    const placeholders = Object.fromEntries(placeholderNames.map((name) => [name, undefined])) as Placeholders;
    expect(filledText('{k} of {of}: {custodian}.', { ...placeholders, k: '2', of: '3' })).toBe('2 of 3: ____.');
  });
});

describe('a step that compares', () => {
  const plan = planOf('recovery-offline');
  const words = { production: 'P', practice: 'X', identity: 'i', sas: 's', machines: {} };
  const placeholders = placeholdersOf(plan, words);
  const textOfStep = (texts: CeremonyTexts, id: string): string => {
    const { act, expect: expected = '', fields = {} } = texts.steps[id]!;
    const labels = Object.values(fields).map((label) => (typeof label === 'string' ? label : label.label));
    return filledText([act, expected, ...labels].join(' '), placeholders);
  };

  it.each([
    ['M3', hexRows(plan.bootMediumSha256!).flat().join(' ')],
    ['B2', hexRows(plan.securityDomainSha256!).flat().join(' ')],
    ['B5', plan.ceremonyId],
    ['B7', '+49 69 555 0104'],
  ])('%s names the value on its own paper, in both languages', (step, value) => {
    for (const texts of [englishCeremony, germanCeremony]) expect(textOfStep(texts, step)).toContain(value);
  });

  it('has a blank where the plan leaves the value open', () => {
    // Where custodians get new keys, the security domain is still to be made.
    expect(filledText('{domainHash}', placeholdersOf(planOf('activation'), words))).toBe('____');
    expect(filledText('{phoneRO2}', placeholdersOf({ ...plan, people: [] }, words))).toBe('____');
  });

  it('sends nobody from a failed restore to a disclosed security domain', () => {
    const failed = (texts: CeremonyTexts, step: string): string => {
      const outcome = texts.steps[step]?.fields?.['outcome'];
      return typeof outcome === 'object' ? (outcome.options['failed'] ?? '') : '';
    };
    for (const [texts, incident] of [
      [englishCeremony, 'incident'],
      [germanCeremony, 'Vorfall'],
    ] as const) {
      expect(failed(texts, 'C15')).toContain(incident);
      expect(failed(texts, 'C21')).not.toBe('');
      expect(failed(texts, 'C21')).not.toContain(incident);
    }
  });

  it('names the incident sheet wherever the exchange key or the blob may be wrong', () => {
    for (const [texts, sheet] of [
      [englishCeremony, 'incident sheet'],
      [germanCeremony, 'Vorfallsblatt'],
    ] as const)
      for (const step of ['B5', 'B6', 'B14', 'B15', 'C14']) expect(texts.steps[step]?.act, step).toContain(sheet);
  });
});
