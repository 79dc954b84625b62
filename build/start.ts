// `npm start`: opens the app on Electron, or, where its binary cannot be had, as a practice preview on the system's Chromium. `npm run
// rehearse` opens both apps side by side.
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { electronBinary } from '../e2e/hosts/electron-binary.ts';
import type { Product } from './package/products.ts';
import { appFolder } from './package/stage.ts';
import { root } from './root.ts';
import { chromium, ensureSystemPrograms } from './system-packages.mjs';

type App = Product['id'];
const { positionals, values } = parseArgs({
  allowPositionals: true,
  // The preview has no folder dialog: a rehearsal that was made before is named at the start.
  options: { rehearsal: { type: 'string' }, trainer: { type: 'string' } },
});
const wanted: readonly App[] = positionals.includes('both')
  ? ['offline', 'online']
  : [positionals.includes('online') ? 'online' : 'offline'];

const withoutBinary = `
Electron's binary is not here, and the package registry does not carry it. Ways to supply it:
  ELECTRON_OVERRIDE_DIST_PATH=/folder  npm start     a folder with an unpacked Electron 45.4.1
  ELECTRON_MIRROR=https://your.mirror/ npx install-electron    your own mirror; the archive is checked against the package's checksums
  electron_config_cache=/folder        npx install-electron    a folder with the archive already in it

Opening the PRACTICE PREVIEW instead: the same built app on Chromium. It refuses production ceremonies.`;

/** The folder gives each app its own name, and with it a profile and an instance lock of its own. */
const onElectron = (binary: string, app: App): ChildProcess => spawn(binary, [appFolder(app)], { stdio: 'inherit' });

/** Without a name, both apps find the rehearsal that one of them makes; nothing lies there before. */
function rehearsalPlaces(): readonly string[] {
  const fresh = join(tmpdir(), `lifeboat-rehearsal-${randomBytes(4).toString('hex')}`);
  const room = resolve(values.rehearsal ?? join(fresh, 'room'));
  return ['--rehearsal', room, '--trainer', resolve(values.trainer ?? join(dirname(room), 'trainer'))];
}

function asPreview(app: App, places: readonly string[]): ChildProcess {
  const headed = process.env['DISPLAY'] !== undefined || process.env['WAYLAND_DISPLAY'] !== undefined;
  const child = spawn(
    process.execPath,
    [
      '--no-warnings',
      join(root, 'e2e', 'hosts', 'double', 'run.ts'),
      appFolder(app),
      ...places,
      ...(headed ? ['--headed'] : []),
    ],
    { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
  );
  child.on('message', ({ told }: { told: string }) => {
    if (told !== 'ready') return;
    console.log(headed ? `Lifeboat ${app}: the preview is open; close its window to end it.` : headlessNotice);
  });
  return child;
}

const headlessNotice =
  'There is no display, so the preview runs without a window: the app has started and works. Stop it with Ctrl+C.\n' +
  'To see its screens on this machine: npm run gallery writes them as images to out/gallery.';

const binary = electronBinary(root);
if (binary === undefined) {
  console.log(withoutBinary);
  await ensureSystemPrograms([chromium]);
}
const places = rehearsalPlaces();
const children = wanted.map((app) => (binary === undefined ? asPreview(app, places) : onElectron(binary, app)));
// The children hear Ctrl+C themselves and end; this process waits for them, so that nothing is left running.
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    for (const child of children) child.kill(signal);
  });
}
process.exitCode = 0;
for (const child of children) {
  child.on('exit', (code) => {
    if (code !== 0) process.exitCode = code ?? 1;
  });
}
