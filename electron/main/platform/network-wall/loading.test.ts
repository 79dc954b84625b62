// Electron's module behind the wall, in each kind of process and by every door, with Electron's loaders as the double plays them. The wall's
// source runs in strict mode here; the built files, in sloppy mode, are attacked by `e2e/proofs/offline/attack.test.ts`.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { root } from '#build/root.ts';

/** What the doors answer: the names of what is given out, or the code of a refusal. */
function askDoors(type: 'main' | 'utility', wall: string): Readonly<Record<string, unknown>> {
  const script = `
    import { createRequire } from 'node:module';
    import { giveElectron } from ${file('e2e/hosts/double/electron-module.ts')};
    const names = ['BrowserWindow', 'dialog', 'ipcMain', 'Menu', 'MessageChannelMain', 'powerMonitor', 'protocol', 'session', 'net', 'shell'];
    const parts = Object.fromEntries(names.map((name) => [name, { name }]));
    giveElectron({ app: { getAppPath: () => '/app' }, utilityProcess: { fork: () => 'started' }, ...parts }, '${type}');
    await import(${file(`electron/main/platform/network-wall/${wall}.ts`)});
    const require = createRequire(import.meta.url);
    const doors = {
      require: () => require('electron'),
      alias: () => require('electron/${type}'),
      cache: () => require.cache.electron.exports,
      'cache of the alias': () => require.cache['electron/${type}'].exports,
      importer: () => import('electron'),
      address: () => import('electron:anything'),
      part: () => process._linkedBinding('electron_common_net'),
    };
    const answers = {};
    for (const [door, ask] of Object.entries(doors)) {
      try {
        answers[door] = Object.keys(await ask()).join(' ');
      } catch (error) {
        answers[door] = error.fault?.code ?? String(error);
      }
    }
    console.log(JSON.stringify(answers));`;
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--no-warnings', '--input-type=module-typescript', '-e', script],
    { cwd: root, encoding: 'utf8' },
  );
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout) as Readonly<Record<string, unknown>>;
}
const file = (path: string): string => JSON.stringify(pathToFileURL(join(root, path)).href);

it('in main, everybody who requires it gets the parts that the app is made of, and no importer gets any', () => {
  const parts =
    'app BrowserWindow dialog ipcMain Menu MessageChannelMain powerMonitor protocol session utilityProcess WebContentsView';
  expect(askDoors('main', 'closed-in-main')).toEqual({
    ...{ require: parts, alias: parts, cache: parts, 'cache of the alias': parts },
    ...{ importer: 'NETWORK_REFUSED', address: 'NETWORK_REFUSED', part: 'NETWORK_REFUSED' },
  });
});

it('in a custody process nobody gets it', () => {
  expect(new Set(Object.values(askDoors('utility', 'closed')))).toEqual(new Set(['NETWORK_REFUSED']));
});
