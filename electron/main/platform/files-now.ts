// Writing that is on the disk when the call returns, for what must not wait: between two states of a screen nothing else may happen.
import { randomBytes } from 'node:crypto';
import { dirname } from 'node:path';
import { diskNow } from './disk.ts';
import { cannotFlushFolders, parentsOfMade, refuseSystemError } from './files.ts';

/** As `translated`. @throws the file and medium faults */
export function translatedNow<T>(name: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    return refuseSystemError(name, error);
  }
}

/** As `makeFolder`. @throws the system's errors */
export function makeFolderNow(path: string): void {
  const first = diskNow.mkdirSync(path, { recursive: true, mode: 0o700 });
  for (const parent of parentsOfMade(path, first)) flushFolderNow(parent);
}

/** Writes into a new file, whose name is flushed too, or behind what an old one has. @throws the system's errors */
export function writeFlushedNow(path: string, flags: 'a' | 'wx', bytes: Uint8Array): void {
  const file = diskNow.openSync(path, flags, 0o600);
  try {
    for (let at = 0; at < bytes.length;) at += diskNow.writeSync(file, bytes, at);
    diskNow.fsyncSync(file);
  } finally {
    diskNow.closeSync(file);
  }
  if (flags === 'wx') flushFolderNow(dirname(path));
}

/** Gives a name to whole bytes alone, whatever had it before. @throws the system's errors */
export function replaceFlushedNow(path: string, bytes: Uint8Array): void {
  const next = `${path}.next-${randomBytes(6).toString('hex')}`;
  try {
    writeFlushedNow(next, 'wx', bytes);
    diskNow.renameSync(next, path);
  } catch (error) {
    unlinkIfThere(next);
    throw error;
  }
  flushFolderNow(dirname(path));
}

function unlinkIfThere(path: string): void {
  try {
    diskNow.unlinkSync(path);
  } catch {
    // What was to be told is why it could not be written.
  }
}

/** As `flushFolder`. */
function flushFolderNow(folder: string): void {
  if (process.platform === 'win32') return;
  const descriptor = diskNow.openSync(folder, 'r');
  try {
    diskNow.fsyncSync(descriptor);
  } catch (error) {
    if (!cannotFlushFolders(error)) throw error;
  } finally {
    diskNow.closeSync(descriptor);
  }
}
