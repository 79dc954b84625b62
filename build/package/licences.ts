// The licences of everybody else's work in a product, as one text that is shipped with it: nearly each of them asks for that.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../root.ts';
import type { BundledPackage } from './bundled-packages.ts';

const textNames = /^(?:licen[cs]e|copying|notice|copyrightnotice)(?:[.-]|$)/i;
const line = '-'.repeat(80);
const read = (...path: string[]): string =>
  readFileSync(join(root, ...path), 'utf8')
    .replaceAll('\r\n', '\n')
    .trim();

/** The texts that a package brings. @throws where it brings none, and its licence is not one that we can write out */
export function licenceTexts({ name, folder, licence }: Pick<BundledPackage, 'name' | 'folder' | 'licence'>): string[] {
  const files = readdirSync(join(root, folder)).filter((file) => textNames.test(file));
  if (files.length > 0) return files.sort().map((file) => read(folder, file));
  const { author } = JSON.parse(read(folder, 'package.json')) as { author?: unknown };
  if (licence !== 'MIT' || typeof author !== 'string') throw new Error(`${name} brings no text of its licence`);
  // It only names the licence. Our own copy has the same words, under another name.
  return [read('LICENSE').replace(/^Copyright .+$/m, `Copyright (c) ${author}`)];
}

/** The whole file, by the packages' names; the same packages give the same bytes. */
export function licencesOf(packages: readonly BundledPackage[]): string {
  const parts = packages.map((each) =>
    [line, `${each.name} ${each.version} (${each.licence})`, line, '', ...licenceTexts(each)].join('\n'),
  );
  return `Parts of this program are the work of others, under the licences below.\n\n${parts.join('\n\n')}\n`;
}
