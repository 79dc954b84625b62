// Reads what was built for Lifeboat Online: nothing of the room that holds custodians' keys is in it.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '#build/root.ts';
import { importedNames } from '#e2e/support/import-scan.ts';

const built = (name: string): string => readFileSync(join(root, 'out', 'electron', name), 'utf8');

/** Files of the room of custody in a bundle, which notes where each of its parts comes from, and files that start its processes. */
const found = (source: string): string[] => [
  ...new Set(
    [...source.matchAll(/electron\/main\/secrets\/[\w/-]+\.ts|(?:key-worker|combiner|key-maker)\.cjs/g)].map(
      ([name]) => name,
    ),
  ),
];

describe.each([
  ['online.cjs', ['./drill-online.cjs']],
  ['drill-online.cjs', ['./online.cjs']],
  ['online-preload.cjs', []],
])('%s', (bundle, beside) => {
  it('holds nothing of the room of custody, and loads no file but its own', () => {
    expect(found(built(bundle))).toEqual([]);
    // Comments of libraries name files of their own sources; a file that is there would be loaded.
    const besides = importedNames(built(bundle)).filter((name) => name.startsWith('./') || name.startsWith('../'));
    const there = besides.filter((name) => existsSync(join(root, 'out', 'electron', name)));
    expect([...new Set(there)]).toEqual(beside);
  });
});

it('would be noticed: the offline app holds all of it', () => {
  expect(found(built('offline.cjs'))).toContain('electron/main/secrets/frames.ts');
});
