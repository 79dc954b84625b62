// Mishaps in short: some of the steps. `npm run prove:faults` takes every one.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { acts, carelessAct } from './acts.ts';
import { changeEverywhere } from './change.ts';
import { driverOtherwise } from './driver.ts';
import { failEverywhere } from './fail.ts';
import { install } from './fs-shim.ts';
import { killEverywhere } from './kill.ts';
import { pullEverywhere } from './pull.ts';
import { whyNot } from './stick.ts';

const scratch = mkdtempSync(join(tmpdir(), 'lifeboat-faults-'));
beforeAll(install);
afterAll(() => {
  rmSync(scratch, { recursive: true });
});
const folder = (name: string): string => {
  mkdirSync(join(scratch, name));
  return join(scratch, name);
};

it('a file that is written in place is noticed', async () => {
  expect((await killEverywhere(folder('control'), [carelessAct])).findings).not.toEqual([]);
});

it('a medium that fails at any step tears nothing, and is told as what it is', { timeout: 120_000 }, async () => {
  const { findings, points } = await failEverywhere(folder('media'), acts, 7);
  expect(findings).toEqual([]);
  expect(points).toBeGreaterThan(200);
});

it('a kill at any step tears nothing, and loses nothing that was told', { timeout: 120_000 }, async () => {
  expect((await killEverywhere(folder('kills'), acts, 60)).findings).toEqual([]);
});

it('a file that changes while it is read is read as one of its states, or refused', async () => {
  const { findings, points } = await changeEverywhere(folder('change'));
  expect(findings).toEqual([]);
  expect(points).toBeGreaterThan(15);
});

it('the disk itself does nothing otherwise than it must, so that nothing on it is excused', () => {
  expect(driverOtherwise(folder('driver'))).toEqual([]);
});

it.for(['FAT', 'exFAT'] as const)(
  'a stick with %s may be pulled at any step',
  { timeout: 240_000 },
  async (format, { skip }) => {
    const why = whyNot(format);
    if (why !== undefined) console.warn(`\n*** SKIPPED: sticks with ${format}: ${why} ***\n`);
    skip(why !== undefined, why);
    expect((await pullEverywhere(format, folder(`pull-${format}`), acts, 20)).findings).toEqual([]);
  },
);
