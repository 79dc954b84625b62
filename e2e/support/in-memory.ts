// Where tests put their files for a while: in memory where the system offers it. Journals and ceremony folders reach the disk line by line,
// and a test would wait for the disk more than it computes.
import { accessSync, constants, readFileSync, statfsSync } from 'node:fs';

/** Linux keeps this folder in memory. */
const inMemory = '/dev/shm';
/** Containers often have 64 MB of it; profiles of browsers and sparse files need more. */
const leastFreeBytes = 2 * 2 ** 30;

/** Whether files, and programs among them, can lie there. */
function isFit(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
    const { bavail, bsize } = statfsSync(folder);
    // proc_pid_mounts(5): device, folder, kind, options.
    const mount = readFileSync('/proc/self/mounts', 'utf8')
      .split('\n')
      .map((line) => line.split(' '))
      .findLast(([, place]) => place === folder);
    const [, , kind, options = ''] = mount ?? [];
    return kind === 'tmpfs' && !options.split(',').includes('noexec') && bavail * bsize >= leastFreeBytes;
  } catch {
    return false;
  }
}

/** Gives this process, and those that it starts, the folder in memory for temporary files; who has named another keeps it. */
export function keepTemporaryFilesInMemory(env: NodeJS.ProcessEnv = process.env): void {
  if (env['TMPDIR'] === undefined && process.platform === 'linux' && isFit(inMemory)) env['TMPDIR'] = inMemory;
}
