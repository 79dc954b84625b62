// The paths of CONTRIBUTING.md through the code: tests walk them, and each function must run where the page has it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { root } from '#build/root.ts';

interface Stay {
  /** What is done while it runs. */
  readonly part: string;
  /** As `functionsRun` names it. */
  readonly runs: string;
  /** What it does, in the words of the page. */
  readonly does: string;
}

/** @param title of the section */
export function pathOf(title: string): readonly Stay[] {
  const page = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');
  const section = page.split(/^#+ /mu).find((each) => each.startsWith(`${title}\n`)) ?? '';
  const rows = section.matchAll(/^\| (?<part>[\w ]+?) +\| `(?<runs>[^`]+)` +\| (?<does>.+?) +\|$/gmu);
  return [...rows].map(({ groups }) => ({ part: '', runs: '', does: '', ...groups }));
}

/**
 * @param title of the section
 * @param runs which functions ran in each part of the path, and how often
 */
export function expectPath(title: string, runs: Readonly<Record<string, ReadonlyMap<string, number>>>): void {
  const path = pathOf(title);
  for (const [part, ran] of Object.entries(runs)) {
    const stays = path.filter((stay) => stay.part === part);
    expect(stays).not.toEqual([]);
    expect(stays.filter((stay) => !ran.has(stay.runs))).toEqual([]);
    // An exchange key is assessed where its page says so, once, and nowhere else.
    if (path.every(({ does }) => !does.startsWith('Assesses'))) continue;
    const assessed = stays.filter(({ does }) => does.startsWith('Assesses')).length;
    expect([part, ran.get('core/exchange-key/policy.ts: runChecks') ?? 0]).toEqual([part, assessed]);
  }
}
