// Where tests put their files for a while: in memory where the system offers it. Journals and ceremony folders reach the disk line by line,
// and a test would wait for the disk more than it computes.
import { accessSync, constants, mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';

/** Linux keeps this folder in memory. */
const inMemory = '/dev/shm';
/** Containers often have 64 MB of it; profiles of browsers and sparse files need more. */
const leastFreeBytes = 2 * 2 ** 30;

/** Whether files, and programs among them, can be there. */
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

/** Begins the name of the folder of a run. */
const ofRun = 'lifeboat-tests-';

/** The folder that the processes of this run of the tests share; undefined where their files are with everybody's. */
export const folderOfRun = (): string | undefined => {
  const folder = process.env['TMPDIR'];
  return folder?.startsWith(join(inMemory, ofRun)) === true ? folder : undefined;
};

/** Gives this process, and those that it starts, a folder in memory for temporary files until it ends; who has named another keeps it. */
export function keepTemporaryFilesInMemory(): void {
  if (process.env['TMPDIR'] !== undefined || process.platform !== 'linux' || !isFit(inMemory)) return;
  const folder = mkdtempSync(join(inMemory, ofRun));
  process.env['TMPDIR'] = folder;
  process.on('exit', () => {
    try {
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    } catch {
      // Something that a test has started still writes there: the result of the tests is what counts.
    }
  });
}
