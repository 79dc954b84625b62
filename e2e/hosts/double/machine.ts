// Lets a spec pretend a machine: what the app reads in /sys and /proc comes from a folder, and its clock that nobody can set is put
// forward. Every other path is what it is.
import * as real from 'node:fs/promises';
import { join } from 'node:path';
import * as hooks from 'node:perf_hooks';

const isTold = (path: unknown): path is string => typeof path === 'string' && /^\/(sys|proc)\//.test(path);

/** A `node:fs/promises` in whose `readFile` and `readdir` the folder stands for the machine. */
export function pretendMachine(folder: string): typeof real {
  const readFile = ((path: unknown, ...rest: never[]) =>
    real.readFile((isTold(path) ? join(folder, path) : path) as string, ...rest)) as typeof real.readFile;
  const readdir = ((path: unknown, ...rest: never[]) =>
    real.readdir((isTold(path) ? join(folder, path) : path) as string, ...rest)) as typeof real.readdir;
  return { ...real, readFile, readdir };
}

/** A `node:perf_hooks` for the app alone, and the lever that lets time pass in it. */
export function pretendClock(): { readonly perfHooks: object; readonly passTime: (ms: number) => void } {
  let passedMs = 0;
  return {
    perfHooks: { ...hooks, performance: { now: () => hooks.performance.now() + passedMs } },
    passTime: (ms) => {
      passedMs += ms;
    },
  };
}
