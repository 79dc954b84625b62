// Reads what was built for Lifeboat Offline: there is no import in it that leads to a network, and nothing inline in its pages.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  offlineBundles,
  onlineBundle,
  partsOfElectron,
  scriptsOf,
  waysOut,
  waysOutOf,
} from '#e2e/proofs/offline/built-bundle.ts';
import { onEitherSide } from '#cli/groups/either-side.ts';
import { withSecrets } from '#cli/groups/with-secrets.ts';
import { root } from '#build/root.ts';
import { importedNames } from '#e2e/support/import-scan.ts';

const wallParts = ['members', 'loading', 'natives', 'machine', 'own-process', 'close'].map(
  (name) => `electron/main/platform/network-wall/${name}.ts`,
);
wallParts.unshift('shared/faults/fault.ts');
/** Each wall by the file that closes it: what it is made of, and the modules of Node that it loads. */
const walls = {
  'closed-in-main': {
    own: ['../token-addon-file', '../token-module-list', 'electron-parts'],
    before: [],
    loads: ['module', 'path'],
  },
  'closed-in-worker': { own: [], before: ['electron/main/platform/core-files.ts'], loads: ['fs', 'module'] },
  'closed-in-token-worker': {
    own: [],
    before: ['electron/main/platform/core-files.ts', 'electron/main/platform/token-addon.ts'],
    loads: ['fs', 'module'],
  },
  closed: { own: [], before: [], loads: ['module'] },
} as const;
const wallOf = (name: keyof typeof walls): readonly string[] => [
  ...walls[name].before,
  ...wallParts,
  ...[...walls[name].own, name].map((part) => join('electron/main/platform/network-wall', `${part}.ts`)),
];
/** The source files of which a built file is made, up to a place in it: the build notes where each of its parts comes from. */
const partsBefore = (built: string, end: number): readonly string[] =>
  [...built.slice(0, end).matchAll(/^\/\/ ((?:electron|shared|node_modules)\/\S+)$/gm)].map(([, part = '']) => part);

const text = (...path: string[]): string => readFileSync(join(root, 'out', ...path), 'utf8');

it.each(offlineBundles())('%s leads to no network, no debugger and no other program', (bundle) => {
  expect(waysOut(bundle)).toEqual([]);
});

describe.each([
  ['electron/offline.cjs', 'closed-in-main'],
  ['secrets/key-worker.cjs', 'closed-in-worker'],
  ['secrets/token-worker.cjs', 'closed-in-token-worker'],
  ['secrets/combiner.cjs', 'closed-in-worker'],
  ['secrets/key-maker.cjs', 'closed-in-worker'],
  ['secrets/reader.cjs', 'closed'],
] as const)('the wall of %s', (bundle, name) => {
  const built = text(...bundle.split('/'));
  const end = built.indexOf('})(require, {});');

  it('stands before its first line, and before everything that it loads', () => {
    expect(built.startsWith('(function (require, exports) {')).toBe(true);
    // Of what comes before its end, all is the wall's own, and of modules it loads only the loader.
    expect(partsBefore(built, end)).toEqual(wallOf(name));
    expect(importedNames(built.slice(0, end))).toEqual(walls[name].loads);
    expect(built.slice(end)).toMatch(/require\("/);
  });

  it('is closed there', () => {
    expect(built.slice(0, end)).toMatch(/^closeNetwork\(/m);
  });
});

it.each(['key-worker', 'combiner', 'key-maker', 'reader'])(
  'a %s loads no client of HTTP, not even to take it away',
  (name) => {
    const bundle = JSON.stringify(join(root, 'out', 'secrets', `${name}.cjs`));
    // process.moduleLoadList: every part of Node that was loaded in this process.
    const look = `process.stderr.write(process.moduleLoadList.join('\\n')); process.exit();`;
    const { stderr } = spawnSync(process.execPath, ['--no-warnings', '-e', `require(${bundle}); ${look}`], {
      // A worker hears its host on a pipe.
      stdio: ['pipe', 'ignore', 'pipe', 'ignore'],
      encoding: 'utf8',
    });
    const loaded = stderr.split('\n').map((line) => line.replace('NativeModule ', ''));
    expect(loaded).toContain('crypto');
    expect(loaded.filter((part) => /^https?2?$|undici/.test(part))).toEqual([]);
  },
);

it('the wall of the command line is closed before anything is loaded that a command needs', () => {
  const built = text('cli', 'lifeboat.cjs');
  const end = built.indexOf('require("./run-');
  const loaders = ['electron/main/cli/command-word.ts', 'electron/main/cli/groups/either-side.ts'];
  const own = [...loaders, 'electron/main/cli/groups/with-secrets.ts', 'electron/main/cli/lifeboat.ts'];
  expect(partsBefore(built, end)).toEqual(['electron/main/platform/start-environment.ts', ...wallParts, ...own]);
  expect(built.slice(0, end)).toContain('closeNetwork({');
  // What is there of other parts is loaded later, when it is called.
  expect([...built.slice(0, end).matchAll(/^.*require\("\.\/.*$/gm)].map(([line]) => line.trim().slice(0, 17))).toEqual(
    Array.from({ length: withSecrets.length + onEitherSide.length }, () => 'load: async () =>'),
  );
});

it('follows every script that a page may load, whatever it is called', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lifeboat-built-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, 'assets'));
  const files = {
    'offline.html': '<script type="module" src="./assets/first.js"></script>',
    'assets/first.js': 'import{a}from"./online-shared.js";import"./effect.js";',
    'assets/online-shared.js': 'const later=()=>import(`./later.js`);export const a=later;',
    'assets/effect.js': "import './first.js';",
    'assets/later.js': 'export const list=["assets/listed.js"];',
    'assets/listed.js': 'export const words="offline.js and xonline.js";',
    'assets/online.js': 'import"./first.js";',
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  expect(scriptsOf(['offline.html'], folder)).toEqual([
    'effect.js',
    'first.js',
    'later.js',
    'listed.js',
    'online-shared.js',
  ]);
});

it('scans the scripts of both pages of the offline app, and none of the online app alone', () => {
  const scripts = offlineBundles().filter((name) => name.startsWith('renderer/'));
  const entry = (page: string): string => /src="[^"]*?(assets\/[^"]+)"/.exec(text('renderer', page))?.[1] ?? 'none';
  expect(scripts).toEqual(
    expect.arrayContaining([`renderer/${entry('offline.html')}`, `renderer/${entry('confirmation.html')}`]),
  );
  expect(scripts).not.toContain(`renderer/${entry('online.html')}`);
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

describe.each(['offline.html', 'confirmation.html', 'online.html'])('%s', (page) => {
  it('has no inline script or style and loads from nowhere else', () => {
    const html = text('renderer', page);
    expect(html).not.toMatch(/<style|style=|<script(?![^>]*\bsrc=)|\bon[a-z]+=/);
    expect([...html.matchAll(/(?:src|href)="([^"]*)"/g)].map((match) => match[1]!.slice(0, 2))).toSatisfy(
      (starts: string[]) => starts.length > 0 && starts.every((start) => start === './'),
    );
  });
});
