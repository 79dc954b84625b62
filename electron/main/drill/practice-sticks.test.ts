// The practice set of a drill: both copies of each key, each on its own stick, so that one stick does not pass for two.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { english } from '#shared/messages/en/catalogue.ts';
import { copyNamed } from '#services/offline/ceremony/new-keys.ts';
import { writePracticeSticks } from './practice-sticks.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lifeboat-drill-set-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('gives each custodian of a drill two sticks with one key, whose files say which copy they are', async () => {
  const order = { kind: 'drill', ceremony: 'PRACTICE-D1', texts: english.practiceSet } as const;
  await writePracticeSticks(folder, { now: new Date(), appVersion: '0.1.0', ...order });
  for (const at of [1, 2, 3]) {
    const copies = [1, 2].map((copy) => {
      const stick = join(folder, `PRACTICE-C${at}-${copy}`);
      const [name = 'none', ...more] = readdirSync(stick);
      expect([copyNamed(name), more]).toEqual([copy, []]);
      return readFileSync(join(stick, name));
    });
    expect(copies[0]).toEqual(copies[1]);
  }
});
