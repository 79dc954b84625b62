// Runs a built app, unchanged, on the double: the process that stands where Electron's main process would. It is started as Electron is, with
// the app's folder.
import type { EventEmitter } from 'node:events';
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { chromiumPath } from '../chromium-path.ts';
import { shortLived } from '../short-lived.ts';
import { loadApplicationPackage } from './default-app.ts';
import { createDouble } from './electron.ts';
import { personFolders } from './person-folders.ts';

// What follows `--cli` is for the program, as it is in a packaged one.
const commandLineAt = process.argv.indexOf('--cli');
const isCommandLine = commandLineAt !== -1;
const ownArguments = process.argv.slice(2, isCommandLine ? commandLineAt : undefined);
if (isCommandLine) process.argv.splice(1, commandLineAt - 1);

const { values, positionals } = parseArgs({
  args: ownArguments,
  allowPositionals: true,
  options: {
    headed: { type: 'boolean', default: false },
    // As Chromium reads it: it wins over the folder that follows from the program's name.
    'user-data-dir': { type: 'string' },
    // What stands for `app.getPath('appData')`; without it the profile ends with the program.
    'app-data': { type: 'string' },
    // Plays a packaged program: without default_app.
    packaged: { type: 'boolean', default: false },
    'short-lived': { type: 'boolean', default: false },
    'as-electron': { type: 'boolean', default: false },
    // A file to which every message between pages and main is written, as a line of JSON.
    messages: { type: 'string' },
    // For a person, not for a test: folder dialogs are answered, and each answer is printed. Those about a rehearsal are answered with
    // these two folders.
    rehearsal: { type: 'string' },
    trainer: { type: 'string' },
  },
});
const { appPath, name, version, main } = loadApplicationPackage(positionals[0] ?? '');
const profile = mkdtempSync(join(tmpdir(), 'lifeboat-browser-'));
const userData = values['user-data-dir'] ?? join(values['app-data'] ?? join(profile, 'app-data'), name);

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
  ...(values['short-lived'] ? [shortLived] : []),
];

const context = await chromium.launchPersistentContext(profile, {
  executablePath: await chromiumPath(values.headed ? 'seen' : 'unseen'),
  headless: !values.headed,
  chromiumSandbox: false,
  serviceWorkers: 'block',
  viewport: values.headed ? null : { width: 1366, height: 768 },
  args: chromiumArguments,
});
const firstPages = context.pages();

const { messages, rehearsal, trainer } = values;
const double = createDouble({
  context,
  appPath,
  isPackaged: values.packaged,
  userData,
  version,
  fixedSize: !values.headed,
  ...(messages === undefined
    ? {}
    : {
        hear: (message) => {
          appendFileSync(messages, `${JSON.stringify(message)}\n`);
        },
      }),
  ...(rehearsal === undefined || trainer === undefined
    ? {}
    : {
        pickFolder: personFolders({ rehearsal, trainer }, (text) => {
          console.log(text);
        }),
      }),
});

let ending = false;
async function end(code: number): Promise<void> {
  if (ending) return;
  ending = true;
  await context.close().catch(() => undefined);
  rmSync(profile, { recursive: true, force: true });
  process.exit(code);
}
double.electron.app.on('quit', (_event: unknown, code: number) => void end(code));
context.on('close', () => void end(0));
// A command hears signals itself.
if (!isCommandLine) for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void end(0));
// Without the test or the start script that opened it, nobody could close the browser any more.
process.on('disconnect', () => void end(0));

process.on('message', (message: { deed: string; folder?: string | null; name?: string }) => {
  if (message.deed === 'answerFolder') double.answerFolder(message.folder ?? null);
  else if (message.deed === 'killUtility')
    process.send?.({ told: 'killUtility', value: double.killUtility(message.name ?? '') });
  else if (message.deed === 'record') process.send?.({ told: 'record', value: double.record });
  else if (message.deed === 'close') void end(0);
});

if (values['as-electron']) Object.defineProperty(process.versions, 'electron', { value: 'double', enumerable: true });
// default_app/main.ts, loadApplicationPackage.
if (!values.packaged) Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });

/** Node's loader, with `electron` answered by the double. */
function loadMain(file: string): void {
  const ordinary = createRequire(file);
  const module = new Module(file) as Module & { _compile(text: string, file: string): void };
  module.filename = file;
  // Node's own has further members, which no main of ours uses.
  module.require = ((name: string) =>
    name === 'electron' ? double.electron : (ordinary(name) as unknown)) as typeof module.require;
  module._compile(readFileSync(file, 'utf8'), file);
}
const firstWindow = new Promise<void>((done) => {
  double.electron.app.once('web-contents-created', (_event: unknown, contents: EventEmitter) => {
    contents.once('did-finish-load', done);
  });
});
loadMain(main);
// Nobody joins a command, and it may have ended before this line: what follows is for windows only.
if (!isCommandLine) {
  await firstWindow;
  // The blank page that every browser starts with; our windows are others.
  for (const page of firstPages) await page.close();
  const port = readFileSync(join(profile, 'DevToolsActivePort'), 'utf8').split('\n', 1)[0] ?? '';
  process.send?.({ told: 'ready', value: { debuggingPort: Number(port), userData, profile } });
}
