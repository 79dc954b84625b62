// Lines of an answer: what something is, and its value, in columns; and a command to copy.
import { type Line, type Tone, toned } from './terminal-layout.ts';
import { hexRows, wordLines } from '#shared/formatting/fingerprint.ts';

/** A SHA-256 in hex behind it ends in the last column of a terminal. */
const labelWidth = 15;

/** A longer label pushes its value to the right; an indented one belongs to the line above. */
export const row = (label: string, value: string | number): string => `${label.padEnd(labelWidth)} ${value}`;

/** A line of something that programs read. */
export const documentLine = (text: string): Line => toned('document', text);

/** A command that people copy. */
export const commandLine = (command: string): Line => toned('command', `  ${command}`);

/** Of the outcomes of checks, those that people must see at once. */
const toneOf: Readonly<Record<string, Tone>> = {
  ok: 'good',
  passed: 'good',
  look: 'attention',
  unknown: 'attention',
  note: 'attention',
  'on-caller': 'attention',
  stop: 'stop',
  failed: 'stop',
};

/**
 * One check: how it ended, what it is and what was found, no wider than its sentences.
 * @param outcome its code, which decides the colour
 * @param mark the word for it
 * @param found empty where nothing was found
 */
export function checkRow(outcome: string, mark: string, title: string, found: string): Line {
  const text = `${mark.padEnd(13)}  ${title}${found === '' ? '' : `: ${found}`}`;
  const tone = toneOf[outcome];
  return tone === undefined ? text : toned(tone, text);
}

/** What to do about a check, below it. */
export const belowCheck = (text: string): string => `${' '.repeat(15)}${text}`;

/** A fingerprint as the commands print it: 16 groups of hex and 32 words, to be compared with paper. */
export function fingerprintLines(title: string, sha256Hex: string): readonly string[] {
  return [
    title,
    ...hexRows(sha256Hex).map((groups, row) => `  ${row + 1}  ${groups.join(' ')}`),
    ...wordLines(sha256Hex).map((line) => `  ${line}`),
  ];
}
