// Writes a folder in the shape of an unpacked Electron for Linux that cannot run, so that packing can be checked where Electron is not.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import electron from 'electron/package.json' with { type: 'json' };

/** What is before the fuse wire in every Electron (its documentation, "Electron Fuses"). */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const wireVersion = 1;
/** How the nine fuses are in a fresh Electron. */
const freshWire = '101100011';

/** The bytes around the fuse wire, as they are in the real program. */
const program = Buffer.concat([
  Buffer.from('#!/bin/sh\necho "this is no Electron: it was packed for a check" >&2\nexit 70\n'),
  Buffer.from(sentinel),
  Buffer.from([wireVersion, freshWire.length]),
  Buffer.from(freshWire),
]);

export function writeDummyElectron(folder: string): void {
  for (const part of ['locales', 'resources']) mkdirSync(join(folder, part), { recursive: true });
  writeFileSync(join(folder, 'electron'), program, { mode: 0o755 });
  writeFileSync(join(folder, 'version'), electron.version);
  for (const language of ['en-US', 'de', 'fr']) writeFileSync(join(folder, 'locales', `${language}.pak`), '');
}
