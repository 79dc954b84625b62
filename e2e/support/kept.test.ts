// What tests keep: one for all who ask, though they ask at the same time, and another one where it cannot be read.
import { randomUUID } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { root } from '#build/root.ts';
import { kept } from './kept.ts';

const name = `test-${randomUUID()}`;
const file = join(root, 'node_modules', '.cache', 'lifeboat-test-keys', name);
afterEach(() => rmSync(file, { force: true }));
const word = (bytes: Buffer): string => /^[a-z]+$/.exec(bytes.toString('utf8'))?.[0] ?? refused();
const refused = (): never => {
  throw new Error('no word');
};

it('is the first one made, also for a process that was making it meanwhile', () => {
  const second = (): string => kept(name, word, () => 'second');
  const seen = { byFirst: '', bySecond: '' };
  seen.byFirst = kept(name, word, () => {
    seen.bySecond = second();
    return 'first';
  });
  expect(seen).toEqual({ byFirst: 'second', bySecond: 'second' });
  expect(second()).toBe('second');
});

it('is made again where it cannot be read', () => {
  kept(name, word, () => 'whole');
  writeFileSync(file, '?');
  expect(kept(name, word, () => 'anew')).toBe('anew');
  expect(kept(name, word, refused)).toBe('anew');
});
