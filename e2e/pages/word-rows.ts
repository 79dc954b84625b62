// The rows of a read-back as people fill them in: each says which words it asks for, by their numbers on paper.
import type { Locator } from '@playwright/test';

/** The rows that ask, with the words for each, out of all 32 of a fingerprint. */
export async function rowsAsked(scope: Locator, words: readonly string[]): Promise<{ label: string; text: string }[]> {
  await scope
    .getByLabel(/^Row [A-D]/)
    .first()
    .waitFor();
  const labels = await scope.locator('label', { hasText: /^Row [A-D]/ }).allTextContents();
  return labels.map((label) => ({
    label,
    text: placesIn(label)
      .map((place) => words[place - 1] ?? '')
      .join(' '),
  }));
}

function placesIn(label: string): number[] {
  const [first = 0, last = 0] = (/(\d+)–(\d+)$/.exec(label) ?? []).slice(1).map(Number);
  if (last > 0) return Array.from({ length: last - first + 1 }, (_, at) => first + at);
  return [...label.matchAll(/\d+/g)].map(([digits]) => Number(digits));
}

/** Fills in what the rows ask for. */
export async function fillRows(scope: Locator, words: readonly string[]): Promise<void> {
  for (const { label, text } of await rowsAsked(scope, words)) {
    await scope.getByLabel(label, { exact: true }).fill(text);
  }
}
