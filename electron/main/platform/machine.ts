// The machine as the offline app sees it: its media, its ways out, what Linux reports about it, and a clock that nobody can set.
import { readFileSync } from 'node:fs';
import { uptime } from 'node:os';
import { join } from 'node:path';
import { airGap, type AirGap } from './air-gap/air-gap.ts';
import { linuxWaysOut } from './air-gap/linux.ts';
import { type SystemFiles, systemFiles } from './system-files.ts';
import type { Media } from './volumes/medium.ts';
import { linuxMedia, media } from './volumes/mounts.ts';

export interface Machine {
  readonly media: Media;
  readonly airGap: AirGap;
  /** /sys and /proc; undefined where the system is not Linux. */
  readonly files: SystemFiles | undefined;
  /** Milliseconds since its own moment. */
  readonly elapsedMs: () => number;
  /** Milliseconds for which it has slept, counted from any moment, as far as the system tells. */
  readonly sleptMs: () => number;
  /** How often it is looked at, in milliseconds. */
  readonly lookEveryMs: number;
}

export const thisMachine: Machine = {
  media,
  airGap,
  files: process.platform === 'linux' ? systemFiles : undefined,
  elapsedMs: () => performance.now(),
  // On Linux the clock since the start of the machine counts its sleep, and the one of performance.now() does not; elsewhere both do.
  sleptMs: () => (process.platform === 'linux' ? uptime() * 1000 - performance.now() : 0),
  lookEveryMs: 1000,
};

/** The file of a pretended machine by which time passes there: milliseconds, in decimal digits. */
export const passedTimeFile = 'passed-ms';

/**
 * A machine for tests, on every system: the folder has `proc/` and `sys/` as Linux would have them, and a file that lets time pass.
 * Only `shell/test-machine.ts` decides whether there may be one.
 */
export function pretendedMachine(folder: string): Machine {
  const files: SystemFiles = {
    text: (path) => systemFiles.text(join(folder, path)),
    names: (path) => systemFiles.names(join(folder, path)),
  };
  return {
    media: () => linuxMedia(files),
    airGap: () => linuxWaysOut(files),
    files,
    elapsedMs: () => performance.now() + passedMs(join(folder, passedTimeFile)),
    sleptMs: () => 0,
    // A simulated stick is plugged in at once; nobody need wait for a second each time.
    lookEveryMs: 250,
  };
}

function passedMs(file: string): number {
  try {
    return Number.parseInt(readFileSync(file, 'utf8'), 10);
  } catch {
    // No time has passed but the real one.
    return 0;
  }
}
