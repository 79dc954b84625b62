// Where the project is, and where the build puts what it makes, for the scripts of this folder.
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');

const option = '--out=';
const given = process.argv.find((word) => word.startsWith(option));

/** `out` in the project, or the folder of `--out=`, which lets a test build a second time. */
export const outFolder = given === undefined ? join(root, 'out') : resolve(given.slice(option.length));
