// SHA-256 fingerprints as people write, read aloud and compare them: hex in groups, PGP words in rows, and back.
import { refuse } from '../faults/fault.ts';
import type { WordProblem } from '../faults/paper.ts';
import { evenWords, oddWords } from './pgp-word-list.ts';

/** Bytes of a fingerprint: SHA-256. */
export const fingerprintBytes = 32;

const hexDigit = /^[0-9a-f]$/u;

interface KnownWord {
  readonly byte: number;
  readonly even: boolean;
  readonly word: string;
}

/** Where each word stands: its byte and whether it belongs to an even position. */
const known: ReadonlyMap<string, KnownWord> = new Map<string, KnownWord>([
  ...evenWords.map((word, byte) => [word.toLowerCase(), { byte, even: true, word }] as const),
  ...oddWords.map((word, byte) => [word.toLowerCase(), { byte, even: false, word }] as const),
]);

const toBytes = (hex: string): Uint8Array =>
  Uint8Array.from({ length: hex.length / 2 }, (_, at) => Number.parseInt(hex.slice(at * 2, at * 2 + 2), 16));

const toHex = (bytes: ArrayLike<number>): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

const chunk = <T>(items: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size));

/** What is typed from paper in groups, without what stands between them: white space, colons, hyphens; in lower case. */
export const bareDigits = (typed: string): string => typed.replaceAll(/[\s:-]/gu, '').toLowerCase();

/**
 * Reads a fingerprint as typed: any case, white space, colons and hyphens between digits. Gives 64 lower-case digits.
 * @throws FINGERPRINT_HEX_LENGTH, FINGERPRINT_HEX_DIGIT (group and digit count from 1, as on paper)
 */
export function parseFingerprint(text: string): string {
  const digits = Array.from(bareDigits(text));
  const wrong = digits.findIndex((digit) => !hexDigit.test(digit));
  if (wrong >= 0) {
    return refuse({ code: 'FINGERPRINT_HEX_DIGIT', group: Math.floor(wrong / 4) + 1, digit: (wrong % 4) + 1 });
  }
  const expected = fingerprintBytes * 2;
  return digits.length === expected
    ? digits.join('')
    : refuse({ code: 'FINGERPRINT_HEX_LENGTH', have: digits.length, expected });
}

/** What is before a row of a printed fingerprint: the number of a row of digits, or the letter of a row of words. */
const rowLabel = /^[ \t]*[1-4A-D][ \t]{2,}/gmu;

/** The letter of a row of numbered words whose line break was lost. */
const rowLabelInLine = /(?<=\s)[B-D](?=\s+\d+\s+[a-z])/giu;

/** What a printed code says in front of the digits: the ceremony, and what was hashed. */
const beforeCodeDigits = /^[\s\S]*SHA-256(?=[\s0-9a-f]*$)/iu;

/**
 * Reads a fingerprint as it is printed anywhere: digits in groups, with colons, in any case, or the 32 words, with or without their numbers; whole
 * rows with their labels too; or
 * the text of the code beside them, with or without its line breaks.
 * Gives 64 lower-case digits.
 * @throws FINGERPRINT_HEX_LENGTH, FINGERPRINT_HEX_DIGIT, FINGERPRINT_WORDS
 */
export function parsePrintedFingerprint(text: string): string {
  const bare = text.replace(beforeCodeDigits, '').replace(rowLabel, '').replace(rowLabelInLine, '');
  // Every word has a letter that is no hex digit, or at least is no digit of a fingerprint alone.
  return /^[0-9a-f\s:-]*$/iu.test(bare) ? parseFingerprint(bare) : parseFingerprintWords(bare);
}

/** Four rows of four groups of four digits. */
export function hexRows(fingerprint: string): readonly (readonly string[])[] {
  const groups = chunk(Array.from(parseFingerprint(fingerprint)), 4).map((group) => group.join(''));
  return chunk(groups, 4);
}

/** The 32 words, in order. */
export function fingerprintWords(fingerprint: string): readonly string[] {
  return Array.from(toBytes(parseFingerprint(fingerprint)), (byte, at) => wordAt(at, byte));
}

/** Four rows of eight words. */
export const wordRows = (fingerprint: string): readonly (readonly string[])[] =>
  chunk(fingerprintWords(fingerprint), 8);

/** The words as lines of plain text: rows A to D, each word with its number, four to a line so that a terminal has room. */
export const wordLines = (fingerprint: string): readonly string[] =>
  chunk(
    fingerprintWords(fingerprint).map((word, at) => `${at + 1} ${word}`),
    4,
  ).map((words, line) => `${line % 2 === 0 ? 'ABCD'.charAt(line / 2) : ' '}  ${words.join('  ')}`);

