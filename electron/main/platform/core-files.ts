// Keeps the memory of a process out of core files: a crash must not write a passphrase to the disk.
import { writeFileSync } from 'node:fs';

/** proc(5): bits for the kinds of mappings that a core file takes; children inherit it, through exec too. */
const filterOfThisProcess = '/proc/self/coredump_filter';

/**
 * From here on a core file of this process and of those that it starts holds no memory, whatever limit a shell has set. Linux alone has
 * such a filter; elsewhere nothing happens. Limits of the system cannot be set from Node: `withoutCoreFiles` does that for children.
 */
export function keepMemoryOutOfCoreFiles(): void {
  if (process.platform !== 'linux') return;
  try {
    writeFileSync(filterOfThisProcess, '0');
  } catch {
    // A system that hides /proc from us; the limit is what remains.
  }
}

/**
 * A command as it is to be spawned so that it leaves no core file: both limits are 0 before the program begins.
 * @param program an absolute path
 */
export function withoutCoreFiles(program: string, args: readonly string[]): readonly [string, readonly string[]] {
  // Windows writes no core files; its crash dumps are the machine sheet's to name.
  if (process.platform === 'win32') return [program, args];
  return ['/bin/sh', ['-c', 'ulimit -c 0 && exec "$@"', 'sh', program, ...args]];
}
