// The paths of CONTRIBUTING.md through the code, as its tables have them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.ts';

export const pathTitles = ['The path of a share', 'The path of an exchange key', 'The path of a step'] as const;
export type PathTitle = (typeof pathTitles)[number];

interface Stay {
  /** What is done while it runs. */
  readonly part: string;
  /** As `functionsRun` names it. */
  readonly runs: string;
  /** What it does, in the words of the page. */
  readonly does: string;
}

/** @param title of the section */
export function pathOf(title: PathTitle): readonly Stay[] {
  const page = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');
  const section = page.split(/^#+ /mu).find((each) => each.startsWith(`${title}\n`)) ?? '';
  const rows = section.matchAll(/^\| (?<part>[\w ]+?) +\| `(?<runs>[^`]+)` +\| (?<does>.+?) +\|$/gmu);
  return [...rows].map(({ groups }) => ({ part: '', runs: '', does: '', ...groups }));
}
