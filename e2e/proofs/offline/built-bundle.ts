// Reads what was built for an app for every way that it may have to a network: modules, names of services, parts of Electron.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { refusedModules } from '#platform/network-wall/loading.ts';
import { root } from '#build/root.ts';
import { asksByUnknownName, importedNames } from '../../support/import-scan.ts';

const built = (name: string): string => join(root, 'out', ...name.split('/'));

/** Everything that the offline app loads, whatever process loads it; names below `out`. */
export const offlineBundles = (): readonly string[] => [
  'electron/offline.cjs',
  'electron/drill-offline.cjs',
  'electron/offline-preload.cjs',
  'electron/confirmation-preload.cjs',
  ...['combiner', 'key-maker', 'key-worker', 'reader'].map((name) => `secrets/${name}.cjs`),
  ...scriptsOf(['offline.html', 'confirmation.html'], built('renderer')).map((name) => `renderer/assets/${name}`),
];

/**
 * The scripts in `assets` that pages may load: each that is named in a page, or in a script that one loads, however it is asked for. What is
 * asked for by another kind of name is what `waysOut` finds.
 * @param folder of the pages
 */
export function scriptsOf(pages: readonly string[], folder: string): readonly string[] {
  const assets = join(folder, 'assets');
  const all = readdirSync(assets).filter((name) => name.endsWith('.js'));
  const loaded = new Set<string>();
  const follow = (path: string): void => {
    const text = readFileSync(path, 'utf8');
    for (const name of all) {
      if (loaded.has(name) || !namesFile(text, name)) continue;
      loaded.add(name);
      follow(join(assets, name));
    }
  };
  for (const page of pages) follow(join(folder, page));
  return [...loaded].sort();
}

/** Whether a path that ends in the name of a file is in a text. */
const namesFile = (text: string, name: string): boolean =>
  ['"', "'", '`'].some((quote) => text.includes(`/${name}${quote}`));

/** A program that goes online: it shows that the scan finds one. */
export const onlineBundle = 'electron/online.cjs';

const servicesOfAzure = /\b(login\.microsoftonline\.com|management\.azure\.com)\b/;
const waysOfElectron = /\belectron\.(net|autoUpdater|shell|crashReporter|inAppPurchase|pushNotifications)\b/;

/** What in a built file leads, or may lead, to a network, a debugger or another program. */
export const waysOut = (bundle: string): readonly string[] => waysOutOf(readFileSync(built(bundle), 'utf8'));

/** The same of its text. */
export function waysOutOf(source: string): readonly string[] {
  const names = importedNames(source).filter((name) => refusedModules.has(name) || name.startsWith('@azure'));
  const texts = [servicesOfAzure, waysOfElectron].flatMap((pattern) => pattern.exec(source)?.[0] ?? []);
  const unknown = asksByUnknownName(source) ? ['a module whose name only the running program knows'] : [];
  return [...names, ...texts, ...unknown];
}

/** The parts of Electron that a built file uses, in the form in which the scan looks for them. */
export const partsOfElectron = (bundle: string): readonly string[] =>
  [...readFileSync(built(bundle), 'utf8').matchAll(/\belectron\.(\w+)/g)].map(([, part = '']) => part);
