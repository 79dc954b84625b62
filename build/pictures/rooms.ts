// The rooms of the source and who imports whom, counted in the source itself.
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { root } from '../root.ts';
import { box, ink, line, picture, sea, soft, text, wash } from './svg.ts';

/** From those that start everything down to those that everything stands on. */
export const rooms: readonly (readonly [room: string, what: string])[] = [
  ['shell', 'windows and lock-down; alone knows Electron'],
  ['cli', 'commands'],
  ['ipc', 'calls of the screens'],
  ['drill', 'drill, rehearsal, scripted people; in practice alone'],
  ['simulator', 'the practice Managed HSM'],
  ['services', 'the use cases: journal, bundles, evidence, recovery'],
  ['azure', 'clients of Azure: the only room beside the simulator with a socket'],
  ['secrets', 'the processes that hold secrets'],
  ['platform', 'files, sticks, clock, printer, processes'],
  ['core', 'bytes in, bytes out'],
  ['preload', 'the bridge'],
  ['renderer', 'screens'],
  ['shared', 'contract, faults, plan, ceremony scripts, texts'],
];

/** Files of a room that import from another one: `imports.get('cli')?.get('core')`. */
export type Imports = ReadonlyMap<string, ReadonlyMap<string, number>>;

function roomOf(file: string): string | undefined {
  const [, inMain] = /^electron\/main\/([^/]+)\//.exec(file) ?? [];
  const [, outside] = /^(?:electron\/)?(preload|renderer|shared)\//.exec(file) ?? [];
  return inMain ?? outside;
}

/** The file that an import names, by its path or by the name of a room (`imports` of package.json). */
function sourceOf(file: string, imported: string): readonly string[] {
  if (imported.startsWith('.')) return [toSlashes(join(dirname(file), imported))];
  if (!imported.startsWith('#')) return [];
  const name = imported.slice(1);
  return [/^(electron|renderer|shared|build|e2e)\//.test(name) ? name : `electron/main/${name}`];
}

/** Reads every file that ships; tests and their data do not. */
export function countImports(): Imports {
  const imports = new Map<string, Map<string, number>>();
  for (const file of globSync('{electron,renderer,shared}/**/*.{ts,tsx}', { cwd: root }).map(toSlashes).sort()) {
    const from = roomOf(file);
    if (from === undefined || /[.]test[.]|testdata\/|[.]d[.]ts$/.test(file)) continue;
    const row = imports.get(from) ?? new Map<string, number>();
    imports.set(from, row);
    const { importedFiles } = ts.preProcessFile(readFileSync(join(root, file), 'utf8'), true, true);
    const others = importedFiles
      .flatMap(({ fileName }) => sourceOf(file, fileName))
      .flatMap((source) => roomOf(source) ?? [])
      .filter((to) => to !== from);
    for (const to of new Set(others)) row.set(to, (row.get(to) ?? 0) + 1);
  }
  return imports;
}

const toSlashes = (path: string): string => path.replaceAll('\\', '/');

const cell = 44;
const left = 430;
const top = 96;

/** A row for each room, with a mark where its files import a room of another column. */
export function drawRooms(imports: Imports): string {
  const parts: string[] = [text(20, 34, 'Who imports whom', { size: 20, weight: 700 })];
  parts.push(text(20, 56, 'A mark: the room of the row imports the room of the column.', { fill: soft }));
  for (const [column, [room]] of rooms.entries()) {
    const x = left + column * cell + cell / 2;
    parts.push(
      `<g transform="rotate(-40 ${x} ${top - 8})">${text(x, top - 8, room, { size: 13, weight: 600, mono: true })}</g>`,
    );
  }
  for (const [row, [room, what]] of rooms.entries()) {
    const y = top + row * cell;
    parts.push(text(20, y + 27, room, { size: 14, weight: 700, mono: true }));
    parts.push(text(112, y + 27, what, { size: 12.5, fill: soft }));
    for (const [column, [other]] of rooms.entries()) {
      const place = { x: left + column * cell, y, width: cell, height: cell };
      const imported = imports.get(room)?.has(other) === true;
      parts.push(box(place, room === other ? '#d8d1c2' : imported ? wash : '#ffffff', line));
      if (imported) {
        parts.push(`<circle cx="${place.x + cell / 2}" cy="${y + cell / 2}" r="8" fill="${sea}" stroke="${ink}"/>`);
      }
    }
  }
  return picture(left + rooms.length * cell + 70, top + rooms.length * cell + 24, 'Who imports whom', parts);
}
