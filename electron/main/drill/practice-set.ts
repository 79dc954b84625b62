// What is where in a practice set: folders that stand for sticks, the drawer of the other side's people, and papers in words.
import { join } from 'node:path';
import { fingerprintWords, wordLines } from '#shared/formatting/fingerprint.ts';
import { writeNewFile } from '#platform/files.ts';

/** What a practice set is for; a drill and an emergency have no plan, and so no people of another side. */
export type PracticeSetKind = 'recovery' | 'emergency' | 'activation' | 're-wrap' | 'drill';

/** Custodians of a practice set, and how many of them are enough. */
export const custodianCount = 3;
export const quorum = 2;

export const custodianNumbers = (): number[] => Array.from({ length: custodianCount }, (_none, at) => at + 1);

/** Names of the folders that stand for sticks. A drill proves both copies, and where keys are made both are written: there each has two. */
export function stickNames(kind: PracticeSetKind): readonly string[] {
  const own = kind === 'drill' || kind === 'emergency' ? [] : ['PRACTICE-OWN'];
  const custodians = custodianNumbers().flatMap((at) =>
    kind === 'recovery' || kind === 'emergency' ? [`PRACTICE-C${at}`] : [`PRACTICE-C${at}-1`, `PRACTICE-C${at}-2`],
  );
  return [...own, 'PRACTICE-IN', 'PRACTICE-OUT', ...custodians];
}

export const placesOf = (set: string) => ({
  own: join(set, 'PRACTICE-OWN'),
  in: join(set, 'PRACTICE-IN'),
  sheet: join(set, 'PRACTICE-sheet.txt'),
  /** The other side's drawer; it is no stick. */
  operators: join(set, 'PRACTICE-OPERATORS'),
  key: (role: string) => join(set, 'PRACTICE-OPERATORS', `PRACTICE-${role}.key`),
  answer: join(set, 'PRACTICE-OPERATORS', 'PRACTICE-exchange-key-answer.json'),
  /** What the operators would read aloud of a file; another file has other words. */
  words: (sha256: string) => join(set, `PRACTICE-words-${sha256.slice(0, 8)}.txt`),
});

/** Words in their rows, under a heading, as a sheet has them. */
export const wordsBelow = (heading: string, fingerprint: string): string[] => [
  `${heading} (${fingerprintWords(fingerprint).length}):`,
  ...wordLines(fingerprint),
  '',
];

/** @throws the file faults */
export const writeLines = (path: string, lines: readonly string[]): Promise<void> =>
  writeNewFile(path, Buffer.from([...lines, ''].join('\n'), 'utf8'));
