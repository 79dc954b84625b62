// The folder of an evidence package: read whole without following a link, and made in one step or not at all.
import { randomBytes } from 'node:crypto';
import { dirname, join, posix } from 'node:path';
import type { EvidenceReport } from '#shared/evidence/report.ts';
import { isFaultOf, refuse } from '#shared/faults/fault.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import {
  assertNotTooLarge,
  digestOf,
  evidenceFolders,
  type EvidenceFiles,
  type FileDigest,
  isReadByVerifier,
  manifestPath,
  maxEvidenceFiles,
  planPath,
} from '#core/evidence/manifest.ts';
import { sumsPath, verifyEmergencyEvidence } from '#core/evidence/emergency.ts';
import { type Paper, readList, type ReadPackage, verifyEvidence } from '#core/evidence/package.ts';
import { maxBundleBytes } from '#core/transfer/envelope.ts';
import { assertNoSecrets } from '#core/transfer/outgoing-scan.ts';
import { disk } from '#platform/disk.ts';
import { flushFolder, makeFolder, readWholeFile, translated, writeNewFile } from '#platform/files.ts';
import { assertPortableName } from '#platform/portable-name.ts';

/** Greatest size of one file of a package in bytes: a journal's. */
const maxFileBytes = 64 << 20;

/**
 * Reads a package, its own folders included and nothing deeper: the list first, and no other file before its name and size are those of the list.
 * One file at a time is hashed and searched for keys; what no verifier reads is let go again.
 * @throws EVIDENCE_PATH for links, devices, folders in folders, and more files than a package may have; EVIDENCE_TOO_LARGE and what else
 *   `readList` throws; SECRET_IN_OUTPUT; the file faults
 * @param onPaper the hash of the plan in hex, where it was typed from paper
 */
export async function readEvidenceFolder(folder: string, onPaper?: string): Promise<ReadPackage> {
  const sizes = await sizesIn(folder);
  const frame = new Map<string, Buffer>();
  for (const path of [manifestPath, planPath]) {
    if (sizes.has(path)) frame.set(path, await readListed(folder, path, maxBundleBytes));
  }
  // The list of an emergency is checked after its files were hashed: it has no sizes. What is read is bounded all the same.
  if (isEmergency(sizes)) assertNotTooLarge([...sizes].map(([path, bytes]) => ({ path, bytes })));
  else readList(frame, sizes, onPaper);
  const files = new Map<string, Buffer>();
  const digests = new Map<string, FileDigest>();
  for (const [path, size] of [...sizes].sort()) {
    const file = frame.get(path) ?? (await readListed(folder, path, maxFileBytes, size));
    assertNoSecrets(file);
    digests.set(path, digestOf(file));
    if (isReadByVerifier(path)) files.set(path, file);
  }
  return { files, digests };
}

/**
 * Reads a file as it was listed: what was exchanged or has grown since then is not read, or a package could fill the memory after its sizes
 * were checked.
 */
async function readListed(folder: string, path: string, maxBytes: number, size = maxBytes): Promise<Buffer> {
  try {
    return await readWholeFile(join(folder, path), Math.min(size, maxBytes), folder);
  } catch (error) {
    if (isFaultOf(error, 'FILE_ELSEWHERE') || isFaultOf(error, 'FILE_NOT_A_FILE')) {
      refuse({ code: 'EVIDENCE_PATH', path: visibleText(path) }, error);
    }
    if (isFaultOf(error, 'FILE_TOO_LARGE') && size < maxBytes) refuse({ code: 'EVIDENCE_FILE_ALTERED', path }, error);
    throw error;
  }
}

/**
 * Checks a package or the folder that an emergency left, whichever it is.
 * @throws what `readEvidenceFolder`, `verifyEvidence` and `verifyEmergencyEvidence` throw; EVIDENCE_PLAN_MISSING where the hash of a plan
 *   was typed for an emergency
 */
export async function verifyEvidenceFolder(folder: string, paper: Paper): Promise<EvidenceReport> {
  const read = await readEvidenceFolder(folder, paper.planSha256);
  if (!isEmergency(read.digests)) return verifyEvidence(read, paper);
  if (paper.planSha256 !== undefined) refuse({ code: 'EVIDENCE_PLAN_MISSING' });
  return verifyEmergencyEvidence(read, paper.journalHeads);
}

const isEmergency = (paths: ReadonlyMap<string, unknown>): boolean => paths.has(sumsPath) && !paths.has(manifestPath);

async function sizesIn(folder: string): Promise<ReadonlyMap<string, number>> {
  const sizes = new Map<string, number>();
  // Of two that differ by case alone most systems keep one: another machine would come to another verdict.
  const names = new Set<string>();
  for await (const path of pathsIn(folder)) {
    if (sizes.size > maxEvidenceFiles || names.has(path.toLowerCase()))
      refuse({ code: 'EVIDENCE_PATH', path: visibleText(path) });
    const { size } = await translated(visibleText(path), () => disk.lstat(join(folder, path)));
    sizes.set(path, size);
    names.add(path.toLowerCase());
  }
  return sizes;
}

/**
 * Writes a package under a temporary name beside its place, and gives it its name when it is whole.
 * @throws FILE_NAME_UNPORTABLE; FILE_EXISTS where the place is taken, or for the path in the package that clashes with another one; the file and medium faults
 */
export async function writeEvidenceFolder(folder: string, files: EvidenceFiles): Promise<void> {
  const taken = await disk.lstat(folder).then(
    () => true,
    () => false,
  );
  if (taken) refuse({ code: 'FILE_EXISTS', name: visibleText(folder) });
  assertPortableName(folder);
  assertNoClash(files);
  const temporary = `${folder}.part-${randomBytes(6).toString('hex')}`;
  await translated(visibleText(folder), async () => {
    try {
      await disk.mkdir(temporary);
      for (const [path, bytes] of files) {
        await makeFolder(dirname(join(temporary, path)));
        await writeNewFile(join(temporary, path), bytes);
      }
      await disk.rename(temporary, folder);
    } finally {
      await disk.rm(temporary, { recursive: true, force: true }).catch(() => undefined);
    }
    await flushFolder(dirname(folder));
  });
}

/** A name that some system does not keep is refused here. Most systems that a package is carried to keep one file of two whose names differ by case alone: it is written on none. */
function assertNoClash(files: EvidenceFiles): void {
  const names = new Set<string>();
  const folders = new Set<string>();
  for (const path of files.keys()) {
    path.split('/').forEach(assertPortableName);
    const name = path.toLowerCase();
    const within = posix.dirname(name);
    if (names.has(name) || folders.has(name) || names.has(within)) {
      refuse({ code: 'FILE_EXISTS', name: visibleText(path) });
    }
    names.add(name);
    folders.add(within);
  }
}

const isFolder = (name: string): boolean => evidenceFolders.some((each) => each === name);

/** Paths with forward slashes, as the list has them, on every system. */
async function* pathsIn(folder: string, below = ''): AsyncGenerator<string> {
  for await (const entry of await opendirOf(folder)) {
    const path = `${below}${entry.name}`;
    if (entry.isFile()) yield path;
    else if (entry.isDirectory() && below === '' && isFolder(entry.name))
      yield* pathsIn(join(folder, entry.name), `${path}/`);
    else refuse({ code: 'EVIDENCE_PATH', path: visibleText(path) });
  }
}

async function opendirOf(folder: string): ReturnType<typeof disk.opendir> {
  try {
    return await disk.opendir(folder);
  } catch (cause) {
    return refuse({ code: 'FILE_NOT_FOUND', name: visibleText(folder) }, cause);
  }
}
