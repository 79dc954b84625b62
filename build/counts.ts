// `npm run counts`: how much there is, and how long the paths of CONTRIBUTING.md are. It's reported, and nothing aims at it.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importsOf } from './imports.ts';
import { pathOf, pathTitles } from './paths.ts';
import { root } from './root.ts';

const files = execFileSync('git', ['ls-files', '*.ts', '*.tsx', '*.mjs', '*.css', '*.html'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((path) => path !== '');
const isTest = (path: string): boolean => /[.]test[.]tsx?$|[/]testdata[/]/.test(path);

/** The first that fits. */
const kinds = {
  e2e: (path) => path.startsWith('e2e/'),
  build: (path) => path.startsWith('build/'),
  'tests beside the code': isTest,
  texts: (path) => path.startsWith('shared/messages/'),
  product: (path) => /^(?:electron|renderer|shared)[/]/.test(path),
} satisfies Readonly<Record<string, (path: string) => boolean>>;
const kindOf = (path: string): string | undefined =>
  Object.entries<(path: string) => boolean>(kinds).find(([, fits]) => fits(path))?.[0];

const row = (name: string, ...values: readonly string[]): void => {
  console.log(`${name.padEnd(32)}${values.join(', ')}`);
};

for (const kind of Object.keys(kinds).toReversed()) {
  const own = files.filter((path) => kindOf(path) === kind);
  const lines = own.reduce((sum, path) => sum + readFileSync(join(root, path), 'utf8').split('\n').length - 1, 0);
  row(kind, `${lines} lines`, `${own.length} files`);
}

const product = files.filter((path) => /[.]tsx?$/.test(path) && ['product', 'texts'].includes(kindOf(path) ?? ''));
const importers = new Map<string, number>();
for (const name of product.flatMap((path) => [...new Set(importsOf(path))])) {
  importers.set(name, (importers.get(name) ?? 0) + 1);
}
row('with one importer', `${product.filter((path) => importers.get(path) === 1).length} files`);

for (const title of pathTitles) {
  const places = pathOf(title).map(({ runs }) => runs.replace(/:.*/u, ''));
  const hops = places.filter((place, at) => at > 0 && place !== places[at - 1]).length;
  row(title, `${places.length} functions`, `${hops} hops`, `${new Set(places).size} files`);
}
