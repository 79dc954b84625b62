// Files of the world: what is no file, what is too large, what exists already, and disks that fail in the middle of a write.
import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import * as files from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { faultOfPromise } from '#e2e/support/faults.ts';
import { hasLinks } from '#e2e/support/links.ts';
import {
  fileFault,
  isTemporaryName,
  makeFolder,
  readWholeFile,
  refuseExisting,
  renameFile,
  writeNewFile,
} from './files.ts';

// The calls stay what they are; a test may let one of them fail as a disk would.
vi.mock('node:fs/promises', { spy: true });

const onWindows = process.platform === 'win32';
const bytes = Buffer.from('the restore blob');
const failure = (code: string): Error => Object.assign(new Error(code), { code });

let folder: string;
const path = (name = 'blob.json'): string => join(folder, name);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lifeboat-files-'));
});
afterEach(() => {
  vi.resetAllMocks();
  rmSync(folder, { recursive: true });
});

describe('reading a whole file', () => {
  const codeOf = async (name: string, limit = 100): Promise<string> =>
    (await faultOfPromise(readWholeFile(path(name), limit))).code;

  it('stands at both sides of its limit', async () => {
    writeFileSync(path(), bytes);
    expect(await readWholeFile(path(), bytes.length)).toEqual(bytes);
    expect(await codeOf('blob.json', bytes.length - 1)).toBe('FILE_TOO_LARGE');
    writeFileSync(path('empty'), '');
    expect(await readWholeFile(path('empty'), 0)).toHaveLength(0);
  });

  it('refuses a file that is larger than memory without reading it', async () => {
    writeFileSync(path(), '');
    truncateSync(path(), 2 ** 40);
    expect(await codeOf('blob.json')).toBe('FILE_TOO_LARGE');
  });

  it('refuses what is not there, and a path through a file', async () => {
    writeFileSync(path('file'), '');
    expect(await codeOf('missing')).toBe('FILE_NOT_FOUND');
    expect(await codeOf('missing/deeper')).toBe('FILE_NOT_FOUND');
    expect(await codeOf('file/deeper')).toBe('FILE_NOT_FOUND');
    if (hasLinks) symlinkSync(path('nowhere'), path('dangling'));
    expect(await codeOf('dangling')).toBe('FILE_NOT_FOUND');
  });

  it('refuses a folder', async () => {
    mkdirSync(path('folder'));
    expect(await codeOf('folder')).toBe('FILE_NOT_A_FILE');
  });

  it.skipIf(onWindows)('refuses a named pipe instead of waiting for ever, and a device', async () => {
    execFileSync('mkfifo', [path('pipe')]);
    expect(await codeOf('pipe')).toBe('FILE_NOT_A_FILE');
    expect((await faultOfPromise(readWholeFile('/dev/zero', 100))).code).toBe('FILE_NOT_A_FILE');
  });

  it('refuses a name with a NUL', async () => {
    expect(await codeOf('a\0b')).toBe('FILE_FAILED');
  });

  it('shows the name as visible text', async () => {
    const fault = await faultOfPromise(readWholeFile(path('line\nbreak'), 1));
    expect(JSON.stringify(fault)).not.toContain('\\n');
  });
});

