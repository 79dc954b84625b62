// What is shipped: built twice and packed twice from nothing, the bytes are the same, and the packed programs hold what is declared.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
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
const builds = ['first', 'second'].map((name) => join(temp, name, 'out'));
const dummy = join(temp, 'electron');
const packedFolder = (product: Product, round: string): string => join(temp, `packed-${round}`, product.id);
const unpacked = (product: Product, round: string): string =>
  join(packedFolder(product, round), 'packed', 'linux-unpacked');
const archive = (product: Product, round = 'a'): Buffer =>
  readFileSync(join(unpacked(product, round), 'resources', 'app.asar'));
const licencesIn = (product: Product, round: string): string =>
  readFileSync(join(unpacked(product, round), 'resources', licencesFile), 'utf8');
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

async function buildAndPack(out: string, round: string): Promise<void> {
  await promisify(execFile)(process.execPath, ['build/build.ts', `--out=${out}`], { cwd: root });
  for (const product of products) {
    const folder = packedFolder(product, round);
    await pack(product, { platform: 'linux', directoryOnly: true, folder, electronDist: dummy, out });
  }
}
beforeAll(async () => {
  writeDummyElectron(dummy);
  await buildAndPack(builds[0]!, 'a');
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
  beforeAll(() => buildAndPack(builds[1]!, 'b'));

  it.each(['electron', 'renderer', 'secrets', 'cli'])('make the same bytes in %s', (workspace) => {
    const [first, second] = builds.map((out) => digests(join(out, workspace)));
    expect(Object.keys(first!)).not.toEqual([]);
    expect(first).toEqual(second);
  });

  it.each(products)('make the same archive and licences of $name', (product) => {
    expect(sha256(archive(product, 'a'))).toBe(sha256(archive(product, 'b')));
    expect(licencesIn(product, 'a')).toBe(licencesIn(product, 'b'));
  });
});

describe.each(products)('$name, packed', (product) => {
  const files = (): ArchivedFile[] => readAsar(archive(product));

  it('holds exactly the declared files, and the parts that the bundler split from them', () => {
    const names = files().map(({ path }) => path);
    expect(names).toEqual(packedFiles(product, builds[0]!));
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
    expect(readdirSync(join(unpacked(product, 'a'), 'resources'))).toEqual([licencesFile, 'app.asar']);
  });

  it('brings the licences of all packages in it', () => {
    expect(licencesIn(product, 'a')).toBe(licencesOf(bundledPackages(product, builds[0])));
  });

  it('has all nine fuses set as declared', async () => {
    const suffix = product.id === 'offline' ? '-bin' : '';
    const { version, ...wire } = await getCurrentFuseWire(join(unpacked(product, 'a'), product.executable + suffix));
    expect(version).toBe('1');
    expect(Object.values(wire)).toEqual(fuses.map(({ isOn }) => (isOn ? FuseState.ENABLE : FuseState.DISABLE)));
    // The self-test reads the wire by itself: the list has to be in its order.
    expect(fuses.map(({ name }) => FuseV1Options[name])).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  });
});

describe('Lifeboat Offline, packed', () => {
  const offline = products.find(({ id }) => id === 'offline')!;

  it('starts through the launcher that takes the network away', () => {
    const launcher = readFileSync(join(unpacked(offline, 'a'), 'lifeboat-offline'));
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
