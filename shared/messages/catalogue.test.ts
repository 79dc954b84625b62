// Every language says the same things: the same values and marks in each text, nothing left empty or in English.
import { describe, expect, it } from 'vitest';
import type { Catalogue } from './catalogue.ts';
import { german } from './de/catalogue.ts';
import { english } from './en/catalogue.ts';
import { formatsIn } from './formats.ts';
import { spokenLanguage } from './languages.ts';

/** Values that stand out in a text, one for each parameter. Numbers, because every parameter may be shown and some are counted. */
const samples = [71, 82, 93, 64, 57] as const;

/** Every text of a catalogue by its path; a text with values is called with the samples. */
function textsOf(node: unknown, path = ''): readonly (readonly [string, string])[] {
  if (typeof node === 'string') return [[path, node]];
  if (typeof node === 'function') return textsOf((node as (...values: unknown[]) => unknown)(...samples), path);
  if (typeof node !== 'object' || node === null) throw new Error(`${path} is no text`);
  return Object.entries(node).flatMap(([name, child]) => textsOf(child, path === '' ? name : `${path}.${name}`));
}

/** What screens and commands say; the other parts of a catalogue are books by their own names, which the compiler keeps whole. */
const spokenBy = ({ screens, laterScreens, commands, system }: Catalogue) =>
  new Map([
    ...textsOf({ ...screens, ...laterScreens }),
    ...textsOf(commands, 'commands'),
    ...textsOf(system, 'system'),
  ]);
const inEnglish = spokenBy(english);
const inGerman = spokenBy(german);

/** Texts that are the same in both languages: names, codes, and words that both have. */
const same = new Set<string>([
  'ceremony.open.facts.quorum',
  'activation.domain.version',
  'commands.custody.register',
  'commands.journal.journal',
  'commands.plan.hash',
  'commands.plan.quorum',
  'commands.practiceHsm.container',
  'commands.practiceHsm.hsm',
  'commands.rehearsal.plan',
  'commands.securityDomain.quorum',
  'finish.files.sha256',
  'frame.version',
  'keys.rsa3072',
  'keys.rsa4096',
  'online.pages.backup.container',
  'online.pages.create.facts.name',
  'online.pages.create.facts.region',
  'online.pages.restore.plan',
  'online.step.facts.required',
  'papers.a4',
  'papers.letter',
  'plan.facts.quorum',
]);

describe('the catalogue of screens and commands', () => {
  it('has the same texts in both languages', () => {
    expect([...inGerman.keys()].sort()).toEqual([...inEnglish.keys()].sort());
  });

  it.each([...inEnglish])('%s says the same with the same values and marks', (path, text) => {
    const translated = inGerman.get(path) ?? '';
    expect(text.trim(), path).not.toBe('');
    expect(translated.trim(), path).not.toBe('');
    const marks = (from: string): readonly string[] => (from.match(/<\/?\w+>/gu) ?? []).sort();
    expect(marks(translated), path).toEqual(marks(text));
    const values = (from: string): readonly string[] => [...new Set(from.match(/71|82|93|64|57/gu) ?? [])].sort();
    expect(values(translated), path).toEqual(values(text));
  });

  it('leaves no text in English, and lists no exception that is none', () => {
    const equal = [...inEnglish].filter(([path, text]) => /\p{L}/u.test(text) && inGerman.get(path) === text);
    expect(equal.map(([path]) => path).sort()).toEqual([...same].sort());
  });
});

describe('a language', () => {
  it('is the first that is wanted and spoken', () => {
    expect(spokenLanguage(['fr-CH', 'de_CH.UTF-8', 'en'])).toBe('de');
    expect(spokenLanguage(['de'])).toBe('de');
    expect(spokenLanguage(['den', 'C'])).toBe('en');
    expect(spokenLanguage([])).toBe('en');
  });

  it('counts and writes numbers in its own way', () => {
    const forms = { one: 'one', other: 'other' };
    for (const { plural } of [formatsIn('en'), formatsIn('de')]) {
      expect([0, 1, 2].map((count) => plural(count, forms))).toEqual(['other', 'one', 'other']);
    }
    expect(formatsIn('en').number(15214)).toBe('15,214');
    expect(formatsIn('de').number(15214)).toBe('15.214');
  });
});
