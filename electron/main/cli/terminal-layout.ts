// How lines look at a terminal: wrapped below the column in which they began, and coloured by what they mean. In a pipe they stay as they are.

/** What a line means. `command` and `document` are copied as they are, so they are never wrapped. */
export type Tone = 'good' | 'attention' | 'stop' | 'command' | 'document';

/** A line for people: plain, or with what it means. */
export type Line = string | { readonly text: string; readonly tone: Tone };

/** A line that means something. */
export const toned = (tone: Tone, text: string): Line => ({ text, tone });

/** A line without what it means, for where there is no terminal. */
export const plainText = (line: Line): string => (typeof line === 'string' ? line : line.text);

/** What is known of a terminal. */
export interface Terminal {
  /** Columns; 0 where the terminal does not say. */
  readonly columns: number;
  readonly colours: boolean;
}

/** Wider lines are hard to read, whatever room there is. */
const widest = 100;
const usual = 80;

/** SGR parameters, ECMA-48 §8.3.117: bold, and the colours that every terminal has. */
const sgr: Readonly<Partial<Record<Tone, string>>> = { good: '32', attention: '33', stop: '1;31', command: '1' };

/** Lines as a terminal shows them. @param text of one or more lines, each with its line feed; nothing in it may move the cursor */
export function laidOut(text: string, tone: Tone | undefined, { columns, colours }: Terminal): string {
  const width = Math.min(columns === 0 ? usual : columns, widest);
  const isWhole = tone === 'command' || tone === 'document';
  const lines = isWhole
    ? text
    : text
        .split('\n')
        .map((line) => wrapped(line, width))
        .join('\n');
  const colour = colours && tone !== undefined ? sgr[tone] : undefined;
  if (colour === undefined) return lines;
  // In a table the first cell says it; a sentence is coloured whole.
  const what = /\S {2,}\S/u.test(text) ? /\S+(?: \S+)*/u : /[^\n]+/gu;
  return lines.replace(what, `\u001B[${colour}m$&\u001B[0m`);
}

/** Colours are for people who have not switched them off: https://no-color.org, and terminals that know none. */
export const wantsColours = ({ NO_COLOR = '', TERM = '' }: Readonly<Record<string, string | undefined>>): boolean =>
  NO_COLOR === '' && TERM !== 'dumb';

function wrapped(line: string, width: number): string {
  if (lengthOf(line) <= width) return line;
  const indent = indentOf(line, width);
  const rows: string[] = [];
  let row = '';
  for (const [, gap = '', word = ''] of line.matchAll(/(\s*)(\S+)/gu)) {
    const isFirst = row === '' && rows.length === 0;
    if (isFirst || lengthOf(row + gap + word) <= width) row += gap + word;
    else {
      rows.push(row);
      // What is longer than its column may begin further left; what is longer than the terminal is left to it.
      row = ' '.repeat(Math.max(0, Math.min(indent, width - lengthOf(word)))) + word;
    }
  }
  return [...rows, row].join('\n');
}

/** The last column of a table that begins in the first half of a line; in a sentence, a little to the right of where it begins. */
function indentOf(line: string, width: number): number {
  const columns = [...line.matchAll(/\S\s{2,}(?=\S)/gu)].map(({ index, 0: gap }) => index + gap.length);
  return columns.findLast((column) => column <= width / 2) ?? line.length - line.trimStart().length + 2;
}

const lengthOf = (text: string): number => Array.from(text).length;
