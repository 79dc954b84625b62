// The doors to the module `electron`, in a process of its own: they cannot be taken away again.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';

/** Runs a program after the module was given, and reads the value that it prints. */
function inProcess(program: string): unknown {
  const given = `
    import Module, { createRequire } from 'node:module';
    import { giveElectron } from ${JSON.stringify(join(import.meta.dirname, 'electron-module.ts'))};
    const require = createRequire(import.meta.url);
    const electron = { app: 'the app', net: 'the net' };
    giveElectron(electron, 'main');
    console.log(JSON.stringify(await (async () => { ${program} })()));`;
  const run = spawnSync(process.execPath, ['--no-warnings', '--input-type=module-typescript', '-e', given], {
    encoding: 'utf8',
  });
  if (run.status !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout);
}

it('module/cache: the module is an entry of the cache under three names, and what loads a file finds it by five', () => {
  const names = ['electron', 'electron/main', 'electron/common', 'electron/renderer', 'electron/utility'];
  const cached = `${JSON.stringify(names)}.map((name) => require.cache[name]?.exports === electron)`;
  expect(inProcess(`return ${cached};`)).toEqual([true, true, true, false, false]);
  expect(inProcess(`return ${JSON.stringify(names)}.map((name) => require(name) === electron);`)).toEqual(
    names.map(() => true),
  );
});

it('module/getter: an assignment to the exports of an entry does nothing, or throws in strict mode', () => {
  expect(inProcess(`Reflect.set(require.cache.electron, 'exports', {}); return require('electron');`)).toEqual({
    app: 'the app',
    net: 'the net',
  });
  const assign = 'try { require.cache.electron.exports = {}; } catch (error) { return error.name; }';
  expect(inProcess(assign)).toBe('TypeError');
  expect(
    inProcess(`Object.defineProperty(require.cache.electron, 'exports', { value: 1 }); return require('electron');`),
  ).toBe(1);
});

it('module/importers: an importer gets the exports of the entry past the loader, at every address of the scheme', () => {
  const past = "Module._load = () => { throw new Error('past'); };";
  const addresses = ['electron', 'electron/main', 'electron:electron', 'ELECTRON:anything', ' electron:x'];
  const ask = `${past} const all = [];
    for (const address of ${JSON.stringify(addresses)}) { const { app, default: whole } = await import(address); all.push([app, whole.net]); }
    return all;`;
  expect(inProcess(ask)).toEqual(addresses.map(() => ['the app', 'the net']));
});

it('module/parts: native parts of Electron are given out by name to anybody', () => {
  expect(inProcess("return Object.keys(process._linkedBinding('electron_browser_utility_process'));")).toEqual([
    '_fork',
  ]);
});
