// Reads what was built for an app for every way that it may have to a network: modules, names of services, parts of Electron.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { refusedModules } from '../../../electron/main/shell/no-network.ts';
import { root } from '../../root.ts';
import { asksByUnknownName, importedNames } from '../../testing/import-scan.ts';

const built = (name: string): string => join(root, 'out', ...name.split('/'));

/** Everything that the offline app loads, whatever process loads it; names below `out`. */
export const offlineBundles = (): readonly string[] => [
  'electron/offline.cjs',
  'electron/offline-preload.cjs',
  'electron/passphrase-preload.cjs',
  ...['combiner', 'key-maker', 'key-worker'].map((name) => `custody/${name}.cjs`),
  ...readdirSync(built('renderer/assets'))
    .filter((name) => name.endsWith('.js') && !name.startsWith('online'))
    .map((name) => `renderer/assets/${name}`),
];

/** A program that goes online, for whoever must show that a scan sees. */
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
