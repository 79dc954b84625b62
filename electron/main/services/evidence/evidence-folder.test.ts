import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { faultOfPromise } from '#e2e/support/faults.ts';
import { hasLinks } from '#e2e/support/links.ts';
import { encodeCanonicalJson } from '#core/encoding/canonical-json.ts';
import {
  type EvidenceFiles,
  manifestPath,
  manifestPayloadType,
  maxEvidenceBytes,
  maxEvidenceFiles,
  maxReadBytes,
  planPath,
} from '#core/evidence/manifest.ts';
import { buildEvidence, inMemory, verifyEvidence } from '#core/evidence/package.ts';
import { app, plan, planHash, sampleFiles } from '#core/evidence/testdata/sample-package.ts';
import { signDocument } from '#core/transfer/signed-document.ts';
import { witness } from '#core/transfer/testdata/samples.ts';
import { readEvidenceFolder, writeEvidenceFolder } from './evidence-folder.ts';

const place = mkdtempSync(join(tmpdir(), 'lifeboat-evidence-folder-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));
const files = buildEvidence(sampleFiles(), [witness], app);
const sorted = <T>(map: ReadonlyMap<string, T>) => [...map].toSorted(([a], [b]) => (a < b ? -1 : 1));
async function written(name: string, content: EvidenceFiles = files): Promise<string> {
  const folder = join(place, name);
  await writeEvidenceFolder(folder, content);
  return folder;
}
/** A package whose list an insider signed over files of these sizes. */
function listing(sizes: Readonly<Record<string, number>>): EvidenceFiles {
  const { ceremony, practice } = plan;
  const entries = Object.entries(sizes).map(([path, bytes]) => ({ path, bytes, sha256: '0'.repeat(64) }));
  const subject = { format: 'lifeboat-evidence', v: 1, ceremony, practice, plan: { sha256: planHash }, app };
  const payload = encodeCanonicalJson({ ...subject, files: entries });
  return new Map([
    [planPath, files.get(planPath)!],
    [manifestPath, signDocument(manifestPayloadType, payload, [witness])],
  ]);
}

describe('the folder of an evidence package', () => {
  it('is read as it was written', async () => {
    const read = await readEvidenceFolder(await written('whole'));
    expect(sorted(read.digests)).toEqual(sorted(inMemory(files).digests));
    // Papers are for people: they are hashed and searched, and not kept.
    const kept = new Map([...files].filter(([path]) => !path.startsWith('documents/')));
    expect(sorted(read.files)).toEqual(sorted(kept));
    expect(verifyEvidence(read, { planSha256: planHash })).toEqual(
      verifyEvidence(inMemory(files), { planSha256: planHash }),
    );
  });

  it('is read by its list: what is not in it, or not of its size, is not opened', async () => {
    const grown = await written('grown');
    truncateSync(join(grown, 'documents', 'record.txt'), 60 << 20);
    expect(await faultOfPromise(readEvidenceFolder(grown))).toMatchObject({ code: 'EVIDENCE_FILE_ALTERED' });
    const more = await written('more');
    for (let n = 0; n < 20; n += 1) {
      writeFileSync(join(more, 'documents', `sparse-${n}`), '');
      truncateSync(join(more, 'documents', `sparse-${n}`), 64 << 20);
    }
    const before = process.memoryUsage().rss;
    expect(await faultOfPromise(readEvidenceFolder(more))).toMatchObject({ code: 'EVIDENCE_FILE_UNLISTED' });
    expect(process.memoryUsage().rss - before).toBeLessThan(64 << 20);
    const unread = await written('no-list', new Map([...files].filter(([path]) => path !== manifestPath)));
    expect(await faultOfPromise(readEvidenceFolder(unread))).toMatchObject({ code: 'EVIDENCE_MANIFEST_MISSING' });
  });

  it.each([
    ['documents', 17, maxEvidenceBytes],
    ['lists', 5, maxReadBytes],
  ])('is refused whose list names too much in %s, before any of it is read', async (below, count, limit) => {
    const names = Array.from({ length: count }, (_, n) => `${below}/sparse-${String(n).padStart(2, '0')}`);
    const sizes = Object.fromEntries([...names.map((name) => [name, 64 << 20] as const), [planPath, 1]]);
    const folder = await written(`large-${below}`, listing(sizes));
    mkdirSync(join(folder, below));
    for (const name of names) {
      writeFileSync(join(folder, name), '');
      truncateSync(join(folder, name), 64 << 20);
    }
    expect(await faultOfPromise(readEvidenceFolder(folder))).toMatchObject({ code: 'EVIDENCE_TOO_LARGE', limit });
  });

  it.skipIf(process.platform === 'win32')('is refused with a named pipe, which nobody waits for', async () => {
    const piped = await written('piped');
    execFileSync('mkfifo', [join(piped, 'documents', 'pipe')]);
    expect(await faultOfPromise(readEvidenceFolder(piped))).toEqual({ code: 'EVIDENCE_PATH', path: 'documents/pipe' });
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

  it.each(['documents/nul.pdf', 'documents/a:b', 'documents/a\0b'])(
    'has no name that Windows does not keep: %j',
    async (path) => {
      const named = new Map([...files, [path, Buffer.from('x')]]);
      expect(await faultOfPromise(writeEvidenceFolder(join(place, 'named'), named))).toMatchObject({
        code: 'FILE_NAME_UNPORTABLE',
      });
      expect(existsSync(join(place, 'named'))).toBe(false);
    },
  );

  // Windows says of such a path that a folder on the way is not there, and Wine says nothing for minutes.
  it.skipIf(process.platform === 'win32')('leaves nothing behind when it cannot be written', async () => {
    // No system takes such a path, after others were written.
    const path = `documents/${'x'.repeat(200)}`.repeat(200);
    const last = new Map([...files, [path, Buffer.from('x')]]);
    expect(await faultOfPromise(writeEvidenceFolder(join(place, 'last'), last))).toMatchObject({
      code: 'FILE_FAILED',
      reason: 'ENAMETOOLONG',
    });
    expect(existsSync(join(place, 'last'))).toBe(false);
    expect(readdirSync(place).filter((name) => name.includes('.part-'))).toEqual([]);
  });

  it.skipIf(!hasLinks)('is refused with a link', async () => {
    const linked = await written('linked');
    symlinkSync('/dev/zero', join(linked, 'documents', 'link'));
    expect(await faultOfPromise(readEvidenceFolder(linked))).toEqual({ code: 'EVIDENCE_PATH', path: 'documents/link' });
  });

  it('is refused with a folder in a folder, or more files than a package may have', async () => {
    const deep = await written('deep');
    mkdirSync(join(deep, 'documents', 'more'));
    expect(await faultOfPromise(readEvidenceFolder(deep))).toEqual({ code: 'EVIDENCE_PATH', path: 'documents/more' });
    const full = await written('full');
    for (let n = 0; n <= maxEvidenceFiles; n += 1) writeFileSync(join(full, 'documents', `${n}`), '');
    expect(await faultOfPromise(readEvidenceFolder(full))).toMatchObject({ code: 'EVIDENCE_PATH' });
    expect(await faultOfPromise(readEvidenceFolder(join(place, 'nowhere')))).toMatchObject({ code: 'FILE_NOT_FOUND' });
  });
});
