// Which Electron counts as being there, and what is set for it.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { electronBinary, electronEnvironment, electronPackage } from './electron-binary.ts';

const projects: string[] = [];
afterEach(() => {
  for (const project of projects.splice(0)) rmSync(project, { recursive: true });
});

/** A project whose package of Electron has version 45.4.1 and these files. */
function projectWith(files: Readonly<Record<string, string>>): string {
  const project = mkdtempSync(join(tmpdir(), 'lifeboat-binary-'));
  projects.push(project);
  for (const [path, text] of Object.entries({ 'package.json': '{"version":"45.4.1"}', ...files })) {
    const file = join(electronPackage(project), path);
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, text);
  }
  return project;
}

describe('Electron’s binary', () => {
  const whole = { 'path.txt': 'program', 'dist/version': '45.4.1', 'dist/program': '' };

  it('is where the package’s installer has put it', () => {
    const project = projectWith(whole);
    expect(electronBinary(project, {})).toBe(join(electronPackage(project), 'dist', 'program'));
  });

  it.each([
    ['the installation was interrupted', { 'dist/version': '45.4.1', 'dist/electron': '', 'dist/electron.exe': '' }],
    ['the folder is left from another version', { ...whole, 'dist/version': '45.4.0' }],
    ['the program was removed', { 'path.txt': 'program', 'dist/version': '45.4.1' }],
    ['it was never supplied', {}],
  ])('is not there where %s', (_, files) => {
    expect(electronBinary(projectWith(files), {})).toBeUndefined();
  });

  it('is looked for in the folder that somebody names, and nowhere else then', () => {
    const project = projectWith(whole);
    expect(electronBinary(project, { ELECTRON_OVERRIDE_DIST_PATH: project })).toBeUndefined();
    const name = process.platform === 'win32' ? 'electron.exe' : 'electron';
    if (process.platform !== 'darwin') {
      writeFileSync(join(project, name), '');
      expect(electronBinary(project, { ELECTRON_OVERRIDE_DIST_PATH: project })).toBe(join(project, name));
    }
  });
});

it('a program that is Electron is never told to be plain Node', () => {
  const env = { PATH: '/bin', ELECTRON_RUN_AS_NODE: '1', electron_run_as_node: '1', ELECTRON_NO_HELP: '1' };
  expect(electronEnvironment(env)).toEqual({ PATH: '/bin', ELECTRON_NO_HELP: '1' });
});
