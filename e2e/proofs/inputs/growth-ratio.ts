// Whether the time of a reader grows faster than what it reads, on a machine that may be busy: processor time of this thread counts, of many
// reads together, and a suspected reader is measured again for longer.
import { readFileSync, writeFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';

export interface Probe {
  readonly name: string;
  /** @param size in bytes, more or less */
  readonly make: (size: number) => Buffer;
  readonly read: (bytes: Buffer) => unknown;
  /** The smaller of the two sizes in bytes; 32 KiB where it does not matter. */
  readonly small?: number;
  /** How many bytes reading so many may hold at once more than before; asked on Linux. */
  readonly mostHeld?: (bytes: number) => number;
}

/** Milliseconds since some moment. */
export interface Clocks {
  readonly wall: () => number;
  /** For which the processor worked on this thread: what other programs do on it does not count. */
  readonly processor: () => number;
}
const ownClocks: Clocks = {
  wall: () => performance.now(),
  processor: () => {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1000;
  },
};

const usualSmall = 32 << 10;
export const times = 8;
/** Eight times as long would be straight, sixty-four times the square. */
export const mostTimes = 20;
/** What takes less tells nothing: a collection of garbage takes as long. */
const leastMs = 8;
/** The system counts processor time in ticks of four milliseconds, and more: so much is measured at once, and twice as much at each further look. */
const measuredMs = 60;
const looks = 4;

function readOnce(read: Probe['read'], bytes: Buffer): void {
  try {
    read(Buffer.from(bytes));
  } catch {
    // Most are refused: what a refusal costs is the question.
  }
}

/** @returns what is wrong with how it grows, or undefined */
export function growthProblem(
  { make, read, small = usualSmall, mostHeld }: Probe,
  { wall, processor }: Clocks = ownClocks,
): string | undefined {
  const [little, much] = [make(small), make(small * times)];
  const timeOf = (bytes: Buffer, clock: () => number, wantedMs: number): number => {
    const start = clock();
    let [reads, passed] = [0, 0];
    do {
      readOnce(read, bytes);
      reads += 1;
      passed = clock() - start;
    } while (passed < wantedMs);
    return passed / reads;
  };
  const tooMuch = memoryProblem({ name: '', make: () => much, read, ...(mostHeld && { mostHeld }) });
  if (tooMuch !== undefined) return tooMuch;
  // A reader that is quick by the clock on the wall is quick, whatever else the machine did meanwhile.
  if (Math.min(...[1, 2, 3].map(() => timeOf(much, wall, 0))) < leastMs) return undefined;
  let problem: string | undefined;
  for (let look = 0; look < looks; look += 1) {
    const wantedMs = measuredMs << look;
    const [before, after] = [timeOf(little, processor, wantedMs), timeOf(much, processor, wantedMs)];
    if (after <= before * mostTimes) return undefined;
    problem = `${times} times as large took ${(after / before).toFixed(1)} times as long (${after.toFixed(0)} ms)`;
  }
  return problem;
}

/** @returns what is wrong with the memory that reading the larger size once takes, or undefined */
export function memoryProblem({ make, read, small = usualSmall, mostHeld }: Probe): string | undefined {
  const much = make(small * times);
  const held = mostHeld && heldBy(() => readOnce(read, much));
  if (held === undefined || held <= (mostHeld?.(much.length) ?? 0)) return undefined;
  return `${Math.round(held / 2 ** 20)} MiB were held for ${Math.round(much.length / 2 ** 20)} MiB`;
}

/** How many bytes this process holds at the most while it works, more than before; undefined where the system does not tell. */
function heldBy(work: () => void): number | undefined {
  if (process.platform !== 'linux') return undefined;
  globalThis.gc?.();
  // Resets the peak (proc_pid_clear_refs(5)).
  writeFileSync('/proc/self/clear_refs', '5');
  const before = kibibytesOf('VmRSS');
  work();
  return (kibibytesOf('VmHWM') - before) * 1024;
}

const kibibytesOf = (name: 'VmHWM' | 'VmRSS'): number =>
  Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'mu').exec(readFileSync('/proc/self/status', 'latin1'))?.[1]);
