// Makes foreign text harmless to look at: names of files, people, JSON members that an attacker may have chosen.

/** Controls, line and paragraph separators, bidi marks, what is drawn as nothing, unassigned and lone surrogates. */
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Default_Ignorable_Code_Point}\u2028\u2029]/gu;

const escaped = (mark: string): string => `\\u{${(mark.codePointAt(0) ?? 0).toString(16)}}`;

/**
 * Text from outside, safe to print on a screen, a terminal or paper: what cannot be seen is written as `\u{HEX}`, and what is then longer than
 * `limit` characters ends in an ellipsis. So it fits a line of one character more, whatever an attacker put into it.
 */
export function visibleText(text: string, limit = 80): string {
  let [shown, length] = ['', 0];
  // A name of a megabyte costs no more than a short one.
  for (const character of text) {
    const visible = visibleLine(character);
    length += Array.from(visible).length;
    if (length > limit) return `${shown}…`;
    shown += visible;
  }
  return shown;
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
