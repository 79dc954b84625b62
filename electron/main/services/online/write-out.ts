// Files that leave the ceremony's folder: written once, read back, named in the journal with their hash.
import { join } from 'node:path';
import type { WrittenFile } from '#shared/contract/files.ts';
import { writtenFile } from '../app/chosen-files.ts';
import { writeNewFile } from '#platform/files.ts';
import type { OnlineAppState } from './app-state.ts';

/** @throws FILE_EXISTS and the file and medium faults */
export async function writeOut(
  appState: OnlineAppState,
  folder: string,
  name: string,
  bytes: Buffer,
): Promise<WrittenFile> {
  const isStillOpen = appState.asked();
  await writeNewFile(join(folder, name), bytes);
  return isStillOpen() ? noteWritten(appState, folder, name, bytes) : writtenFile(folder, name, bytes);
}

/** Notes a file that was written and read back by somebody else's hand. */
export async function noteWritten(
  appState: OnlineAppState,
  folder: string,
  name: string,
  bytes: Buffer,
): Promise<WrittenFile> {
  const written = writtenFile(folder, name, bytes);
  const { sha256 } = written;
  const journal = appState.work?.journal;
  // A closed one takes nothing more, and the owners of services may need longer.
  if (journal?.state.closed === false) {
    await journal.append({ kind: 'file-written', name, bytes: bytes.length, sha256 });
  }
  appState.update({ written: [...appState.uiState.written, written] });
  return written;
}
