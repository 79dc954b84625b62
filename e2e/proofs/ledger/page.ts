// The page of the ledger: written from what was broken, and read where only some of it is broken.
import { writeFileSync } from 'node:fs';
import { formatted } from '#build/format.ts';

/** The file of tests that holds each refusal; undefined where none does. */
export type Held = ReadonlyMap<string, string | undefined>;

const head = `# The ledger

Each refusal is here under the file of tests that fails when another is thrown, or told, in its place: the lowest one, where several do.
\`npm run ledger\` breaks them all and writes this page. \`npm run ledger -- CODE …\` breaks only these, after a refusal was added or its
test moved. Tests named \`@long\`, specs and the lane on Windows are not asked.

Other promises are broken by other commands: checks and writes of the order by \`npm run test:mutation\`, files on their way by
\`npm run test:crash\`, what readers are given by \`npm run fuzz\`.`;

const heading = {
  held: '## Held by',
  orphans: '## Refusals that no unit test holds',
  others: '## Files of tests that hold no refusal',
};

/** @param text of the page */
export function readPage(text: string): Held {
  const held = new Map<string, string | undefined>();
  for (const [, file, codes = ''] of text.matchAll(/^ {4}(?:(\S+): )?([A-Z0-9_]+(?: [A-Z0-9_]+)*)$/gmu)) {
    for (const code of codes.split(' ')) held.set(code, file);
  }
  return held;
}

/** @param files all files of tests that ran */
export function pageText(held: Held, files: readonly string[]): string {
  const holding = Map.groupBy([...held].sort(byName), ([, file]) => file);
  const row = (file: string): string => `${file}: ${(holding.get(file) ?? []).map(([code]) => code).join(' ')}`;
  const orphans = holding.get(undefined) ?? [];
  const list = (lines: readonly string[]): string => lines.map((line) => `    ${line}`).join('\n');
  const holders = [...holding.keys()].flatMap((file) => file ?? []).sort();
  const others = [...new Set(files)].filter((file) => !holding.has(file)).sort();
  return [
    head,
    heading.held,
    list(holders.map(row)),
    heading.orphans,
    orphans.length === 0 ? 'None.' : list(orphans.map(([code]) => code)),
    heading.others,
    'They hold something else: a format, a form, a screen, a journey.',
    list(others),
  ].join('\n\n');
}

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1);

export async function writePage(page: string, held: Held, files: readonly string[]): Promise<void> {
  writeFileSync(page, await formatted(page, pageText(held, files), { proseWrap: 'always' }));
}
