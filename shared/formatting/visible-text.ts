// Makes foreign text harmless to look at: names of files, people, JSON members that an attacker may have chosen.

/** Controls, line and paragraph separators, bidi marks, what is drawn as nothing, unassigned and lone surrogates. */
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Default_Ignorable_Code_Point}\u2028\u2029]/gu;

const escaped = (mark: string): string => `\\u{${(mark.codePointAt(0) ?? 0).toString(16)}}`;

/**
 * Text from outside, safe to print on a screen, a terminal or paper: what cannot be seen is written as `\u{HEX}`,
 * and what is longer than `limit` characters ends in an ellipsis.
 */
export function visibleText(text: string, limit = 80): string {
  // Cut before escaping: a name of a megabyte costs no more than a short one.
  const head = Array.from(text.slice(0, limit * 2)).slice(0, limit);
  const cut = head.join('').length < text.length;
  const shown = visibleLine(head.join(''));
  return cut ? `${shown}…` : shown;
}

/** A whole line for a terminal: as `visibleText`, and nothing is cut. A line feed in it is a character like others. */
export const visibleLine = (line: string): string => line.replace(invisible, escaped);

/** Text of several lines for a terminal. */
export const visibleLines = (text: string): string => text.split('\n').map(visibleLine).join('\n');

/** JSON on one line in which nothing is invisible: what JSON lets stand unescaped is escaped as RFC 8259 §7 has it. */
export const visibleJson = (value: unknown): string =>
  JSON.stringify(value).replace(invisible, (mark) =>
    Array.from({ length: mark.length }, (_, at) => `\\u${mark.charCodeAt(at).toString(16).padStart(4, '0')}`).join(''),
  );
