// Names that lead elsewhere by the time they are opened: each reader of listed files, and whatever may be put in the place of a file in
// between.
import { execFileSync } from 'node:child_process';
import * as now from 'node:fs';
import * as files from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { faultOfPromise } from '#e2e/support/faults.ts';
import { maxCarriedBytes } from '#core/transfer/carried-files.ts';
import { readWholeFile } from '#platform/files.ts';
import { readBundle } from './bundles/bundle-folder.ts';
import { readEvidenceFolder } from './evidence/evidence-folder.ts';
import { readKnown, VolumeRegister } from './offline/volume-register.ts';

// The calls stay what they are; a test puts something else in a file's place just before one of them.
vi.mock('node:fs/promises', { spy: true });

const bundle = 'lifeboat-MHSM-DR-2026-10-14-01-0001-outcome.bundle.json';
let place: string;
/** The stick. */
let stick: string;
beforeEach(() => {
  place = now.mkdtempSync(join(tmpdir(), 'lifeboat-swapped-'));
  stick = join(place, 'stick');
  now.mkdirSync(join(stick, 'journals'), { recursive: true });
  now.mkdirSync(join(place, 'laptop'));
});
afterEach(() => {
  vi.resetAllMocks();
  now.rmSync(place, { recursive: true });
});

/** Puts something else in the place of a file when it was listed, and before it is opened. */
function beforeOpening(path: string, swap: (path: string) => void): void {
  let isDue = true;
  vi.mocked(files.open).mockImplementation(async (...args) => {
    const { open } = await vi.importActual<typeof files>('node:fs/promises');
    if (isDue && args[0] === path) {
      isDue = false;
      swap(path);
    }
    return open(...args);
  });
}

const elsewhere = (path: string): string => {
  const other = join(place, 'laptop', basename(path));
  now.writeFileSync(other, 'of this machine');
  return other;
};
type Swap = (path: string) => void;
const swaps: Readonly<Record<string, Swap>> = {
  'a link out of it': (path) => {
    now.rmSync(path);
    now.symlinkSync(elsewhere(path), path);
  },
  'a link to a device': (path) => {
    now.rmSync(path);
    now.symlinkSync('/dev/zero', path);
  },
  'a folder that leads out of it': (path) => {
    elsewhere(path);
    now.renameSync(dirname(path), join(place, 'away'));
    now.symlinkSync(join(place, 'laptop'), dirname(path));
  },
  'a named pipe': (path) => {
    now.rmSync(path);
    execFileSync('mkfifo', [path]);
  },
  'a folder': (path) => {
    now.rmSync(path);
    now.mkdirSync(path);
  },
  'a file that has grown': (path) => {
    now.truncateSync(path, 2 ** 40);
  },
};

interface Reader {
  /** Of the file, below the stick. */
  readonly path: string;
  /** Lists what is there, and reads the file; its name is exchanged in between. */
  readonly read: (path: string) => Promise<unknown>;
  readonly codes: Readonly<Record<keyof typeof swaps, string>>;
}
const codes = (link: string, notAFile: string, grown: string): Reader['codes'] => ({
  'a link out of it': link,
  'a link to a device': link,
  'a folder that leads out of it': link,
  'a named pipe': notAFile,
  'a folder': notAFile,
  'a file that has grown': grown,
});
const readers: Readonly<Record<string, Reader>> = {
  'a file that a screen chose by its token': {
    path: 'journals/security-domain.json',
    codes: codes('FILE_ELSEWHERE', 'FILE_NOT_A_FILE', 'FILE_TOO_LARGE'),
    read: async () => {
      const volumes = new VolumeRegister(() => Promise.resolve([{ path: stick, name: 'IN', readOnly: false }]));
      await volumes.refresh();
      const id = volumes.view[0]?.id ?? '';
      volumes.assign(id, 'in');
      const [listed] = (await volumes.list(id)).files;
      return readKnown(volumes.file(listed?.token ?? '', 'in'), maxCarriedBytes);
    },
  },
  'a key on a stick that a custodian brings': {
    path: 'journals/C1.key',
    codes: codes('FILE_ELSEWHERE', 'FILE_NOT_A_FILE', 'FILE_TOO_LARGE'),
    read: async () => {
      const volumes = new VolumeRegister(() => Promise.resolve([{ path: stick, name: 'C1', readOnly: false }]));
      await volumes.refresh();
      const [key] = await volumes.keysOn(volumes.view[0]?.id ?? '', false);
      return key && readKnown(key, maxCarriedBytes);
    },
  },
  'a bundle on a stick': {
    path: `journals/${bundle}`,
    codes: codes('BUNDLE_FILE_KIND', 'BUNDLE_FILE_KIND', 'FILE_TOO_LARGE'),
    read: (path) => readBundle(dirname(path), basename(path), stick),
  },
  'a file of an evidence package': {
    path: 'journals/offline.jsonl',
    codes: codes('EVIDENCE_PATH', 'EVIDENCE_PATH', 'EVIDENCE_FILE_ALTERED'),
    read: () => {
      // The list of an emergency is checked after its files were read.
      now.writeFileSync(join(stick, 'SHA256SUMS'), '');
      return readEvidenceFolder(stick);
    },
  },
};
const rows = Object.entries(readers).flatMap(([name, reader]) =>
  Object.entries(swaps).map(([swap, exchange]) => ({ name, reader, swap, exchange, code: reader.codes[swap] })),
);

describe.skipIf(process.platform === 'win32')('between list and reading', () => {
  it.each(rows)('$name, exchanged for $swap: $code', async ({ reader, exchange, code }) => {
    const path = join(stick, reader.path);
    now.writeFileSync(path, '{}');
    expect(await reader.read(path)).toBeDefined();
    beforeOpening(path, exchange);
    expect(await faultOfPromise(reader.read(path))).toMatchObject({ code });
  });

  it('a folder that leads out of the stick only while a file is opened is noticed', async () => {
    const path = join(stick, 'journals', 'a.json');
    now.writeFileSync(path, '{}');
    elsewhere(path);
    beforeOpening(path, () => {
      now.renameSync(dirname(path), join(place, 'away'));
      now.symlinkSync(join(place, 'laptop'), dirname(path));
    });
    vi.mocked(files.realpath).mockImplementationOnce(async (...args) => {
      now.rmSync(dirname(path));
      now.renameSync(join(place, 'away'), dirname(path));
      const { realpath } = await vi.importActual<typeof files>('node:fs/promises');
      return realpath(...args);
    });
    const fault = await faultOfPromise(readWholeFile(path, 100, stick));
    expect(fault).toEqual({ code: 'FILE_ELSEWHERE', name: path });
    // It was the file of the stick again when its path was asked for.
    expect(now.readFileSync(path, 'utf8')).toBe('{}');
    expect((await readWholeFile(path, 100, stick)).toString()).toBe('{}');
  });

  it('a file that is gone when a stick is listed is left out of the list', async () => {
    for (const name of ['a.json', 'b.json']) now.writeFileSync(join(stick, name), '{}');
    const volumes = new VolumeRegister(() => Promise.resolve([{ path: stick, name: 'IN', readOnly: false }]));
    await volumes.refresh();
    const id = volumes.view[0]?.id ?? '';
    volumes.assign(id, 'in');
    vi.mocked(files.lstat).mockImplementationOnce(async (...args) => {
      now.rmSync(args[0]);
      const { lstat } = await vi.importActual<typeof files>('node:fs/promises');
      return lstat(...args);
    });
    const { files: listed } = await volumes.list(id);
    expect(listed.map(({ name }) => name)).toEqual(['b.json']);
  });
});
