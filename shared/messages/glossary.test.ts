// One term, one meaning: no text uses a word that the glossary has another one for.
import { describe, expect, it } from 'vitest';
import { german } from './de/catalogue.ts';
import { germanDocuments } from './de/documents.ts';
import { germanHelp } from './de/help.ts';
import { germanManual } from './de/manual.ts';
import { english } from './en/catalogue.ts';
import { englishDocuments } from './en/documents.ts';
import { englishManual } from './en/manual.ts';
import { sortedTerms } from './glossary.ts';
import type { Language } from './languages.ts';

/** Every text below a node; functions are called with numbers, or with one fault that has everything. */
function textsOf(node: unknown): readonly string[] {
  // Placeholders such as {custodian}, marks such as <share>, and names of pictures, are no words of the text.
  if (typeof node === 'string') return /^[a-z]+(-[a-z]+)+$/u.test(node) ? [] : [node.replace(/\{\w+\}|<\/?\w+>/gu, '')];
  if (typeof node === 'function') {
    try {
      return textsOf((node as (...values: unknown[]) => unknown)(71, 82, 93, 64, 57));
    } catch {
      // A sentence about lists or nested values; its own tests call it with such.
      return [];
    }
  }
  return typeof node === 'object' && node !== null ? Object.values(node).flatMap(textsOf) : [];
}

/** Help without the names of documents and bundles, which are typed as they are. */
const helpWithoutNames = Object.values(germanHelp).map((text) => text.replace(/[a-z]+(-[a-z]+)+/gu, ''));

const escaped = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');
const word = (avoided: string): RegExp =>
  new RegExp(`(?<![\\p{L}-])${escaped(avoided)}(?![\\p{L}])`, /[A-Z]{2}$/u.test(avoided) ? 'u' : 'iu');

/** Words that are said in one way although nobody has to look them up: the way, and what no text says instead. */
const plainWords = {
  en: [
    ['machine', ['computer', 'computers', 'PC']],
    ['approve', ['authorise', 'authorize', 'authorised', 'authorized']],
    ['stick', ['USB drive', 'USB key']],
    ['backup', ['back-up']],
    ['note an exception', ['open an exception', 'write an exception', 'Open an exception', 'Write an exception']],
    ['their own', ['the own', 'an own']],
    ['wall clock', ['clock on the wall']],
  ],
  de: [
    ['Maschine', ['Rechner', 'Rechners', 'Rechnern', 'Computer', 'PC']],
    ['Bediener', ['Operator', 'Operatoren', 'Operateur', 'Bedienperson', 'Bedienung']],
    // Too near to Verwahrer, which is a person of the other side.
    ['Administrator', ['Verwalter', 'Verwalters', 'Verwaltern']],
    [
      'eine Ausnahme vermerken',
      ['eröffnen Sie eine Ausnahme', 'notieren Sie eine Ausnahme', 'schreiben Sie eine Ausnahme'],
    ],
    ['Einberufungsblatt', ['Rufblatt', 'Rufblätter']],
    ['Version', ['Fassung']],
    ['Befehlszeile', ['Kommandozeile']],
    ['Hex-Ziffern', ['Hexadezimalziffern']],
    ['Anfragekennung', ['Anfrage-Kennung']],
    ['Wanduhr', ['Uhr an der Wand']],
    ['Zugangstoken (SAS)', ['SAS-Token']],
    ['freigeben', ['genehmigen', 'genehmigt', 'genehmigte', 'genehmigten', 'genehmigter', 'Genehmigung']],
    ['koppeln', ['paaren', 'gepaart', 'Paarung']],
    ['Wartezeit', ['Haltezeit']],
    ['Ablauf', ['Drehbuch', 'Drehbuchs', 'Skript', 'Skripts']],
    ['Austausch-Zertifikat', ['Austauschzertifikat', 'Austauschzertifikats']],
    ['Beweismappe', ['Paket', 'Pakets', 'Pakete', 'Beweispaket', 'Nachweispaket']],
    [
      'gescheitert',
      ['misslungen', 'misslungene', 'misslungenen', 'fehlgeschlagen', 'fehlgeschlagene', 'fehlgeschlagenen'],
    ],
    ['scheitern', ['misslingen', 'misslingt', 'fehlschlagen', 'schlug fehl', 'schlägt fehl']],
  ],
} as const satisfies Readonly<Record<Language, readonly (readonly [string, readonly string[]])[]>>;

describe('what a machine does with its key', () => {
  const { screens, advice, commands, system, evidence, exchangeKey, online, findings } = german;
  const digital = [
    ...textsOf({ screens, advice, commands, system, evidence, exchangeKey, online, findings }),
    ...helpWithoutNames,
  ];

  it('is signing with a Signatur; an Unterschrift is written by hand, and stands on paper alone', () => {
    expect(digital.filter((text) => /unterschr|unterzeich/iu.test(text))).toEqual([]);
    expect(digital.filter((text) => /signier|signatur/iu.test(text)).length).toBeGreaterThan(30);
    expect(textsOf(germanDocuments).filter((text) => /unterschr/iu.test(text)).length).toBeGreaterThan(5);
  });
});

describe.each([
  ['English', english, [englishDocuments, englishManual]],
  ['German', german, [germanDocuments, germanManual, helpWithoutNames]],
])('the %s texts', (_, catalogue, papers) => {
  const { glossary, ...speaking } = catalogue;
  const texts = [...textsOf(speaking), ...textsOf(papers)];
  const avoided = [
    ...Object.values(glossary).flatMap(({ term, avoid = [] }) => avoid.map((one) => [one, term] as const)),
    ...plainWords[catalogue.language].flatMap(([term, avoid]) => avoid.map((one) => [one, term] as const)),
  ];

  it.each(avoided)('do not say %s for %s', (one) => {
    expect(texts.filter((text) => word(one).test(text))).toEqual([]);
  });

  it('would be caught using such a word', () => {
    expect(avoided.length).toBeGreaterThan(5);
    for (const [one] of avoided) expect(`Say ${one}, please.`).toMatch(word(one));
  });

  it('explain every term once, in the order of the alphabet', () => {
    const terms = sortedTerms(glossary, catalogue.language).map(({ term }) => term);
    expect(new Set(terms).size).toBe(terms.length);
    expect([...terms].sort((a, b) => a.localeCompare(b, catalogue.language))).toEqual(terms);
  });
});
