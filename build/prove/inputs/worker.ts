// One process of the long run: tries its cases, says how far it is, and ends with its counts and its greatest size.
import { readFileSync } from 'node:fs';
import type { Progress } from './inputs.ts';
import { type Cases, runInputs } from './run-inputs.ts';

const sayEvery = 500;

/** The most memory that this process has ever had, in MB. */
function peakMegabytes(): number {
  const peak = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync('/proc/self/status', 'latin1'))?.[1];
  return Math.round(Number(peak) / 1000);
}

process.once('message', (task: Cases) => {
  const tell = (progress: Progress): void => {
    process.send?.(progress);
  };
  // A message leaves only between two tasks of the event loop.
  const slices = Array.from({ length: Math.ceil(task.count / sayEvery) }, (_, i) => i * sayEvery);
  const next = (): void => {
    const from = slices.shift();
    if (from === undefined) {
      process.disconnect();
      return;
    }
    const count = Math.min(sayEvery, task.count - from);
    const { findings, counts } = runInputs({ ...task, from: task.from + from, count });
    tell({
      done: count,
      peakMegabytes: peakMegabytes(),
      findings: findings.map((finding) => ({ ...finding, input: finding.input.toString('base64') })),
      counts: [...counts].map(([name, each]) => [name, { ...each, codes: [...each.codes] }]),
    });
    setImmediate(next);
  };
  next();
});
