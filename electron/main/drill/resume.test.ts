// A drill that is killed at any moment goes on from there: before its plan, while the plan is written, and within the ceremony. `npm test` kills
// one within the ceremony: the drill that loses its power.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, it } from 'vitest';
import { builtProgram } from '#e2e/support/built.ts';
import { long } from '#e2e/support/long.ts';

const place = mkdtempSync(join(tmpdir(), 'lifeboat-drill-killed-'));
afterAll(() => rmSync(place, { recursive: true }));
const { cli } = builtProgram();
const drill = (...args: readonly string[]) =>
  spawn(process.execPath, [cli, 'drill', ...args, '--json'], { stdio: ['ignore', 'pipe', 'inherit'] });

const folder = join(place, 'drill');

/** Waits until something is in the folder of the drill, and kills it then. @returns whether it was still at work */
async function killOnce(how: '--out' | '--resume', seen: () => boolean): Promise<boolean> {
  const child = drill(how, folder);
  child.stdout.resume();
  const ended = once(child, 'close');
  while (child.exitCode === null && !seen()) await sleep(5);
  const wasAtWork = child.exitCode === null;
  child.kill('SIGKILL');
  await ended;
  return wasAtWork;
}

const moments: readonly (readonly [string, () => boolean])[] = [
  ['it was begun', () => existsSync(join(folder, 'PRACTICE-drill.json'))],
  ['a key was made', () => existsSync(join(folder, 'sticks')) && readdirSync(join(folder, 'sticks')).length > 1],
  ['the source was activated', () => existsSync(join(folder, 'offline', 'security-domain.json'))],
  ['the inventory was taken', () => existsSync(join(folder, 'online', 'inventory.json'))],
  ['the plan was written', () => existsSync(join(folder, 'plan.dsse.json'))],
  ['a journal was begun', () => existsSync(join(folder, 'offline', 'journal.jsonl'))],
  ['a bundle was sent', () => existsSync(join(folder, 'usb-in')) && readdirSync(join(folder, 'usb-in')).length > 0],
];

// One drill that is killed at each moment in turn: it reaches the next one only if it goes on from the last, and the end only with files
// that every one of the killed runs has left.
it('goes on from every moment at which it was killed, to its end', { timeout: 600_000, ...long }, async () => {
  const killed: string[] = [];
  for (const [at, [moment, seen]] of moments.entries())
    if (await killOnce(at === 0 ? '--out' : '--resume', seen)) killed.push(moment);
  expect(killed).toEqual(moments.map(([moment]) => moment));
  const resumed = drill('--resume', folder);
  const out: Buffer[] = [];
  resumed.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  const [code] = (await once(resumed, 'close')) as [number];
  expect([code, JSON.parse(Buffer.concat(out).toString())]).toMatchObject([0, { result: { practice: true } }]);
});
