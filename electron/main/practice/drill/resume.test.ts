// A drill that is killed at any moment goes on from there: before its plan, while the plan is written, and within the ceremony.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, it } from 'vitest';
import { builtProgram } from '../../../../build/testing/built.ts';

const place = mkdtempSync(join(tmpdir(), 'lifeboat-drill-killed-'));
afterAll(() => {
  rmSync(place, { recursive: true });
});
const { cli } = builtProgram();
const drill = (...args: readonly string[]) =>
  spawn(process.execPath, [cli, 'drill', ...args, '--json'], { stdio: ['ignore', 'pipe', 'inherit'] });

/** Waits until something stands in the folder of a drill, and kills it then. */
async function killOnce(folder: string, seen: () => boolean): Promise<void> {
  const child = drill('--out', folder);
  child.stdout.resume();
  const ended = once(child, 'close');
  while (child.exitCode === null && !seen()) await sleep(5);
  child.kill('SIGKILL');
  await ended;
}

const moments: readonly (readonly [string, (folder: string) => boolean])[] = [
  ['it was begun', (folder) => existsSync(join(folder, 'PRACTICE-drill.json'))],
  ['a key was made', (folder) => existsSync(join(folder, 'sticks')) && readdirSync(join(folder, 'sticks')).length > 1],
  ['the source was activated', (folder) => existsSync(join(folder, 'offline', 'security-domain.json'))],
  ['the inventory was taken', (folder) => existsSync(join(folder, 'online', 'inventory.json'))],
  ['the plan was written', (folder) => existsSync(join(folder, 'plan.dsse.json'))],
  ['a journal was begun', (folder) => existsSync(join(folder, 'offline', 'journal.jsonl'))],
  [
    'a bundle was sent',
    (folder) => existsSync(join(folder, 'usb-in')) && readdirSync(join(folder, 'usb-in')).length > 0,
  ],
];

it.each(moments)('goes on when it was killed once %s', { timeout: 180_000 }, async (moment, seen) => {
  const folder = join(place, moment.replaceAll(' ', '-'));
  await killOnce(folder, () => seen(folder));
  const resumed = drill('--resume', folder);
  const out: Buffer[] = [];
  resumed.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  const [code] = (await once(resumed, 'close')) as [number];
  expect([code, JSON.parse(Buffer.concat(out).toString())]).toMatchObject([0, { result: { practice: true } }]);
});
