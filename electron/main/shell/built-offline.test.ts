// Reads what was built for Lifeboat Offline: there is no import in it that leads to a network, and nothing inline in its pages.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  offlineBundles,
  onlineBundle,
  partsOfElectron,
  waysOut,
  waysOutOf,
} from '../../../build/prove/offline/built-bundle.ts';
import { root } from '../../../build/root.ts';

const text = (...path: string[]): string => readFileSync(join(root, 'out', ...path), 'utf8');

it.each(offlineBundles())('%s leads to no network, no debugger and no other program', (bundle) => {
  expect(waysOut(bundle)).toEqual([]);
});

it('is a scan that sees: the online app leads to all of them', () => {
  expect(waysOut(onlineBundle)).toEqual(
    expect.arrayContaining(['https', 'child_process', 'login.microsoftonline.com']),
  );
});

it.each([
  ['electron.net.request(address);', 'electron.net'],
  ['electron.shell.openExternal(address);', 'electron.shell'],
  ['electron.autoUpdater.checkForUpdates();', 'electron.autoUpdater'],
  ['electron.crashReporter.start({});', 'electron.crashReporter'],
  ['const client = require("_http_client");', '_http_client'],
  ['const wrap = process.getBuiltinModule("node:_tls_wrap");', '_tls_wrap'],
  ['const store = require("node:sqlite");', 'sqlite'],
  ['require(name);', 'a module whose name only the running program knows'],
])('sees what is planted: %s', (planted, way) => {
  expect(waysOutOf(planted)).toEqual([way]);
});

it('knows the form in which a built file uses Electron', () => {
  expect(partsOfElectron('electron/offline.cjs')).toEqual(expect.arrayContaining(['app', 'session', 'BrowserWindow']));
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
