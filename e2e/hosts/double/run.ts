// Runs a built app, unchanged, on the double: the process that stands where Electron's main process would. Its own options come first, then
// what Electron would be started with: switches of Chromium, the app's folder, and what the app itself is given.
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import Module from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import type { BrowserWindow } from 'electron';
import { chromiumPath, shortLived } from '../chromium-path.ts';
import { originalFs, takeArchivesForFolders } from './asar.ts';
import { chromiumSurfaces } from './chromium-surface.ts';
import { CommandLine } from './command-line.ts';
import { loadApplicationPackage } from './default-app.ts';
import { giveElectron } from './electron-module.ts';
import { createDouble, type Played } from './electron.ts';
import { behaveAsMain } from './main-process.ts';
import { personChoices } from './person-choices.ts';
import { readArguments } from './run-arguments.ts';
import { SeenWindows } from './seen-windows.ts';

const { own, argv, folder } = readArguments(process.argv.slice(2));
process.argv.splice(1, Infinity, ...argv);
// For the double's own files.
delete process.env['NODE_COMPILE_CACHE'];
const isCommandLine = argv.includes('--cli') || argv.includes('--self-test');
const exit = process.exit.bind(process);

const { appPath, name, version, main } = loadApplicationPackage(folder);
const profile = mkdtempSync(join(tmpdir(), 'lifeboat-browser-'));
const appData = own['app-data'] ?? join(profile, 'app-data');
const givenUserData = new CommandLine(argv).getSwitchValue('user-data-dir');
const userData = givenUserData === '' ? join(appData, name) : givenUserData;

const chromiumArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND',
  // A test joins through this port, on loopback; Chromium chooses a free one and writes it into the profile.
  '--remote-debugging-port=0',
  ...(own['short-lived'] ? [shortLived] : []),
  // One address for one window: it has no address bar then.
  ...(own.headed ? ['--app=data:text/html,<title>Lifeboat</title>', '--window-size=1366,768', '--test-type'] : []),
];

const context = await chromium.launchPersistentContext(profile, {
  executablePath: await chromiumPath(own.headed ? 'seen' : 'unseen'),
  headless: !own.headed,
  chromiumSandbox: false,
  serviceWorkers: 'block',
  viewport: own.headed ? null : { width: 1366, height: 768 },
  args: chromiumArguments,
  // Signals are for the app.
  handleSIGINT: false,
  handleSIGTERM: false,
  handleSIGHUP: false,
});
// The browser is killed with this process, and its profile goes.
process.on('exit', () => rmSync(profile, { recursive: true, force: true, maxRetries: 5 }));
// Without a listener Playwright turns every dialog of a page away; a person answers it.
if (own.rehearsal !== undefined) context.on('dialog', () => undefined);
const firstPages = context.pages();

const { messages, rehearsal } = own;
const double = createDouble({
  openSurface: chromiumSurfaces(context, own.headed ? new SeenWindows(firstPages, own.half) : undefined),
  identity: {
    ...{ appPath, name, version, appData, userData },
    isPackaged: process.env['ELECTRON_FORCE_IS_PACKAGED'] !== undefined,
  },
  argv,
  end: exit,
  ...(messages === undefined
    ? {}
    : {
        hear: (message) => appendFileSync(messages, `${JSON.stringify(message)}\n`),
      }),
  ...(rehearsal === undefined
    ? {}
    : {
        choose: personChoices(rehearsal, (question, proposed) => {
          // The app's own window is the oldest one; that of a passphrase may be closing.
          const [page] = context.pages();
          if (page === undefined) return Promise.resolve(null);
          return page.evaluate((texts) => prompt(texts.question, texts.proposed), { question, proposed });
        }),
      }),
});
const { app, dialog } = double.electron;

// Without the test or the start script that opened it, nobody could close the browser any more.
process.on('disconnect', () => exit(0));

type Action =
  | { readonly action: 'answerFolder'; readonly folder: string | null }
  | { readonly action: 'play'; readonly what: Played }
  | { readonly action: 'killUtility'; readonly name: string }
  | { readonly action: 'record' };
process.on('message', (message: Action) => {
  if (message.action === 'answerFolder') double.answerFolder(message.folder);
  else if (message.action === 'play') double.play(message.what);
  else if (message.action === 'killUtility')
    process.send?.({ told: 'killUtility', value: double.killUtility(message.name) });
  else process.send?.({ told: 'record', value: double.record });
});

// A test opens the same identities again and again.
if (own['short-lived']) await import('../../support/derived-once.ts');
// default_app/main.ts, loadApplicationPackage; a packaged program has no default_app.
if (!app.isPackaged) Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });
if (own['as-electron']) Object.defineProperty(process.versions, 'electron', { value: 'double', enumerable: true });
takeArchivesForFolders();
// As in Electron, all code in this process gets them: a debugger's console as well as main.
giveElectron(double.electron, 'main');
const loader = Module as unknown as { _load(name: string, ...rest: unknown[]): unknown };
const load = loader._load.bind(loader);
loader._load = (name, ...rest) => (name === 'original-fs' ? originalFs : load(name, ...rest));

/** A window that is never shown does not open for a spec either. */
const firstWindow = new Promise<void>((done) => {
  app.once('browser-window-created', (_event, window: BrowserWindow) => {
    const look = (): void => {
      if (window.isVisible() && window.webContents.getURL() !== '') done();
    };
    window.on('show', look);
    window.webContents.on('did-finish-load', look);
  });
});
const finishLaunching = behaveAsMain(app, dialog);
// lib/browser/init.ts: the file is the program, and has the loader for its parent.
loader._load(main, Module, true);
setImmediate(() => {
  finishLaunching();
  double.finishLaunching();
});
// Nobody joins a command, and it may have ended before this line: what follows is for windows only.
if (!isCommandLine) {
  await firstWindow;
  // The blank page that every browser starts with; our windows are others.
  if (!own.headed) for (const page of firstPages) await page.close();
  const [port = '', address = ''] = readFileSync(join(profile, 'DevToolsActivePort'), 'utf8').split('\n');
  const listening = `127.0.0.1:${port}${address}`;
  // Chromium's own words, for a driver that asked for them as it would ask Electron.
  if (app.commandLine.hasSwitch('remote-debugging-port'))
    process.stderr.write(`DevTools listening on ws://${listening}\n`);
  process.send?.({ told: 'ready', value: { devtools: `http://${listening}`, userData, profile } });
}
