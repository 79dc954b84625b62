// Reads what was built for Lifeboat Offline: there is no import in it that leads to a network, and nothing inline in its pages.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../../build/root.ts';
import { asksByUnknownName, importedNames } from '../../../build/testing/import-scan.ts';
import { refusedModules } from './no-network.ts';

const out = (...path: string[]): string => join(root, 'out', ...path);
const text = (...path: string[]): string => readFileSync(out(...path), 'utf8');

/** Everything that the offline app loads, whatever process loads it. */
const bundles = [
  'electron/offline.cjs',
  'electron/offline-preload.cjs',
  'electron/passphrase-preload.cjs',
  ...readdirSync(out('renderer', 'assets'))
    .filter((name) => name.endsWith('.js') && !name.startsWith('online'))
    .map((name) => `renderer/assets/${name}`),
];

describe.each(bundles)('%s', (bundle) => {
  const source = text(bundle);
  const names = importedNames(source);

  it('imports no module that opens a socket, a debugger or another program', () => {
    expect(names.filter((name) => refusedModules.has(name))).toEqual([]);
  });

  it('imports nothing of Azure', () => {
    expect(names.filter((name) => name.startsWith('@azure'))).toEqual([]);
    expect(source).not.toMatch(/\b(login\.microsoftonline\.com|management\.azure\.com)\b/);
  });

  it("uses none of Electron's ways to the network or to other programs", () => {
    expect(source).not.toMatch(/\belectron\.(net|autoUpdater|shell|crashReporter|inAppPurchase|pushNotifications)\b/);
  });

  it('asks for no module whose name only the running program knows', () => {
    expect(asksByUnknownName(source)).toBe(false);
  });
});

describe.each(['offline.html', 'passphrase.html', 'online.html'])('%s', (page) => {
  it('has no inline script or style and loads from nowhere else', () => {
    const html = text('renderer', page);
    expect(html).not.toMatch(/<style|style=|<script(?![^>]*\bsrc=)|\bon[a-z]+=/);
    expect([...html.matchAll(/(?:src|href)="([^"]*)"/g)].map((match) => match[1]!.slice(0, 2))).toSatisfy(
      (starts: string[]) => starts.length > 0 && starts.every((start) => start === './'),
    );
  });
});