function wordAt(position: number, byte: number): string {
  const word = (position % 2 === 0 ? evenWords : oddWords)[byte];
  if (word === undefined) throw new RangeError(`no byte ${byte}`);
  return word;
}

/**
 * The short form: first three bytes and the last. Only a pointer to a value that was compared in full elsewhere;
 * four bytes can be ground out.
 */
export function shortFingerprint(fingerprint: string): string {
  const hex = parseFingerprint(fingerprint);
  return `${hex.slice(0, 6)}…${hex.slice(-2)}`;
}

/** Words as spoken or typed: separated by white space or punctuation, with or without the number that each has on paper. */
export const splitWords = (text: string): readonly string[] =>
  text
    .split(/[^\p{L}\p{N}]+/u)
    .map((word) => word.replace(/^\d+/u, ''))
    .filter((word) => word !== '');

/**
 * Which list a word is in: words at even places of a fingerprint, counted from 0, and at odd ones come from different lists.
 * @returns undefined for a word of neither
 */
export function placeOf(word: string): 'even' | 'odd' | undefined {
  const entry = known.get(word.toLowerCase());
  return entry && (entry.even ? 'even' : 'odd');
}

/** Letters from which a word is completed: fewer are one slip of a finger. */
const fewestLetters = 3;
const listFor = (place: number): readonly string[] => (place % 2 === 1 ? evenWords : oddWords);

/** Whether a word for this place, counted from 1, begins like this. */
export const canBegin = (start: string, place: number): boolean =>
  listFor(place).some((word) => word.toLowerCase().startsWith(start.toLowerCase()));

/**
 * The word for a place, counted from 1, of which these letters are the beginning or all: from three letters on, once no other word for it
 * begins like this. The letters name one word alone, so what is compared is as long as if all of it had been typed.
 * @returns undefined where there is none, or more than one
 */
export function completeWord(start: string, place: number): string | undefined {
  const letters = start.toLowerCase();
  const begun = listFor(place).filter((word) => word.toLowerCase().startsWith(letters));
  const whole = begun.find((word) => word.toLowerCase() === letters);
  return whole ?? (begun.length === 1 && letters.length >= fewestLetters ? begun[0] : undefined);
}

/**
 * Reads 32 words back to 64 hex digits.
 * @throws FINGERPRINT_WORDS with every unknown word, and the first word of the other list, which is what a dropped, doubled or swapped word
 * leads to.
 */
export function parseFingerprintWords(text: string): string {
  const words = splitWords(text.toLowerCase());
  const problems = words.flatMap((word, at): WordProblem[] => {
    const entry = known.get(word);
    if (entry === undefined) return [{ kind: 'unknown', position: at + 1, word }];
    return entry.even === (at % 2 === 0) ? [] : [{ kind: 'out-of-step', position: at + 1, word: entry.word }];
  });
  if (words.length !== fingerprintBytes) {
    problems.push({ kind: 'count', have: words.length, expected: fingerprintBytes });
  }
  if (problems.length > 0) return refuse({ code: 'FINGERPRINT_WORDS', problems: named(words, problems) });
  return toHex(words.map((word) => known.get(word)?.byte ?? 0));
}

/** Gives the slip its name where the words alone show which it was: one word said twice, two swapped, one left out. */
function named(words: readonly string[], problems: readonly WordProblem[]): readonly WordProblem[] {
  if (problems.some(({ kind }) => kind === 'unknown')) return withoutFollowing(problems);
  const slips = problems.flatMap((problem) => (problem.kind === 'out-of-step' ? [problem] : []));
  const [first, second] = slips;
  const short = words.length - fingerprintBytes;
  if (first === undefined) return problems;
  const { position, word } = first;
  if (short === 1 && words[position - 2] === words[position - 1]) return [{ kind: 'doubled', position, word }];
  if (short === -1) return [{ kind: 'dropped', position }];
  if (short === 0 && slips.length === 2 && second?.position === position + 1)
    return [{ kind: 'swapped', position, word }];
  return withoutFollowing(problems);
}

/** One word too many or too few puts all later ones out of step: the first of them says so. */
function withoutFollowing(problems: readonly WordProblem[]): readonly WordProblem[] {
  const first = problems.findIndex(({ kind }) => kind === 'out-of-step');
  return problems.filter(({ kind }, at) => kind !== 'out-of-step' || at === first);
}
