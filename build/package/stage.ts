// Lays out the folder that becomes a product's archive: its built files, a short package.json, and nothing else. Electron started with such
// a folder finds everything where the packed program has it.
import { copyFileSync, chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../root.ts';
import { productFiles } from './product-files.ts';
import { type Product, products } from './products.ts';

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string; license: string };

/** The names of all files in the archive, sorted. */
export const packedFiles = (product: Product, out: string): string[] =>
  ['package.json', ...productFiles(product, out).map((file) => `out/${file}`)].sort();

/** Where the folder of an app lies that is started unpacked. Staged by every build. */
export const appFolder = (id: Product['id'], out = join(root, 'out')): string => join(out, 'apps', id);

/** Lays out the folders from which the apps are started, from the build in `out`; an app that is not yet built there is left out. */
export function stageApps(out: string): void {
  for (const product of products) {
    if (product.entries.every((file) => existsSync(join(out, file)))) stage(product, appFolder(product.id, out), out);
  }
}

/**
 * Empties the folder and fills it from the build in `out`. Modes are the same on every machine, because the archive records them.
 */
export function stage(product: Product, folder: string, out: string): void {
  rmSync(folder, { recursive: true, force: true });
  for (const file of packedFiles(product, out)) {
    const target = join(folder, file);
    mkdirSync(dirname(target), { recursive: true });
    if (file === 'package.json') writeFileSync(target, stagedManifest(product));
    else copyFileSync(join(out, '..', file), target);
    chmodSync(target, 0o644);
  }
}

function stagedManifest({ id, name, executable, description }: Product): string {
  const { version, license } = manifest;
  return `${JSON.stringify(
    {
      name: executable,
      productName: name,
      version,
      description,
      license,
      author: { name: 'Lifeboat', email: 'lifeboat@invalid' },
      homepage: 'https://lifeboat.invalid',
      desktopName: `${executable}.desktop`,
      main: `out/electron/${id}.cjs`,
    },
    null,
    2,
  )}\n`;
}
