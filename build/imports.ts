// Who imports whom in the source, as files of the project.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { root } from './root.ts';

const toSlashes = (path: string): string => path.replaceAll('\\', '/');

/** The file that an import names, by its path or by the name of a module (`imports` of package.json). */
function sourceOf(file: string, imported: string): readonly string[] {
  if (imported.startsWith('.')) return [toSlashes(join(dirname(file), imported))];
  if (!imported.startsWith('#')) return [];
  const name = imported.slice(1);
  return [/^(electron|renderer|shared|build|e2e)\//.test(name) ? name : `electron/main/${name}`];
}

/** What a file imports of our own. Paths are from the root, with slashes. */
export function importsOf(file: string): readonly string[] {
  const { importedFiles } = ts.preProcessFile(readFileSync(join(root, file), 'utf8'), true, true);
  return importedFiles.flatMap(({ fileName }) => sourceOf(file, fileName));
}
