// How the command line starts, as it is built: what it loads, and what that costs.
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { builtProgram } from './built.ts';

export interface Started {
  /** Of the processor, over all its threads. */
  readonly cpuMs: number;
  /** The most that the process had resident, Node included. */
  readonly peakMB: number;
  /** Of the files of ours that were loaded. */
  readonly loadedBytes: number;
}

/**
 * Runs the program and says at its end, on a channel of its own, what it has used. Linux counts the memory of the process that started it
 * in `maxRSS`, and none of it in `VmHWM`.
 */
const watched = `
process.on('exit', () => {
  const { readFileSync, writeSync } = require('node:fs');
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const files = Object.keys(require.cache).filter((file) => file !== '[eval]');
  const status = process.platform === 'linux' ? readFileSync('/proc/self/status', 'utf8') : '';
  const peakKiB = Number(/^VmHWM:\\s+(\\d+) kB$/m.exec(status)?.[1] ?? maxRSS);
  writeSync(3, JSON.stringify({ micros: userCPUTime + systemCPUTime, peakKiB, files }));
});
require(process.argv[1]);
`;

/** Starts a line of the command line and waits for its end, whatever that is. */
export function started(...line: readonly string[]): Started {
  const { cli } = builtProgram();
  const run = spawnSync(process.execPath, ['-e', watched, '--', cli, ...line], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const { micros, peakKiB, files } = JSON.parse(String(run.output[3])) as {
    readonly micros: number;
    readonly peakKiB: number;
    readonly files: readonly string[];
  };
  return {
    cpuMs: micros / 1000,
    peakMB: peakKiB / 1024,
    loadedBytes: files.reduce((sum, file) => sum + statSync(file).size, 0),
  };
}
