// Makes foreign text harmless to look at: names of files, people, JSON members that an attacker may have chosen.

/** Controls, line and paragraph separators, bidi marks, zero-width characters, unassigned and lone surrogates. */
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\u2028\u2029]/gu;

/**
 * Text from outside, safe to print on a screen, a terminal or paper: what cannot be seen is written as `\u{HEX}`,
 * and what is longer than `limit` characters ends in an ellipsis.
 */
export function visibleText(text: string, limit = 80): string {
  // Cut before escaping: a name of a megabyte costs no more than a short one.
  const head = Array.from(text.slice(0, limit * 2)).slice(0, limit);
  const cut = head.join('').length < text.length;
  const shown = head.join('').replace(invisible, (mark) => `\\u{${(mark.codePointAt(0) ?? 0).toString(16)}}`);
  return cut ? `${shown}…` : shown;
}
