// A file of this program's own that takes the place of the one before: whole, or not at all.
import { dirname } from 'node:path';
import { visibleText } from '#shared/formatting/visible-text.ts';
import { disk } from './disk.ts';
import { flushFolder, translated, writeNewFile } from './files.ts';

/**
 * Writes the next version of a file beside it, flushed and read back, and gives it the name. Whatever is thrown, the version before is there.
 * @throws the file and medium faults
 */
export async function replaceFile(path: string, bytes: Uint8Array): Promise<void> {
  const next = `${path}.next`;
  await translated(visibleText(path), async () => {
    // What a power cut left behind is in nobody's way.
    await disk.rm(next, { force: true });
    await writeNewFile(next, bytes);
    await disk.rename(next, path);
    await flushFolder(dirname(path));
  });
}
