// Opens an app for a person: on Electron, or as the practice preview.
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { electronEnvironment } from '#e2e/hosts/electron-binary.ts';
import { appFolder } from '../package/stage.ts';
import { root } from '../root.ts';
import { type App, profileOf, type StartOptions } from './options.ts';

/** The arguments with which Electron opens an app. Its folder gives it its own name, and with it a profile and an instance lock of its own. */
export function electronArguments(options: StartOptions, app: App): string[] {
  const profile = profileOf(options, app);
  return [
    appFolder(app),
    ...(options.noSandbox ? ['--no-sandbox'] : []),
    ...(profile === undefined ? [] : [`--user-data-dir=${profile}`]),
  ];
}

export const openOnElectron = (binary: string, options: StartOptions, app: App): ChildProcess =>
  spawn(binary, electronArguments(options, app), { stdio: 'inherit', env: electronEnvironment() });

const withoutDisplay =
  'There is no display, so the preview runs without a window: the app has started and works. Stop it with Ctrl+C.\n' +
  'To see its screens on this machine: npm run gallery writes them as images to out/gallery.';

/** @param workspace the folder of a rehearsal, the same for both apps, which are side by side */
export function openAsPreview(options: StartOptions, app: App, workspace: string) {
  const hasDisplay = process.env['DISPLAY'] !== undefined || process.env['WAYLAND_DISPLAY'] !== undefined;
  const isHeaded = hasDisplay || process.platform !== 'linux';
  const profile = profileOf(options, app);
  const child = spawn(
    process.execPath,
    [
      '--no-warnings',
      join(root, 'e2e', 'hosts', 'double', 'run.ts'),
      appFolder(app),
      ...['--rehearsal', workspace],
      ...(profile === undefined ? [] : [`--user-data-dir=${profile}`]),
      ...(isHeaded ? ['--headed'] : []),
      ...(options.apps.length > 1 ? ['--half', app === options.apps[0] ? 'left' : 'right'] : []),
    ],
    { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], env: electronEnvironment() },
  );
  child.on('message', ({ told }: { told: string }) => {
    if (told !== 'ready') return;
    console.log(isHeaded ? `Lifeboat ${app}: the preview is open; close its window to end it.` : withoutDisplay);
  });
  return child;
}
