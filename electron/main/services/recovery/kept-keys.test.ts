// An inventory that is interrupted goes on where it stopped, and one failed request in a hundred is nothing to it.
import { appendFile, readFile, stat, writeFile } from 'node:fs/promises';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { instead } from '#e2e/support/fault-actions.ts';
import { faultOfPromise } from '#e2e/support/faults.ts';
import { long } from '#e2e/support/long.ts';
import { usePracticeWorkspace } from '#e2e/support/practice-workspace.ts';
import type { Inventory } from '#shared/inventory/inventory.ts';
import { encodeInventory, parseInventory } from '#core/inventory/inventory-file.ts';
import type { ManagedHsm } from '#azure/managed-hsm.ts';
import { takeInventory } from '#azure/take-inventory.ts';
import type { FaultScript } from '#simulator/fault-scripts.ts';
import type { PracticeCloud } from '#simulator/practice-cloud.ts';
import { takeInventoryKeeping } from './kept-keys.ts';

const workspace = usePracticeWorkspace();
const now = Date.parse('2026-10-13T12:00:00Z');
const hour = 3_600_000;
let cloud: PracticeCloud;
let hsm: ManagedHsm;

/** How far the clock of the service is ahead, in milliseconds. */
let ahead = 0;
beforeEach(async () => {
  ahead = 0;
  ({ cloud, hsm } = await workspace.startActiveHsm('full', { now: () => Date.now() + ahead }));
});
const seed = (keys: number): Promise<void> => cloud.seedKeys('full', { keys, versionsPerKey: 2 });

function newPath(): string {
  const folder = workspace.newDirectory();
  mkdirSync(folder);
  return join(folder, 'inventory.json.partial');
}

const requests = (): number => workspace.seen().filter(({ hasToken }) => hasToken).length;

/** One request in a hundred fails: it is refused for now, lost before or after, or cut in half. */
const paths = ['/keys', '/keys/*/versions', '/keys/*/rotationpolicy'];
const oneInAHundred = (): FaultScript[] =>
  paths.flatMap((path) =>
    [
      instead(429, '{"error":{"code":"Throttled"}}', { 'retry-after': '1' }),
      instead(503, '{"error":{"code":"Busy"}}'),
      { kind: 'reset', when: 'before' } as const,
      { kind: 'half' } as const,
    ].map((action, at) => ({ method: 'GET', path, action, times: Infinity, every: 400, after: at * 97 })),
  );

class Killed extends Error {}
/** A run that ends after so many keys. */
const killedAfter = (path: string, keys: number, options: Partial<Parameters<typeof takeInventory>[1]> = {}) =>
  takeInventoryKeeping(path, hsm, {
    now,
    onKey: (done) => {
      if (done === keys) throw new Killed();
    },
    ...options,
  });

describe('an inventory that was interrupted', () => {
  beforeEach(() => seed(24));

  it('goes on where it stopped, and is the same as one that was not', async () => {
    const path = newPath();
    await expect(killedAfter(path, 16)).rejects.toThrow(Killed);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const before = requests();
    const went = await takeInventoryKeeping(path, hsm, { now: now + hour });
    // The third that was left and what was under way, with the lists beside it.
    expect(requests() - before).toBeLessThan(16 * 2 + 14);
    const whole = await takeInventory(hsm, { now });
    expect(encodeInventory(went).equals(encodeInventory(whole))).toBe(true);
    await expect(stat(path)).rejects.toThrow('ENOENT');
  });

  it('goes on after a line that was cut off', async () => {
    const path = newPath();
    await expect(killedAfter(path, 10)).rejects.toThrow(Killed);
    await appendFile(path, '{"prev":"half a li');
    const before = requests();
    await takeInventoryKeeping(path, hsm, { now });
    expect(requests() - before).toBeLessThan(22 * 2 + 3);
  });

  it('reads a key again that was changed meanwhile', async () => {
    const path = newPath();
    await expect(killedAfter(path, 20)).rejects.toThrow(Killed);
    const text = await readFile(path, 'utf8');
    const name = /"name":"(seeded-\d+)"/.exec(text)?.[1] ?? '';
    // A second passes, as it does between two runs.
    ahead = 1_000;
    await hsm.keys.createKey(name, { kty: 'oct-HSM' });
    const { keys } = await takeInventoryKeeping(path, hsm, { now });
    expect(keys.find((key) => key.name === name)?.versions).toHaveLength(3);
  });

  it.each([
    ['of other questions', (path: string) => killedAfter(path, 12, { rotationPolicies: false })],
    ['thirteen hours old', (path: string) => killedAfter(path, 12, { now: now - 13 * hour })],
    [
      'changed by somebody',
      async (path: string) => {
        await expect(killedAfter(path, 12)).rejects.toThrow(Killed);
        await writeFile(path, (await readFile(path, 'utf8')).replace('"enabled":true', '"enabled":false'));
      },
    ],
  ])('begins anew from a file that is %s', async (_, prepare) => {
    const path = newPath();
    await prepare(path).catch((error: unknown) => expect(error).toBeInstanceOf(Killed));
    const before = requests();
    const whole = await takeInventoryKeeping(path, hsm, { now });
    expect(requests() - before).toBeGreaterThan(24 * 2);
    expect(encodeInventory(whole).equals(encodeInventory(await takeInventory(hsm, { now })))).toBe(true);
  });

  it('leaves a file of something else where it is', async () => {
    const path = newPath();
    await writeFile(path, 'a letter');
    expect(await faultOfPromise(takeInventoryKeeping(path, hsm, { now }))).toMatchObject({ code: 'FILE_EXISTS' });
    expect(await readFile(path, 'utf8')).toBe('a letter');
  });
});

it('begins no more requests once one has failed for good', async () => {
  await seed(48);
  cloud.playFaults([
    { method: 'GET', path: '/keys/*/versions', times: Infinity, after: 8, action: instead(400, '{}') },
  ]);
  const before = requests();
  expect(await faultOfPromise(takeInventory(hsm, { now }))).toMatchObject({ code: 'SERVICE_REFUSED' });
  const after = requests();
  expect(after - before).toBeLessThan(60);
  cloud.playFaults([]);
});

/** One in a hundred fails, and the program is killed in the middle. */
async function survives(keys: number): Promise<Inventory> {
  const path = newPath();
  cloud.playFaults(oneInAHundred());
  const before = requests();
  await expect(killedAfter(path, keys / 2)).rejects.toThrow(Killed);
  const inventory = await takeInventoryKeeping(path, hsm, { now });
  cloud.playFaults([]);
  // Every request was made once, but for those that failed and those of the moment of the end.
  expect(requests() - before).toBeLessThan(keys * 2 * 1.1 + keys / 10 + 100);
  return parseInventory(encodeInventory(inventory));
}

it('survives one failed request in a hundred and a kill in the middle', async () => {
  await seed(48);
  expect((await survives(48)).keys).toHaveLength(48);
});

it('survives them with 5,000 keys of two versions', { ...long, timeout: 600_000 }, async () => {
  ({ cloud, hsm } = await workspace.startActiveHsm('largest'));
  await cloud.seedKeys('largest', { keys: 5_000, versionsPerKey: 2 });
  const { keys } = await survives(5_000);
  expect([keys.length, keys.every(({ versions }) => versions.length === 2)]).toEqual([5_000, true]);
});
