// One process of the long run: tries its cases, says how far it is, and ends with its counts, its greatest size, and what it has kept.
import { readFileSync } from 'node:fs';
import { setImmediate as turn } from 'node:timers/promises';
import { keepingTarget } from './careless-targets.ts';
import type { Progress, Task } from './inputs.ts';
import { runInputs } from './run-inputs.ts';

const sayEvery = 500;

/** The most memory that this process has ever had, in MB. */
function peakMegabytes(): number {
  // Linux counts to `maxRSS` what the process had from which this one was forked.
  if (process.platform !== 'linux') return Math.round(process.resourceUsage().maxRSS / 1000);
  const peak = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync('/proc/self/status', 'latin1'))?.[1];
  return Math.round(Number(peak) / 1000);
}

/** Bytes that are held once everything that nobody needs is collected: objects, and the memory outside that hangs on them. */
async function heldBytes(): Promise<number> {
  // What hangs on an object is let go in a turn after the collection.
  for (let times = 0; times < 2; times += 1) {
    globalThis.gc?.();
    await turn();
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

async function run({ careless, ...task }: Task): Promise<void> {
  const targets = careless ? [keepingTarget] : undefined;
  let before: number | undefined;
  for (let at = 0; at < task.count; at += sayEvery) {
    const count = Math.min(sayEvery, task.count - at);
    const { findings, counts } = runInputs({ ...task, from: task.from + at, count }, targets);
    // The first cases load and compile what stays.
    before ??= await heldBytes();
    const isLast = at + count === task.count;
    const progress: Progress = {
      done: count,
      peakMegabytes: peakMegabytes(),
      keptMegabytes: isLast ? ((await heldBytes()) - before) / 1e6 : 0,
      findings: findings.map((finding) => ({ ...finding, input: finding.input.toString('base64') })),
      counts: [...counts].map(([name, each]) => [name, { ...each, codes: [...each.codes] }]),
    };
    // A message leaves only between two tasks of the event loop.
    await new Promise((left) => process.send?.(progress, left));
  }
  process.disconnect();
}

process.once('message', (task: Task) => void run(task));
