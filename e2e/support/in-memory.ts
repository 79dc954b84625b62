// Where tests put their files for a while: in memory where the system offers it. Journals and ceremony folders reach the disk line by line,
// and a test would wait for the disk more than it computes.
import { accessSync, constants, mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';

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

/** Gives this process, and those that it starts, a folder in memory for temporary files until it ends; who has named another keeps it. */
export function keepTemporaryFilesInMemory(): void {
  if (process.env['TMPDIR'] !== undefined || process.platform !== 'linux' || !isFit(inMemory)) return;
  const folder = mkdtempSync(join(inMemory, 'lifeboat-tests-'));
  process.env['TMPDIR'] = folder;
  process.on('exit', () => {
    try {
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    } catch {
      // Something that a test has started still writes there: the result of the tests is what counts.
    }
  });
}
