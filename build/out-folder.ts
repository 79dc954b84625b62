// Where the build puts what it makes: `out` in the project, or the folder of `--out=`, which lets a test build a second time.
import { join, resolve } from 'node:path';
import { root } from './root.ts';

const option = '--out=';
const given = process.argv.find((word) => word.startsWith(option));

export const outFolder = given === undefined ? join(root, 'out') : resolve(given.slice(option.length));