describe('writing a new file', () => {
  it('leaves exactly these bytes under exactly this name, for its owner alone', async () => {
    await writeNewFile(path(), bytes);
    expect(readFileSync(path())).toEqual(bytes);
    expect(readdirSync(folder)).toEqual(['blob.json']);
    if (!onWindows) expect(statSync(path()).mode & 0o777).toBe(0o600);
  });

  it('writes an empty file, and one with a name as long as a name can be', async () => {
    const long = 'x'.repeat(255);
    await writeNewFile(path(long), Buffer.alloc(0));
    expect(readdirSync(folder)).toEqual([long]);
  });

  it.each<[string, () => void]>([
    ['a file', () => writeFileSync(path(), 'old')],
    ['a folder', () => mkdirSync(path())],
    ...(hasLinks
      ? [['a link to nowhere', () => symlinkSync(path('nowhere'), path())] satisfies [string, () => void]]
      : []),
  ])('never writes over %s', async (_, make) => {
    make();
    const before = readdirSync(folder);
    expect((await faultOfPromise(writeNewFile(path(), bytes))).code).toBe('FILE_EXISTS');
    expect(readdirSync(folder)).toEqual(before);
    if (statSync(path(), { throwIfNoEntry: false })?.isFile()) expect(readFileSync(path(), 'utf8')).toBe('old');
  });

  it('refuses a name that Windows does not keep, and writes nothing', async () => {
    for (const name of ['nul.json', 'blob.json:hidden', 'blob.', 'line\nbreak']) {
      const fault = await faultOfPromise(writeNewFile(path(name), bytes));
      expect(fault.code).toBe('FILE_NAME_UNPORTABLE');
      expect(await faultOfPromise(refuseExisting(path(name)))).toEqual(fault);
    }
    expect(await faultOfPromise(makeFolder(path('aux')))).toMatchObject({ problem: 'device' });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('lets one of two writers win', async () => {
    const results = await Promise.allSettled([writeNewFile(path(), bytes), writeNewFile(path(), Buffer.from('other'))]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(readdirSync(folder)).toEqual(['blob.json']);
  });

  it.each(['blob.json', 'a', 'x'.repeat(200), 'zwei Wörter 🛟'])(
    'writes %j under a temporary name that lists leave out, and its own name is none',
    async (name) => {
      await writeNewFile(path(name), bytes);
      const temporary = basename(String(vi.mocked(files.link).mock.lastCall?.[0]));
      expect([temporary, name].map(isTemporaryName)).toEqual([true, false]);
    },
  );

  it('refuses a folder that is not there', async () => {
    expect((await faultOfPromise(writeNewFile(path('missing/blob.json'), bytes))).code).toBe('FOLDER_NOT_FOUND');
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each(['EPERM', 'ENOTSUP', 'EOPNOTSUPP'])(
    'renames where the disk knows no hard links (%s), but not over anything',
    async (code) => {
      vi.mocked(files.link).mockRejectedValue(failure(code));
      await writeNewFile(path(), bytes);
      expect(readFileSync(path())).toEqual(bytes);
      expect((await faultOfPromise(writeNewFile(path(), Buffer.from('other')))).code).toBe('FILE_EXISTS');
      expect(readFileSync(path())).toEqual(bytes);
      expect(readdirSync(folder)).toEqual(['blob.json']);
    },
  );
});

describe('giving a file another name', () => {
  beforeEach(() => {
    writeFileSync(path('old'), bytes);
  });

  it.each([[undefined], ['EPERM']])('takes the first one away, on every disk (%s)', async (code) => {
    if (code !== undefined) vi.mocked(files.link).mockRejectedValueOnce(failure(code));
    await renameFile(path('old'), path('new'));
    expect(readdirSync(folder)).toEqual(['new']);
    expect(readFileSync(path('new'))).toEqual(bytes);
  });

  it('never takes that of another file, even if it has just come', async () => {
    const { link } = await vi.importActual<typeof files>('node:fs/promises');
    vi.mocked(files.link).mockImplementationOnce(async (...names) => {
      writeFileSync(path('new'), 'another');
      await link(...names);
    });
    for (let time = 1; time <= 2; time += 1) {
      expect(await faultOfPromise(renameFile(path('old'), path('new')))).toMatchObject({ code: 'FILE_EXISTS' });
      expect(readFileSync(path('new'), 'utf8')).toBe('another');
      expect(readFileSync(path('old'))).toEqual(bytes);
    }
  });

  it('ends what a power cut broke off', async () => {
    vi.mocked(files.unlink).mockRejectedValueOnce(failure('EIO'));
    expect(await faultOfPromise(renameFile(path('old'), path('new')))).toMatchObject({ code: 'MEDIUM_LOST' });
    expect(readdirSync(folder)).toEqual(['new', 'old']);
    await renameFile(path('old'), path('new'));
    expect(readdirSync(folder)).toEqual(['new']);
  });

  it('refuses a file that is not there', async () => {
    expect(await faultOfPromise(renameFile(path('none'), path('new')))).toMatchObject({ code: 'FILE_NOT_FOUND' });
  });
});

describe('a disk that fails leaves nothing', () => {
  type Step = (code: string) => void;
  const steps: [string, Step][] = [
    ['making the file', (code) => void vi.mocked(files.open).mockRejectedValueOnce(failure(code))],
    ['giving it its name', (code) => void vi.mocked(files.link).mockRejectedValueOnce(failure(code))],
    [
      'renaming',
      (code) => {
        vi.mocked(files.link).mockRejectedValueOnce(failure('EPERM'));
        vi.mocked(files.rename).mockRejectedValueOnce(failure(code));
      },
    ],
    ['writing', failingHandle('writeFile')],
    ['flushing', failingHandle('sync')],
  ];
  const codes: [string, string][] = [
    ['ENOSPC', 'MEDIUM_FULL'],
    ['EIO', 'MEDIUM_LOST'],
    ['EROFS', 'MEDIUM_READ_ONLY'],
    ['EACCES', 'FILE_FORBIDDEN'],
  ];

  it.each(steps.flatMap(([step, fail]) => codes.map(([code, fault]) => [step, code, fault, fail] as const)))(
    'while %s: %s is %s',
    async (_, code, fault, fail) => {
      fail(code);
      expect((await faultOfPromise(writeNewFile(path(), bytes))).code).toBe(fault);
      expect(readdirSync(folder)).toEqual([]);
    },
  );

  it.each<[string, number]>(
    // Windows has no folders to flush.
    onWindows
      ? [['it cannot be read back', 2]]
      : [
          ['its folder cannot be flushed', 2],
          ['it cannot be read back', 3],
        ],
  )('when %s', async (_, failing) => {
    const { open } = await vi.importActual<typeof files>('node:fs/promises');
    let opened = 0;
    vi.mocked(files.open).mockImplementation((...args) => {
      opened += 1;
      return opened === failing ? Promise.reject(failure('EIO')) : open(...args);
    });
    expect((await faultOfPromise(writeNewFile(path(), bytes))).code).toBe('MEDIUM_LOST');
    expect(opened).toBe(failing);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('when what is read back is something else', async () => {
    const actual = await vi.importActual<typeof files>('node:fs/promises');
    vi.mocked(files.unlink).mockImplementationOnce(async (temporary) => {
      await actual.unlink(temporary);
      // The stick keeps another byte than it was given.
      writeFileSync(path(), 'THE restore blob');
    });
    expect((await faultOfPromise(writeNewFile(path(), bytes))).code).toBe('FILE_READ_BACK_DIFFERS');
    expect(readdirSync(folder)).toEqual([]);
  });

  /** Lets one call on the first opened file fail. */
  function failingHandle(call: 'writeFile' | 'sync'): Step {
    return (code) => {
      vi.mocked(files.open).mockImplementationOnce(async (...args) => {
        const actual = await vi.importActual<typeof files>('node:fs/promises');
        const handle = await actual.open(...args);
        vi.spyOn(handle, call).mockRejectedValueOnce(failure(code));
        return handle;
      });
    };
  }
});

describe('what a system error means', () => {
  it.each([
    ['ENXIO', 'MEDIUM_LOST'],
    ['ENODEV', 'MEDIUM_LOST'],
    ['EDQUOT', 'MEDIUM_FULL'],
    ['ENOTEMPTY', 'FILE_EXISTS'],
    ['EISDIR', 'FILE_NOT_A_FILE'],
    ['ELOOP', 'FILE_ELSEWHERE'],
    ['EMFILE', 'FILE_FAILED'],
  ])('%s is %s', (system, code) => {
    expect(fileFault('x', system).code).toBe(code);
  });
});

it('files are replaced by those alone whom the promise names', () => {
  const main = join(import.meta.dirname, '..');
  const sources = readdirSync(main, { recursive: true, encoding: 'utf8' }).map((name) => name.replaceAll('\\', '/'));
  const replacing = sources.filter(
    (name) => /(?<!\.test)\.ts$/u.test(name) && readFileSync(join(main, name), 'utf8').includes(' replaceFile('),
  );
  expect(replacing.filter((name) => !name.startsWith('simulator/')).toSorted()).toEqual([
    'cli/remembered.ts',
    'drill/rehearsal/trainer-actions.ts',
    'platform/files.ts',
    'platform/settings-file.ts',
    'services/app/draft-file.ts',
    'services/journal/journal-file.ts',
  ]);
});

describe('what a killed program has left of a file', () => {
  const half = (name: string, ending = '0123456789ab.part'): string => {
    const left = `.${name}.${ending}`;
    writeFileSync(path(left), 'half');
    return left;
  };

  it('is taken away once the file is there, and nothing else is', async () => {
    half('blob.json');
    half('blob.json', 'ba9876543210.part');
    const others = [
      half('blob.json.x'),
      half('other.json'),
      half('blob.json', '0123456789ab.part.txt'),
      half('blob.json', 'A123456789CD.part'),
    ];
    await writeNewFile(path(), bytes);
    expect(readdirSync(folder).toSorted()).toEqual([...others, 'blob.json'].toSorted());
  });

  it('stays where the file could not be written', async () => {
    const left = half('blob.json');
    writeFileSync(path(), 'the first');
    expect(await faultOfPromise(writeNewFile(path(), bytes))).toMatchObject({ code: 'FILE_EXISTS' });
    expect(readdirSync(folder).toSorted()).toEqual([left, 'blob.json']);
  });

  it('stays where its name may be that of another file, too', async () => {
    const long = `${'a'.repeat(64)}-1.json`;
    const left = half('a'.repeat(64));
    await writeNewFile(path(long), bytes);
    expect(readdirSync(folder)).toContain(left);
  });

  it('does not matter where it cannot be taken away', async () => {
    half('blob.json');
    vi.mocked(files.readdir).mockRejectedValueOnce(failure('EACCES'));
    await writeNewFile(path(), bytes);
    expect(readFileSync(path())).toEqual(bytes);
  });

  it('of two programs that write one file, the second is told that it exists', async () => {
    vi.mocked(files.link).mockImplementationOnce(async () => {
      await files.writeFile(path(), 'the first');
      throw failure('ENOENT');
    });
    expect(await faultOfPromise(writeNewFile(path(), bytes))).toMatchObject({ code: 'FILE_EXISTS' });
    expect(readFileSync(path(), 'utf8')).toBe('the first');
  });
});
