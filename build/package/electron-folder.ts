// Where Electron's files are around its binary.
import { dirname, join } from 'node:path';

/** The folder of Electron's files: on macOS the binary lies deep inside it. */
export const electronFolderOf = (binary: string, platform: NodeJS.Platform = process.platform): string =>
  platform === 'darwin' ? join(dirname(binary), '..', '..', '..') : dirname(binary);
