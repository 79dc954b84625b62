// Names by which a page is opened, in the language that the page speaks: an opener is written in English, and read off both catalogues.
import type { Page } from '@playwright/test';
import { germanRehearsal } from '#shared/messages/de/rehearsal.ts';
import { germanSpoken } from '#shared/messages/de/spoken.ts';
import { englishRehearsal } from '#shared/messages/en/rehearsal.ts';
import { englishSpoken } from '#shared/messages/en/spoken.ts';
import { madeUpLanguageOf } from './fake-app.ts';
import { drawnOut, pseudo } from './pseudo.ts';

type Text = string | ((...values: string[]) => unknown);

/** Every text of the screens by its path. */
function textsOf(node: unknown, path = ''): readonly (readonly [string, Text])[] {
  if (typeof node === 'string' || typeof node === 'function') return [[path, node as Text]];
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([name, child]) => textsOf(child, `${path}.${name}`));
}

const englishTexts = { screens: englishSpoken.screens, rehearsal: englishRehearsal };
const english = textsOf(englishTexts);
const germanTexts = { screens: germanSpoken.screens, rehearsal: germanRehearsal };
const others = {
  de: new Map(textsOf(germanTexts)),
  pseudo: new Map(textsOf(pseudo(englishTexts))),
  'drawn-out': new Map(textsOf(drawnOut(germanTexts, pseudo(englishTexts)))),
};

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/gu, '\\$&');
/** Marks such as `<term>` are no words on the screen. */
const shown = (text: string): string => text.replaceAll(/<\/?\w+>/gu, '');

/** A text with values, as a pattern that finds them; undefined where it says nothing of its own, or counts. */
function patternOf(text: (...values: string[]) => unknown): RegExp | undefined {
  const marks = Array.from({ length: text.length }, (_, at) => `\u0001${at}\u0002`);
  const made = text(...marks);
  if (typeof made !== 'string' || !/\p{L}{2}/u.test(made.replaceAll(/\u0001\d\u0002/gu, ''))) return undefined;
  const places = escaped(shown(made)).replaceAll(/\u0001(\d)\u0002/gu, '(?<v$1>.+)');
  // A value that is in it twice is none that an opener names.
  return marks.every((mark) => made.split(mark).length === 2) ? new RegExp(`^${places}$`, 'u') : undefined;
}

/** One of each, in every way. */
const combined = (alternatives: readonly (readonly string[])[]): readonly (readonly string[])[] =>
  alternatives.reduce<readonly (readonly string[])[]>(
    (chosen, more) => chosen.flatMap((before) => more.map((one) => [...before, one])),
    [[]],
  );

/** What the English words may be in another language: one text can stand for several. A name that is in no catalogue stays. */
function wordsFor(name: string, other: ReadonlyMap<string, Text>): readonly string[] {
  const plain = english.filter(([, text]) => typeof text === 'string' && shown(text) === name);
  if (plain.length > 0) return plain.map(([path]) => shown(String(other.get(path))));
  const made = english.flatMap(([path, text]) => {
    const values = typeof text === 'function' ? patternOf(text)?.exec(name)?.groups : undefined;
    const same = other.get(path);
    if (values === undefined || typeof same !== 'function') return [];
    const alternatives = Object.values(values).map((value) => wordsFor(value, other));
    return combined(alternatives).map((chosen) => shown(String(same(...chosen))));
  });
  return made.length > 0 ? made : [name];
}

/** A pattern for words in the language of a page; whole, or anywhere in a name. */
export async function say(page: Page, name: string, where: 'whole' | 'anywhere' = 'whole'): Promise<RegExp> {
  const lang = await page.locator('html').getAttribute('lang');
  const spoken = madeUpLanguageOf(page.context()) ?? lang;
  const other = spoken === 'pseudo' || spoken === 'drawn-out' || spoken === 'de' ? others[spoken] : undefined;
  const words = [...new Set(other === undefined ? [name] : wordsFor(name, other))].map(escaped).join('|');
  return new RegExp(where === 'whole' ? `^\\s*(?:${words})\\s*$` : words, 'u');
}
