// Files that leave the ceremony's folder: written once, read back, named in the journal with their hash.
import { join } from 'node:path';
import type { WrittenFile } from '#shared/contract/files.ts';
import { writtenFile } from '../app/office-files.ts';
import { writeNewFile } from '#platform/files.ts';
import type { OnlineDesk } from './desk.ts';

/** @throws FILE_EXISTS and the file and medium faults */
export async function writeOut(desk: OnlineDesk, folder: string, name: string, bytes: Buffer): Promise<WrittenFile> {
  const isStillOpen = desk.asked();
  await writeNewFile(join(folder, name), bytes);
  return isStillOpen() ? noteWritten(desk, folder, name, bytes) : writtenFile(folder, name, bytes);
}

/** Notes a file that was written and read back by somebody else's hand. */
export async function noteWritten(desk: OnlineDesk, folder: string, name: string, bytes: Buffer): Promise<WrittenFile> {
  const written = writtenFile(folder, name, bytes);
  const { sha256 } = written;
  await desk.work?.journal.append({ kind: 'file-written', name, bytes: bytes.length, sha256 });
  desk.update({ written: [...desk.around.written, written] });
  return written;
}
