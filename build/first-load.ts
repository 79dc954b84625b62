// What a page reads before its first screen is drawn, from the built files: its script, all that this imports, and one language.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Most that a first screen may read, in bytes after gzip. */
export const firstLoadLimit = 160_000;

/** An import that is read at once; one that is written `import(…)` is read later. */
const importsOf = (text: string): string[] =>
  [...text.matchAll(/(?:^|[;}])import\s*(?:[^'"();]*?from\s*)?["']\.\/([^"']+\.js)["']/g)].map(([, name = '']) => name);

/**
 * Names of the scripts of one page's first screen.
 * @param folder of the built screens
 * @param page as `offline`
 * @param language whose texts the page speaks from
 */
export function firstScripts(folder: string, page: string, language: 'en' | 'de'): readonly string[] {
  const assets = join(folder, 'assets');
  const read = (name: string): string => readFileSync(join(assets, name), 'utf8');
  const html = readFileSync(join(folder, `${page}.html`), 'utf8');
  const entries = [...html.matchAll(/(?:src|href)="([^"]+\.js)"/g)].map(([, path = '']) => basename(path));
  const exported = language === 'en' ? 'englishSpoken' : 'germanSpoken';
  const texts = readdirSync(assets).filter((name) => name.startsWith('spoken-') && read(name).includes(exported));
  if (entries.length === 0 || texts.length !== 1) throw new Error(`no first screen of ${page} was built`);
  const found = new Set<string>();
  const walk = (name: string): void => {
    if (found.has(name)) return;
    found.add(name);
    for (const next of importsOf(read(name))) walk(next);
  };
  for (const name of [...entries, ...texts]) walk(name);
  return [...found];
}

/** What those scripts weigh together after gzip, each for itself, in bytes. */
export const firstLoadBytes = (folder: string, page: string, language: 'en' | 'de'): number =>
  firstScripts(folder, page, language).reduce(
    (total, name) => total + gzipSync(readFileSync(join(folder, 'assets', name))).length,
    0,
  );
