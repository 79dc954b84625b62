// `npm run pictures`: draws the pictures of the architecture anew; a test compares what is committed with the source.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../root.ts';
import { drawProcesses } from './processes.ts';
import { countImports, drawRooms } from './rooms.ts';

/** From each committed picture to what it should be. */
export const pictures: Readonly<Record<string, () => string>> = {
  'assets/docs/rooms.svg': () => drawRooms(countImports()),
  'assets/docs/processes.svg': drawProcesses,
};

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const [file, draw] of Object.entries(pictures)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), draw());
    console.log(file);
  }
}
