// What the double calls an app, and where it looks for its files: as Electron's own default_app does, and no kinder.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import electron from 'electron/package.json' with { type: 'json' };
import { afterAll, describe, expect, it } from 'vitest';
import { loadApplicationPackage } from './default-app.ts';

const folder = mkdtempSync(join(tmpdir(), 'lifeboat-default-app-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A folder with these files. */
function appWith(name: string, files: Readonly<Record<string, string>>): string {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, path, '..'), { recursive: true });
    writeFileSync(join(folder, name, path), text);
  }
  return join(folder, name);
}

describe('a folder that an app is started from', () => {
  it('gives it the app path, the name, the version and the main file', () => {
    const manifest = { name: 'short', productName: 'The Product', version: '1.2.3', main: 'out/electron/main.cjs' };
    const app = appWith('whole', { 'package.json': JSON.stringify(manifest), 'out/electron/main.cjs': '' });
    const main = join(app, 'out', 'electron', 'main.cjs');
    expect(loadApplicationPackage(app)).toEqual({ appPath: app, name: 'The Product', version: '1.2.3', main });
  });

  it('gives it the package’s name where there is no product name', () => {
    const app = appWith('named', { 'package.json': '{"name":"short","main":"main.cjs"}', 'main.cjs': '' });
    expect(loadApplicationPackage(app)).toMatchObject({ name: 'short' });
  });

  it('is refused where it has no app', () => {
    expect(() => loadApplicationPackage(appWith('empty', { 'package.json': '{"main":"main.cjs"}' }))).toThrow(
      /Cannot find module/,
    );
  });
});

it('a file that an app is started from gives it its own folder as app path, and the name of Electron', () => {
  const app = appWith('file', {
    'package.json': '{"productName":"The Product","version":"1.2.3"}',
    'out/electron/main.cjs': '',
  });
  const main = join(app, 'out', 'electron', 'main.cjs');
  expect(loadApplicationPackage(main)).toEqual({
    appPath: join(app, 'out', 'electron'),
    name: 'Electron',
    version: electron.version,
    main,
  });
});
