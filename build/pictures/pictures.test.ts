// The pictures of the architecture show what is there.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../root.ts';
import { pictures } from './pictures.ts';
import { processes } from './processes.ts';
import { countImports, rooms } from './rooms.ts';

describe('the committed pictures', () => {
  it.each(Object.entries(pictures))('%s is what the source draws: else `npm run pictures`', (file, draw) => {
    expect(readFileSync(join(root, file), 'utf8')).toBe(draw());
  });
});

describe('the rooms in the picture', () => {
  it('are the folders of the source', () => {
    const inMain = readdirSync(join(root, 'electron/main'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
    expect(rooms.map(([room]) => room).sort()).toEqual([...inMain, 'preload', 'renderer', 'shared'].sort());
  });

  it('show the walls that the design names', () => {
    const imports = countImports();
    expect([...(imports.get('core')?.keys() ?? [])]).toEqual(['shared']);
    expect([...(imports.get('shared')?.keys() ?? [])]).toEqual([]);
    expect([...(imports.get('renderer')?.keys() ?? [])]).toEqual(['shared']);
    expect(imports.get('azure')?.has('secrets')).toBe(false);
  });
});

describe('the processes in the picture', () => {
  const build = readFileSync(join(root, 'build/build.ts'), 'utf8');

  it('are built from files that exist', () => {
    expect(processes.filter(({ source }) => !existsSync(join(root, source)))).toEqual([]);
  });

  it('are all programs and pages that the build makes', () => {
    // What a worker reads late is a file of its own, and no process.
    const programs = [
      ...[...build.matchAll(/'(electron\/main\/[a-z/-]+\.ts)'/g)].map(([, file]) => file),
      ...[...build.matchAll(/custodyBundle\('([a-z-]+)'/g)].map(([, name]) => `electron/main/secrets/${name}.ts`),
    ].filter((file) => file !== 'electron/main/secrets/legacy-ciphers.ts');
    const pages = /screens\(\[([^\]]+)\]\)/.exec(build)?.[1]?.match(/[a-z]+/g) ?? [];
    const apps = [...build.matchAll(/mainBundle\('([a-z]+)'\)/g)].map(([, app]) => `electron/main/${app}.ts`);
    const made = [...programs, ...apps, ...pages.map((page) => `renderer/${page}.tsx`)];
    expect(processes.map(({ source }) => source).sort()).toEqual(made.sort());
    expect(made.length).toBeGreaterThan(8);
  });
});
