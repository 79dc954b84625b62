// Reads what was built for Lifeboat Online: nothing of the room that holds custodians' keys is in it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../../build/root.ts';
import { importedNames } from '../../../build/testing/import-scan.ts';

const built = (name: string): string => readFileSync(join(root, 'out', 'electron', name), 'utf8');

/** Names of the processes that hold keys and shares: whoever could start one has them. */
const custody = ['key-worker', 'combiner', 'key-maker'];
const found = (source: string): string[] => custody.filter((name) => source.includes(name));

describe.each(['online.cjs', 'online-preload.cjs'])('%s', (bundle) => {
  it('holds nothing of the room of custody, and loads no other file', () => {
    expect(found(built(bundle))).toEqual([]);
    expect(importedNames(built(bundle)).filter((name) => name.startsWith('.'))).toEqual([]);
  });
});

it('would be noticed: the offline app holds all of it', () => {
  expect(found(built('offline.cjs'))).toEqual(custody);
});
