// `npm start`: opens the app on Electron, or, where its binary cannot be had, as a practice preview on the system's Chromium.
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { electronBinary } from '../e2e/hosts/electron-binary.ts';
import { root } from './root.ts';
import { chromium, ensureSystemPrograms } from './system-packages.ts';

const app = process.argv.includes('online') ? 'online' : 'offline';
const mainFile = join(root, 'out', 'electron', `${app}.cjs`);

const withoutBinary = `
Electron's binary is not here, and the package registry does not carry it. Ways to supply it:
  ELECTRON_OVERRIDE_DIST_PATH=/folder  npm start     a folder with an unpacked Electron 45.4.1
  ELECTRON_MIRROR=https://your.mirror/ npx install-electron    your own mirror; the archive is checked against the package's checksums
  electron_config_cache=/folder        npx install-electron    a folder with the archive already in it

Opening the PRACTICE PREVIEW instead: the same built app on Chromium. It refuses production ceremonies.`;

function onElectron(binary: string): ChildProcess {
  return spawn(binary, [mainFile], { stdio: 'inherit' });
}

function asPreview(): ChildProcess {
  console.log(withoutBinary);
  ensureSystemPrograms([chromium]);
  const headed = process.env['DISPLAY'] !== undefined || process.env['WAYLAND_DISPLAY'] !== undefined;
  const child = spawn(
    process.execPath,
    [
      '--no-warnings',
      join(root, 'e2e', 'hosts', 'double', 'run.ts'),
      mainFile,
      '--for-person',
      ...(headed ? ['--headed'] : []),
    ],
    { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
  );
  child.on('message', ({ told }: { told: string }) => {
    if (told !== 'ready') return;
    console.log(headed ? 'The preview is open; close its window to end it.' : headlessNotice);
  });
  return child;
}

const headlessNotice =
  'There is no display, so the preview runs without a window: the app has started and works. Stop it with Ctrl+C.\n' +
  'To see its screens on this machine: npm run gallery writes them as images to out/gallery.';

const binary = electronBinary(root);
const child = binary === undefined ? asPreview() : onElectron(binary);
// The child hears Ctrl+C itself and ends; this process waits for it, so that nothing is left running.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => {
  process.exitCode = code ?? 1;
});
