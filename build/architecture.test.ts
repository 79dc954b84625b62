// The page of the architecture shows what is there: which modules, who imports whom, which processes.
import { globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importsOf } from './imports.ts';
import { root } from './root.ts';

const page = readFileSync(join(root, 'assets/docs/architecture.md'), 'utf8');
const toSlashes = (path: string): string => path.replaceAll('\\', '/');

function moduleOf(file: string): string | undefined {
  const [, inMain] = /^electron\/main\/([^/]+)\//.exec(file) ?? [];
  const [, outside] = /^(?:electron\/)?(preload|renderer|shared)\//.exec(file) ?? [];
  return inMain ?? outside;
}

/** Which modules each module imports, by the files that ship; tests and their data do not. */
function readImports(): Record<string, string[]> {
  const imports = new Map<string, Set<string>>();
  for (const file of globSync('{electron,renderer,shared}/**/*.{ts,tsx}', { cwd: root }).map(toSlashes)) {
    const from = moduleOf(file);
    if (from === undefined || /[.]test[.]|testdata\/|[.]d[.]ts$/.test(file)) continue;
    const others = imports.get(from) ?? new Set();
    imports.set(from, others);
    for (const to of importsOf(file).map(moduleOf)) {
      if (to !== undefined && to !== from) others.add(to);
    }
  }
  return Object.fromEntries([...imports].map(([workspace, others]) => [workspace, [...others].sort()]));
}

describe('the modules of the page', () => {
  const rows = [...page.matchAll(/^\| `([a-z]+)` *\|[^|]*\|([^|]*)\|$/gm)].map(
    ([, workspace = '', others = '']) =>
      [workspace, [...others.matchAll(/`([a-z]+)`/g)].map(([, other]) => other ?? '')] as const,
  );

  it('are the folders of the source', () => {
    const inMain = readdirSync(join(root, 'electron/main'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
    expect(rows.map(([workspace]) => workspace).sort()).toEqual([...inMain, 'preload', 'renderer', 'shared'].sort());
  });

  it('import what the source imports', () => {
    expect(Object.fromEntries(rows.map(([workspace, others]) => [workspace, [...others].sort()]))).toEqual(
      readImports(),
    );
  });

  it('show the walls that the design names', () => {
    const imports = readImports();
    expect(imports['core']).toEqual(['shared']);
    expect(imports['shared']).toEqual([]);
    expect(imports['renderer']).toEqual(['shared']);
    expect(imports['azure']).not.toContain('secrets');
  });
});

describe('the processes of the page', () => {
  it('are all programs and pages that the build makes', () => {
    const build = readFileSync(join(root, 'build/build.ts'), 'utf8');
    const programs = [
      ...[...build.matchAll(/'(electron\/main\/[a-z/-]+\.ts)'/g)].map(([, file]) => file),
      ...[...build.matchAll(/secretsBundle\('([a-z-]+)'/g)].map(([, name]) => `electron/main/secrets/${name}.ts`),
    ];
    const pages = /screens\(\[([^\]]+)\]\)/.exec(build)?.[1]?.match(/[a-z]+/g) ?? [];
    const apps = [...build.matchAll(/mainBundle\('([a-z]+)'\)/g)].map(([, app]) => `electron/main/${app}.ts`);
    const made = [...programs, ...apps, ...pages.map((name) => `renderer/${name}.tsx`)];
    const named = [...page.matchAll(/(?:electron\/main|renderer)\/[a-z/-]+\.tsx?/g)].map(([source]) => source);
    expect(named.sort()).toEqual(made.sort());
    expect(made.length).toBeGreaterThan(8);
  });
});
