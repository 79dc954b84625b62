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
function lockedIn(file: string): readonly (readonly [path: string, locked: Locked])[] {
  const { packages } = read(file) as { packages: Readonly<Record<string, Locked>> };
  return Object.entries(packages).filter(([path]) => path.startsWith('node_modules/'));
}
const installed = lockedIn('package-lock.json');
const apart = ['build/azurite', 'build/azure-samples'].map((folder) => ({
  folder,
  locked: lockedIn(`${folder}/package-lock.json`),
}));
const withScript = (packages: typeof installed): readonly string[] =>
  packages.filter(([, { hasInstallScript }]) => hasInstallScript === true).map(([path]) => path);

describe('the lock file', () => {
  it('has no package with an install script', () => {
    expect(withScript(installed)).toEqual([]);
  });

  it.each<readonly [string, typeof installed]>([
    ['package-lock.json', installed],
    ...apart.map(({ folder, locked }) => [`${folder}/package-lock.json`, locked] as const),
  ])(
    '%s pins each package by its hash, and names no source: each machine asks the registry it is set up with',
    (_file, locked) => {
      // What is inside another package is pinned by that one's hash.
      const loose = locked.filter(
        ([, { integrity, inBundle }]) => inBundle !== true && integrity?.startsWith('sha512-') !== true,
      );
      expect(loose).toEqual([]);
      expect(locked.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
    },
  );

  it('has in the place of a target that we leave out a package that is there anyway', () => {
    const [left, instead] = ['electron-builder-squirrel-windows', 'builder-util-runtime'].map((name) =>
      installed.find(([path]) => path === `node_modules/${name}`),
    );
    expect(left?.[1].integrity).toBe(instead?.[1].integrity);
  });
});

describe('what is installed apart', () => {
  it('has no package with an install script, and would run none', () => {
    expect(apart.flatMap(({ locked }) => withScript(locked))).toEqual([]);
    for (const folder of ['', ...apart.map((each) => each.folder)]) {
      expect(readFileSync(join(root, folder, '.npmrc'), 'utf8')).toMatch(/^ignore-scripts=true$/m);
    }
  });
});

describe('package.json', () => {
  it('names exact versions', () => {
    const manifest = read('package.json') as Record<string, Readonly<Record<string, string>>>;
    const wanted = ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((kind) =>
      Object.entries(manifest[kind] ?? {}),
    );
    const loose = wanted.filter(([, version]) => !/^\d+[.]\d+[.]\d+$/.test(version)).map(([name]) => name);
    expect(loose).toEqual([]);
  });
});
