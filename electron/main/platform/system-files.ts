// The small text files in which a system tells about itself: /sys and /proc on Linux.
import { readdir, readFile } from 'node:fs/promises';

export interface SystemFiles {
  /** The text without surrounding white space, or undefined where the system has no such file. */
  text(path: string): Promise<string | undefined>;
  /** Names in a folder, sorted, or undefined where the system has no such folder. */
  names(path: string): Promise<readonly string[] | undefined>;
}

// Absence is an answer here, not a failure: the caller decides what it means.
const absent = (): undefined => undefined;

export const systemFiles: SystemFiles = {
  text: (path) => readFile(path, 'utf8').then((text) => text.trim(), absent),
  names: (path) => readdir(path).then((names) => names.sort(), absent),
};
