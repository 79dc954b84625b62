// Words of a fingerprint as people type them: in the rows of paper, A to D, at the places that are asked. What was typed is checked against the
// list of words alone; whether they are the right ones only main knows.
import { Refusal } from '../faults/fault.ts';
import {
  canBegin,
  completeWord,
  fingerprintBytes,
  fingerprintWords,
  parsePrintedFingerprint,
  placeOf,
  splitWords,
} from './fingerprint.ts';

export const rowNames = ['A', 'B', 'C', 'D'] as const;
const wordsInRow = 8;

/** All places of a fingerprint, counted from 1, where every word is typed. */
export const allPlaces: readonly number[] = Array.from({ length: fingerprintBytes }, (_, at) => at + 1);

/** What is typed before anything is: one text for each row. */
export const emptyRows: readonly string[] = rowNames.map(() => '');

/** The first thing that is wrong in a row; whether the words are the right ones is not asked here. */
export type Slip =
  | { readonly kind: 'unknown' | 'outOfStep'; readonly place: number; readonly word: string }
  | { readonly kind: 'tooMany'; readonly words: number };

export interface ReadRow {
  /** The whole words, in the order of the places that are asked; undefined where none is yet. */
  readonly words: readonly (string | undefined)[];
  readonly slip: Slip | undefined;
}

const isEnded = (text: string): boolean => /[^\p{L}\p{N}]$/u.test(text);

/** The places of one row, which is counted from 0. */
export const askedIn = (row: number, places: readonly number[]): readonly number[] =>
  places.filter((place) => Math.floor((place - 1) / wordsInRow) === row);

export function readRow(text: string, asked: readonly number[]): ReadRow {
  const typed = splitWords(text);
  const words = asked.map((place, at) => completeWord(typed[at] ?? '', place));
  const slips = asked.flatMap((place, at): Slip[] => {
    const word = typed[at];
    // The word at the end may still be growing.
    const isGrowing = at === typed.length - 1 && !isEnded(text);
    if (word === undefined || words[at] !== undefined || (isGrowing && canBegin(word, place))) return [];
    return [{ kind: placeOf(word) === undefined ? 'unknown' : 'outOfStep', place, word }];
  });
  const tooMany = typed.length > asked.length ? ({ kind: 'tooMany', words: typed.length } as const) : undefined;
  return { words, slip: slips[0] ?? tooMany };
}

/** The words at the places, in their order; undefined until each is there and can be where it is. */
export function wordsAt(places: readonly number[], rows: readonly string[]): string[] | undefined {
  const read = rowNames.map((_, row) => readRow(rows[row] ?? '', askedIn(row, places)));
  const words = read.flatMap((each) => each.words);
  const whole = words.filter((word) => word !== undefined);
  return read.every(({ slip }) => slip === undefined) && whole.length === words.length ? whole : undefined;
}

/** The rows after one of them was typed in: a whole fingerprint, as a reader of codes types it or as it was pasted, fills all of them. */
export function typedInto(
  rows: readonly string[],
  row: number,
  text: string,
  places: readonly number[],
): readonly string[] {
  return rowsOfWhole(text, places) ?? rows.map((old, at) => (at === row ? completed(text, askedIn(row, places)) : old));
}

function rowsOfWhole(text: string, places: readonly number[]): readonly string[] | undefined {
  // No row of words is as long as this, and no fingerprint is shorter.
  if (text.length < fingerprintBytes * 2) return undefined;
  try {
    const words = fingerprintWords(parsePrintedFingerprint(text));
    return rowNames.map((_, row) =>
      askedIn(row, places)
        .map((place) => words[place - 1])
        .join(' '),
    );
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

/** A separator completes the word before it, so that people see what their letters stand for. */
function completed(text: string, asked: readonly number[]): string {
  if (!isEnded(text)) return text;
  const typed = splitWords(text);
  const last = typed.length - 1;
  const word = completeWord(typed[last] ?? '', asked[last] ?? 0);
  return word === undefined ? text : `${[...typed.slice(0, -1), word].join(' ')} `;
}

/** Numbers of words, as paper has them: "3, 7", or "9–16" for a whole row. */
export const numbersOf = (places: readonly number[]): string =>
  places.length === wordsInRow ? `${places[0] ?? 0}–${places.at(-1) ?? 0}` : places.join(', ');

/** Each word with its number, as on paper. */
export const numbered = (asked: readonly number[], words: ReadRow['words']): string =>
  asked.map((place, at) => `${place} ${words[at] ?? '…'}`).join(' · ');
