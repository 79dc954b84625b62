import { uptime } from 'node:os';
import { expect, it } from 'vitest';
import { isStillRunning, runOf } from './process-run.ts';

const seconds = Math.floor(uptime());

it.each<[string, number, string | undefined, boolean]>([
  ['this process', process.pid, await runOf(process.pid), true],
  ['another run with its number', process.pid, 'another-start/1', false],
  ['a number that nobody has', 999_999_999, await runOf(999_999_999), false],
  ['nobody', 0, undefined, false],
  ['a running process of which only the number is known', process.pid, undefined, true],
  ['a running process on a machine that has been up since', process.pid, `up/${seconds}`, true],
  ['a running process, where the machine was restarted since', process.pid, `up/${seconds + 1000}`, false],
])('%s', async (_, pid, run, isRunning) => {
  expect(await isStillRunning(pid, run)).toBe(isRunning);
});
