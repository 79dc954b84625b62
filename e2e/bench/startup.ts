// How fast the command line says its first line: help, and that a command was mistyped.
import { started } from '../support/started.ts';
import { median, rounded } from './statistics.ts';

const runs = 5;
const lines = { help: ['--help'], helpOfGroup: ['hsm', '--help'], mistyped: ['recover-online', 'begin'] } as const;

/** Time is the processor's: what else the machine does is not in it. */
export function measureStartup(): Promise<object> {
  const rows = Object.entries(lines).map(([name, line]) => {
    const all = Array.from({ length: runs }, () => started(...line));
    const of = (figure: 'cpuMs' | 'peakMB'): number => rounded(median(all.map((each) => each[figure])), 0);
    return [name, { cpuMs: of('cpuMs'), peakMB: of('peakMB'), loadedBytes: all[0]?.loadedBytes }] as const;
  });
  return Promise.resolve(Object.fromEntries(rows));
}
