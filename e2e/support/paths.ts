// Tests walk the paths of CONTRIBUTING.md: each function must run where the page has it.
import { expect } from 'vitest';
import { pathOf, type PathTitle } from '#build/paths.ts';

/**
 * @param title of the section
 * @param runs which functions ran in each part of the path, and how often
 */
export function expectPath(title: PathTitle, runs: Readonly<Record<string, ReadonlyMap<string, number>>>): void {
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
