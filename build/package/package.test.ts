// What is shipped: the packed programs hold what is declared; built twice and packed twice from nothing, the bytes are the same.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fuses } from '#shell/fuses.ts';
import { refusedModules } from '#platform/network-wall/loading.ts';
import { root } from '../root.ts';
import { type ArchivedFile, readAsar } from '#e2e/support/asar.ts';
import { asksByUnknownName, importedNames } from '#e2e/support/import-scan.ts';
import { long } from '#e2e/support/long.ts';
import { writeDummyElectron } from './dummy-electron.ts';
import { bundledPackages } from './bundled-packages.ts';
import { licencesFile } from '#shared/licences-file.ts';
import { licencesOf } from './licences.ts';
import { pack } from './pack.ts';
import { type Product, products } from './products.ts';
import { packedFiles } from './stage.ts';

/** What is in an archive beside the parts that the bundler names. */
const declared: Readonly<Record<Product['id'], readonly string[]>> = {
  offline: [
    'out/electron/confirmation-preload.cjs',
    'out/electron/drill-offline.cjs',
    'out/electron/offline-preload.cjs',
    'out/electron/offline.cjs',
    'out/renderer/confirmation.html',
    'out/renderer/offline.html',
    'out/secrets/combiner.cjs',
    'out/secrets/key-maker.cjs',
    'out/secrets/key-worker.cjs',
    'out/secrets/reader.cjs',
    'out/secrets/token-worker.cjs',
    'package.json',
  ],
  online: [
    'out/electron/confirmation-preload.cjs',
    'out/electron/drill-online.cjs',
    'out/electron/online-preload.cjs',
    'out/electron/online.cjs',
    'out/renderer/confirmation.html',
    'out/renderer/online.html',
    'package.json',
  ],
};

const temp = mkdtempSync(join(tmpdir(), 'lifeboat-package-'));
/** What was built before everything else, without the part that asks tokens, which is no part of a package. */
const ours = join(temp, 'ours', 'out');
const builds = ['first', 'second'].map((name) => join(temp, name, 'out'));
const dummy = join(temp, 'electron');
const packedFolder = (product: Product, round: string): string => join(temp, `packed-${round}`, product.id);
const unpacked = (product: Product, round: string): string =>
  join(packedFolder(product, round), 'packed', 'linux-unpacked');
const archive = (product: Product, round = 'ours'): Buffer =>
  readFileSync(join(unpacked(product, round), 'resources', 'app.asar'));
const licencesIn = (product: Product, round: string): string =>
  readFileSync(join(unpacked(product, round), 'resources', licencesFile), 'utf8');
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

async function packFrom(out: string, round: string): Promise<void> {
  for (const product of products) {
    const folder = packedFolder(product, round);
    await pack(product, { platform: 'linux', directoryOnly: true, folder, electronDist: dummy, out });
  }
}
beforeAll(async () => {
  writeDummyElectron(dummy);
  for (const part of ['bundled', 'electron', 'renderer', 'secrets']) {
    cpSync(join(root, 'out', part), join(ours, part), {
      recursive: true,
      filter: (file) => !/token[.]\w+$/.test(file),
    });
  }
  await packFrom(ours, 'ours');
});
afterAll(() => rmSync(temp, { recursive: true, force: true }));

/** Path and digest of every file below a folder. */
function digests(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((file) => [file.slice(folder.length + 1), sha256(readFileSync(file))]),
  );
}

describe('two builds from nothing', long, () => {
  beforeAll(async () => {
    for (const [at, out] of builds.entries()) {
      await promisify(execFile)(process.execPath, ['build/build.ts', `--out=${out}`], { cwd: root });
      await packFrom(out, `${at}`);
    }
  });

  it.each(['electron', 'renderer', 'secrets', 'cli'])('make the same bytes in %s', (workspace) => {
    const [first, second] = builds.map((out) => digests(join(out, workspace)));
    expect(Object.keys(first!)).not.toEqual([]);
    expect(first).toEqual(second);
  });

  it.each(products)('make the same archive and licences of $name', (product) => {
    expect(sha256(archive(product, '0'))).toBe(sha256(archive(product, '1')));
    expect(licencesIn(product, '0')).toBe(licencesIn(product, '1'));
  });
});

describe.each(products)('$name, packed', (product) => {
  const files = (): ArchivedFile[] => readAsar(archive(product));

  it('holds exactly the declared files, and the parts that the bundler split from them', () => {
    const names = files().map(({ path }) => path);
    expect(names).toEqual(packedFiles(product, ours));
    const part = /^out\/(renderer\/assets\/[\w-]+-[\w-]{8}[.](js|css|woff2|svg|png)|electron\/[\w-]+-[\w-]{8}[.]cjs)$/;
    expect(names.filter((name) => !part.test(name))).toEqual(declared[product.id]);
  });

  it('states the true hash of each file', () => {
    for (const { bytes, stated } of files()) expect(sha256(bytes)).toBe(stated);
  });

  it('holds every screen with the hash that main was built with', () => {
    const main = files()
      .find(({ path }) => path === `out/electron/${product.id}.cjs`)!
      .bytes.toString('utf8');
    const screens = files().filter(({ path }) => path.startsWith('out/renderer/'));
    expect(screens.length).toBeGreaterThan(3);
    for (const { bytes } of screens) expect(main).toContain(sha256(bytes));
  });

  it('has no install script, no dependency and no update address in its package.json', () => {
    const manifest = JSON.parse(
      files()
        .find(({ path }) => path === 'package.json')!
        .bytes.toString('utf8'),
    ) as object;
    expect(manifest).toMatchObject({ productName: product.name, main: `out/electron/${product.id}.cjs` });
    for (const member of ['scripts', 'dependencies', 'devDependencies', 'publish']) {
      expect(manifest).not.toHaveProperty(member);
    }
    expect(readdirSync(join(unpacked(product, 'ours'), 'resources'))).toEqual([licencesFile, 'app.asar']);
  });

  it('brings the licences of all packages in it', () => {
    expect(licencesIn(product, 'ours')).toBe(licencesOf(bundledPackages(product, ours)));
  });

  it('has all nine fuses set as declared', async () => {
    const suffix = product.id === 'offline' ? '-bin' : '';
    const { version, ...wire } = await getCurrentFuseWire(join(unpacked(product, 'ours'), product.executable + suffix));
    expect(version).toBe('1');
    expect(Object.values(wire)).toEqual(fuses.map(({ isOn }) => (isOn ? FuseState.ENABLE : FuseState.DISABLE)));
    // The self-test reads the wire by itself: the list has to be in its order.
    expect(fuses.map(({ name }) => FuseV1Options[name])).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  });
});

describe('Lifeboat Offline, packed', () => {
  const offline = products.find(({ id }) => id === 'offline')!;

  it('starts through the launcher that takes the network away', () => {
    const launcher = readFileSync(join(unpacked(offline, 'ours'), 'lifeboat-offline'));
    expect(launcher).toEqual(readFileSync(join(root, 'assets', 'linux', 'lifeboat-offline')));
  });

  it('asks in no file for a module that leads to a network, a debugger or another program', () => {
    const code = readAsar(archive(offline)).filter(({ path }) => /[.](cjs|js)$/.test(path));
    expect(code.length).toBeGreaterThan(6);
    for (const { path, bytes } of code) {
      const source = bytes.toString('utf8');
      const names = importedNames(source).filter((name) => refusedModules.has(name) || name.startsWith('@azure'));
      expect({ path, names, unknown: asksByUnknownName(source) }).toEqual({ path, names: [], unknown: false });
    }
  });
});
