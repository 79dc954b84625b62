// Which packages are really in what is built: a plugin notes it for each built file, and a product is the sum of its files.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Plugin } from 'vite';
import { root, outFolder } from '../root.ts';
import { productFiles } from './product-files.ts';
import type { Product } from './products.ts';

const notes = (out: string): string => join(out, 'bundled');

/** The key of a module's package in package-lock.json, or undefined for our own modules. */
function lockKey(moduleId: string): string | undefined {
  const inPackage = /^.*(?:^|\/)(node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+)\//.exec(
    moduleId.replaceAll('\\', '/'),
  );
  return inPackage?.[1];
}

/** Notes the packages of every file that one step of the build writes. */
export const notePackages = (step: string): Plugin => ({
  name: 'note-packages',
  generateBundle(_options, bundle) {
    const packages = Object.values(bundle).map((file) => {
      const modules = file.type === 'chunk' ? file.moduleIds : file.originalFileNames;
      const keys = new Set(modules.map(lockKey).filter((key) => key !== undefined));
      return [basename(file.fileName), [...keys].sort()] as const;
    });
    mkdirSync(notes(outFolder), { recursive: true });
    writeFileSync(join(notes(outFolder), `${step}.json`), JSON.stringify(Object.fromEntries(packages)));
  },
});

/** The fonts of documents, which the build puts into both main processes as text. */
const fonts = ['atkinson-hyperlegible-mono', 'atkinson-hyperlegible-next'].map(
  (name) => `node_modules/@fontsource/${name}`,
);

export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  /** As package-lock.json has it: `sha512-` and base64. */
  readonly integrity: string;
  /** Where its files lie, below the root. */
  readonly folder: string;
}

interface Locked {
  readonly version: string;
  readonly license?: string;
  readonly integrity: string;
}

/** Where a package leaves a choice of licences, the one under which it is shipped here. */
const chosen: Readonly<Record<string, string>> = { '(BSD-3-Clause OR GPL-2.0)': 'BSD-3-Clause' };

/** The packages of a product, by name. */
export function bundledPackages(product: Product, out = outFolder): BundledPackage[] {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Readonly<Record<string, Locked>>;
  };
  const files = new Set(productFiles(product, out).map((file) => basename(file)));
  const noted = readdirSync(notes(out)).flatMap((name) =>
    Object.entries(JSON.parse(readFileSync(join(notes(out), name), 'utf8')) as Readonly<Record<string, string[]>>),
  );
  const keys = new Set([...fonts, ...noted.flatMap(([file, found]) => (files.has(file) ? found : []))]);
  return [...keys].sort().map((key) => {
    const locked = packages[key];
    if (locked === undefined) throw new Error(`${key} is not in package-lock.json`);
    const { version, integrity } = locked;
    const license = chosen[locked.license ?? ''] ?? locked.license ?? 'unknown';
    const name = key.slice(key.lastIndexOf('node_modules/') + 13);
    return { name, version, licence: license, integrity, folder: key };
  });
}
