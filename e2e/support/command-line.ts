// Command lines in tests, as people type them.

/**
 * The words of a line. A value in it is one word, whatever is in it, and a list of values as many; between words, spaces and
 * ends of lines are the same.
 */
export function line(texts: TemplateStringsArray, ...values: readonly (string | readonly string[])[]): string[] {
  return texts.flatMap((text, at) => [
    ...text.split(/\s+/).filter((word) => word !== ''),
    ...[values[at] ?? []].flat(),
  ]);
}
