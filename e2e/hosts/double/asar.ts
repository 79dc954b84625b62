// Electron's `fs` takes each file whose name ends in `.asar` for a folder, and says that it is no valid one where it is something else
// (lib/node/asar-fs-wrapper.ts, shell/common/asar/asar_util.cc). `original-fs` does not.
import { createRequire, syncBuiltinESMExports } from 'node:module';
import { normalize, sep } from 'node:path';
import type * as files from 'node:fs';

type AnyFunction = (...values: unknown[]) => unknown;
/** Node's own module: Electron replaces its functions for every module that uses it. */
const fs = createRequire(import.meta.url)('node:fs') as typeof files;

/** `require('original-fs')`: made before anything is replaced. */
export const originalFs: typeof files = { ...fs, promises: { ...fs.promises } };

const taking = ['stat', 'lstat', 'access', 'realpath', 'readdir', 'readFile', 'open', 'opendir', 'copyFile'] as const;

/** Replaces the functions that reach into archives, in this process, for all its modules. */
export function takeArchivesForFolders(): void {
  for (const name of taking) {
    replace(fs.promises, name, (error) => Promise.reject(error));
    replace(fs, `${name}Sync`, (error) => {
      throw error;
    });
    replace(fs, name, (error, values) => {
      const callback = values.at(-1);
      if (typeof callback !== 'function') throw error;
      process.nextTick(callback, error);
    });
  }
  replace(fs, 'existsSync', () => false);
  syncBuiltinESMExports();
  // Electron builds `original-fs` into its Node.
  const builtin = process.getBuiltinModule.bind(process) as (name: string) => unknown;
  const withOriginal = (name: string): unknown =>
    name === 'original-fs' ? originalFs : name === 'original-fs/promises' ? originalFs.promises : builtin(name);
  process.getBuiltinModule = withOriginal as typeof process.getBuiltinModule;
}

function replace(module: object, name: string, refuse: (error: Error, values: readonly unknown[]) => unknown): void {
  const original = Reflect.get(module, name) as AnyFunction;
  const replaced: AnyFunction = (...values) => {
    const archive = process.noAsar ? undefined : archiveIn(values[0]);
    return archive === undefined ? original(...values) : refuse(new Error(`Invalid package ${archive}`), values);
  };
  Reflect.set(module, name, Object.assign(replaced, original));
}

/** The part of a path that Electron takes for an archive: it ends in `.asar` and is no folder. The deepest one counts. */
function archiveIn(path: unknown): string | undefined {
  const text = path instanceof URL ? path.pathname : Buffer.isBuffer(path) ? path.toString() : path;
  if (typeof text !== 'string' || !/\.asar/i.test(text)) return undefined;
  const parts = normalize(text).split(sep);
  const ends = parts.flatMap((part, at) => (/.\.asar$/i.test(part) ? [parts.slice(0, at + 1).join(sep)] : []));
  return ends.reverse().find((end) => !isFolder(end));
}

const isFolder = (path: string): boolean =>
  originalFs.statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
