// Programs that are started: what somebody else could have put there is refused, each way by its own reason.
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { faultOfPromise } from '#e2e/support/faults.ts';
import { findProgram, programEnvironment } from './program-file.ts';

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'lifeboat-programs-')));
});
afterEach(() => rmSync(folder, { recursive: true }));
function plant(name: string, mode = 0o755): string {
  const path = join(folder, name);
  writeFileSync(path, '#!/bin/sh\n');
  chmodSync(path, mode);
  return path;
}
const refusal = (program: string, why: string) => ({ code: 'PROGRAM_REFUSED', program, why });

describe.skipIf(process.platform === 'win32')('a program', () => {
  it('is found where it is the first that is there', async () => {
    const path = plant('browser');
    expect(await findProgram([join(folder, 'none'), path])).toBe(path);
    expect(await findProgram([join(folder, 'none')])).toBeUndefined();
  });

  it('is named by an absolute path alone', async () => {
    plant('browser');
    for (const name of ['browser', './browser', '../browser', '']) {
      expect(await faultOfPromise(findProgram([name]))).toEqual(refusal(name, 'relative'));
    }
  });

  it('is a file that may be run', async () => {
    mkdirSync(join(folder, 'folder'));
    for (const path of [join(folder, 'folder'), plant('text', 0o644)]) {
      expect(await faultOfPromise(findProgram([path]))).toEqual(refusal(path, 'no-program'));
    }
    const link = join(folder, 'link');
    symlinkSync(join(folder, 'gone'), link);
    expect(await faultOfPromise(findProgram([link]))).toEqual(refusal(link, 'missing'));
  });

  it('that everybody can write to is refused, and in a folder that everybody can write to', async () => {
    const open = plant('open', 0o757);
    expect(await faultOfPromise(findProgram([open]))).toEqual(refusal(open, 'writable'));
    const path = plant('browser');
    chmodSync(folder, 0o777);
    expect(await faultOfPromise(findProgram([path]))).toEqual(refusal(path, 'writable'));
  });

  it('that a link leads to is checked where it lies, and the link where that lies', async () => {
    const inner = join(folder, 'inner');
    mkdirSync(inner);
    const path = plant('browser');
    const link = join(inner, 'link');
    symlinkSync(path, link);
    expect(await findProgram([link])).toBe(link);
    chmodSync(inner, 0o777);
    expect(await faultOfPromise(findProgram([link]))).toEqual(refusal(link, 'writable'));
  });

  it.skipIf(process.getuid?.() !== 0)('of another person is refused', async () => {
    const path = plant('browser');
    chownSync(path, 1234, 1234);
    expect(await faultOfPromise(findProgram([path]))).toEqual(refusal(path, 'owner'));
  });
});

it('finds nothing of ours in its environment', () => {
  const ours = { HOME: '/home/op', NODE_OPTIONS: 'x', SYSTEMROOT: 'C:\\Windows' };
  expect(programEnvironment('/place', 'linux', ours)).toEqual({
    ...{ PATH: '/usr/bin:/bin', HOME: '/place', TMPDIR: '/place', LANG: 'C.UTF-8' },
  });
  expect(programEnvironment('P', 'win32', ours)).toMatchObject({
    SystemRoot: 'C:\\Windows',
    PATH: 'C:\\Windows\\System32',
  });
});
