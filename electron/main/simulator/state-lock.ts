// One server for one state directory: two would overwrite each other's HSMs.
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { refuse } from '#shared/faults/fault.ts';
import { isStillRunning, runOf } from '#platform/process-run.ts';

/** Directories that this process serves: the process number alone cannot tell them from those of a killed namesake. */
const ours = new Set<string>();

/**
 * Takes the directory for this process; the lock of a process that is gone is taken over.
 * @returns gives the directory back
 * @throws PRACTICE_STATE_IN_USE
 */
export async function lockState(directory: string): Promise<() => Promise<void>> {
  const key = resolve(directory);
  const file = join(directory, 'lock');
  const { pid, run } = await holderOf(file);
  const isTaken = pid === process.pid ? ours.has(key) : await isStillRunning(pid, run);
  if (isTaken) refuse({ code: 'PRACTICE_STATE_IN_USE', pid });
  await rm(file, { force: true });
  // Exclusive: of two that start at once, one fails here.
  await writeFile(file, `${process.pid} ${await runOf(process.pid)}`, { flag: 'wx', mode: 0o600 }).catch(
    (cause: unknown) => refuse({ code: 'PRACTICE_STATE_IN_USE', pid: 0 }, cause),
  );
  ours.add(key);
  let isHeldByUs = true;
  return async () => {
    // Once only: by the second time the directory may be somebody else's.
    if (!isHeldByUs) return;
    isHeldByUs = false;
    ours.delete(key);
    await rm(file, { force: true });
  };
}

/** Whose lock it is; number 0 is nobody's. */
async function holderOf(file: string): Promise<{ readonly pid: number; readonly run: string | undefined }> {
  try {
    const [pid, run] = (await readFile(file, 'utf8')).split(' ');
    return { pid: Number(pid), run };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { pid: 0, run: undefined };
    throw error;
  }
}
