// In Electron, files outside of this program are read by functions that know nothing of its archives.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type * as Fs from 'node:fs';
import type * as Promises from 'node:fs/promises';
import type { VolumeRegister } from '#services/offline/volume-register.ts';

const folder = mkdtempSync(join(tmpdir(), 'lifeboat-disk-'));
afterEach(() => {
  vi.restoreAllMocks();
  vi.doUnmock('node:fs/promises');
  vi.resetModules();
});

/** As Electron's `fs` answers for a path with an archive in it (lib/node/asar-fs-wrapper.ts), if the archive is none. */
function inElectron(): void {
  vi.doMock('node:fs/promises', async (original) => {
    const real = await original<typeof Promises>();
    const notAnArchive = (path: unknown): boolean => /\.asar/i.test(String(path));
    const fail = (path: unknown): Promise<never> => Promise.reject(new Error(`Invalid package ${String(path)}`));
    const lstat = (path: string) => (notAnArchive(path) ? fail(path) : real.lstat(path));
    const open = (path: string, flags: string) => (notAnArchive(path) ? fail(path) : real.open(path, flags));
    return { ...real, lstat, open };
  });
}

describe('a stick with a file that is named like an archive', () => {
  it('is listed, and the file can be read', async () => {
    writeFileSync(join(folder, 'x.asar'), 'text');
    const untouched = await vi.importActual<typeof Fs>('node:fs');
    inElectron();
    const builtin = process.getBuiltinModule.bind(process);
    vi.spyOn(process, 'getBuiltinModule').mockImplementation((name: string) =>
      name === 'original-fs' ? untouched : builtin(name)!,
    );
    vi.resetModules();
    const { VolumeRegister: Register } = await import('#services/offline/volume-register.ts');
    const { readWholeFile } = await import('./files.ts');
    const register: VolumeRegister = new Register(() =>
      Promise.resolve([{ path: folder, name: 'IN', readOnly: false }]),
    );
    await register.refresh();
    const { id } = register.view[0]!;
    register.assign(id, 'in');
    expect((await register.list(id)).files).toMatchObject([{ name: 'x.asar', bytes: 4 }]);
    expect((await readWholeFile(join(folder, 'x.asar'), 10)).toString()).toBe('text');
    rmSync(folder, { recursive: true });
  });

  it('would break the list with the functions that Electron has put in their place', async () => {
    inElectron();
    vi.resetModules();
    const { disk } = await import('./disk.ts');
    await expect(disk.lstat('/stick/x.asar')).rejects.toThrow('Invalid package');
  });
});
