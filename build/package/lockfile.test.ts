// What npm may bring to a machine: nothing that runs code when it is installed, and nothing from anywhere but the registry.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../root.ts';

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly hasInstallScript?: boolean;
  readonly inBundle?: boolean;
}
const read = (file: string): unknown => JSON.parse(readFileSync(join(root, file), 'utf8'));
const { packages } = read('package-lock.json') as { packages: Readonly<Record<string, Locked>> };
const installed = Object.entries(packages).filter(([path]) => path.startsWith('node_modules/'));

describe('the lock file', () => {
  it('has no package with an install script', () => {
    expect(installed.filter(([, { hasInstallScript }]) => hasInstallScript === true)).toEqual([]);
  });

  it('pins each package by its hash, but for the stand-in for a target that we leave out', () => {
    // What lies inside another package is pinned by that one's hash.
    const loose = installed
      .filter(([, { integrity, inBundle }]) => inBundle !== true && integrity?.startsWith('sha512-') !== true)
      .map(([path, { resolved }]) => [path, resolved]);
    expect(loose).toEqual([['node_modules/electron-builder-squirrel-windows', 'build/package/left-out']]);
  });

  it('names no source: each machine asks the registry it is set up with, and the hash decides', () => {
    const sources = installed.map(([, { resolved }]) => resolved).filter((resolved) => resolved !== undefined);
    expect(sources).toEqual(['build/package/left-out']);
  });
});

describe('package.json', () => {
  it('names exact versions', () => {
    const manifest = read('package.json') as Record<string, Readonly<Record<string, string>>>;
    const wanted = ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((kind) =>
      Object.entries(manifest[kind] ?? {}),
    );
    const loose = wanted.filter(([, version]) => !/^\d+[.]\d+[.]\d+$/.test(version)).map(([name]) => name);
    expect(loose).toEqual(['electron-builder-squirrel-windows']);
  });
});
