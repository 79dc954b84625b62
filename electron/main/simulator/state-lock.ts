// One server for one state directory: two would overwrite each other's HSMs.
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { refuse } from '#shared/faults/fault.ts';

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
  const holder = await holderOf(file);
  const isTaken = holder === process.pid ? ours.has(key) : holder !== undefined && isRunning(holder);
  if (holder !== undefined && isTaken) refuse({ code: 'PRACTICE_STATE_IN_USE', pid: holder });
  await rm(file, { force: true });
  // Exclusive: of two that start at once, one fails here.
  await writeFile(file, String(process.pid), { flag: 'wx', mode: 0o600 }).catch((cause: unknown) =>
    refuse({ code: 'PRACTICE_STATE_IN_USE', pid: 0 }, cause),
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

async function holderOf(file: string): Promise<number | undefined> {
  try {
    const pid = Number(await readFile(file, 'utf8'));
    return Number.isSafeInteger(pid) && pid > 0 ? pid : undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, and belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
