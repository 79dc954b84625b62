import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { faultOfPromise } from '../../../build/testing/faults.ts';
import { maxEvidenceFiles } from '../core/evidence/manifest.ts';
import { readEvidenceFolder, writeEvidenceFolder } from './evidence-folder.ts';

const place = mkdtempSync(join(tmpdir(), 'lifeboat-evidence-folder-'));
afterAll(() => {
  rmSync(place, { recursive: true, force: true });
});
const files = new Map([
  ['manifest.dsse.json', Buffer.from('{}')],
  ['journals/offline.jsonl', Buffer.from('line\n')],
  ['documents/empty.txt', Buffer.alloc(0)],
]);
const sorted = (map: ReadonlyMap<string, Buffer>) => [...map].toSorted(([a], [b]) => (a < b ? -1 : 1));
async function written(name: string): Promise<string> {
  const folder = join(place, name);
  await writeEvidenceFolder(folder, files);
  return folder;
}

describe('the folder of an evidence package', () => {
  it('is read as it was written', async () => {
    expect(sorted(await readEvidenceFolder(await written('whole')))).toEqual(sorted(files));
  });

  it('is never written over another', async () => {
    const folder = await written('taken');
    expect(await faultOfPromise(writeEvidenceFolder(folder, files))).toEqual({ code: 'FILE_EXISTS', name: folder });
  });

  it.each(['journals/Offline.jsonl', 'JOURNALS/offline.jsonl', 'journals/offline.jsonl/below', 'documents'])(
    'is not written where %s clashes with another path in it, and that is what is named',
    async (path) => {
      const clash = new Map([...files, [path, Buffer.from('x')]]);
      expect(await faultOfPromise(writeEvidenceFolder(join(place, 'clash'), clash))).toEqual({
        code: 'FILE_EXISTS',
        name: path,
      });
      expect(existsSync(join(place, 'clash'))).toBe(false);
    },
  );

  it('leaves nothing behind when it cannot be written', async () => {
    // No system takes such a name, after others were written.
    const last = new Map([...files, ['documents/a\0b', Buffer.from('x')]]);
    expect(await faultOfPromise(writeEvidenceFolder(join(place, 'last'), last))).toMatchObject({
      code: 'FILE_FAILED',
      reason: 'ERR_INVALID_ARG_VALUE',
    });
    expect(existsSync(join(place, 'last'))).toBe(false);
    expect(readdirSync(place).filter((name) => name.includes('.part-'))).toEqual([]);
  });

  it('is refused with a link, a folder in a folder, or more files than a package may have', async () => {
    const linked = await written('linked');
    symlinkSync('/dev/zero', join(linked, 'documents', 'link'));
    expect(await faultOfPromise(readEvidenceFolder(linked))).toEqual({ code: 'EVIDENCE_PATH', path: 'documents/link' });
    const deep = await written('deep');
    mkdirSync(join(deep, 'documents', 'more'));
    expect(await faultOfPromise(readEvidenceFolder(deep))).toEqual({ code: 'EVIDENCE_PATH', path: 'documents/more' });
    const full = await written('full');
    for (let n = 0; n <= maxEvidenceFiles; n += 1) writeFileSync(join(full, 'documents', `${n}`), '');
    expect(await faultOfPromise(readEvidenceFolder(full))).toMatchObject({ code: 'EVIDENCE_PATH' });
    expect(await faultOfPromise(readEvidenceFolder(join(place, 'nowhere')))).toMatchObject({ code: 'FILE_NOT_FOUND' });
  });
});
