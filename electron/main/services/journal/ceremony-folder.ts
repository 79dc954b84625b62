// The folder of one ceremony on this machine: its journal, the plan, the identity (encrypted), what came and what was made. Nothing in
// it is secret in the clear.
import { join } from 'node:path';
import { Refusal } from '#shared/faults/fault.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { makeFolder, readWholeFile, writeNewFile } from '#platform/files.ts';
import { type Unfinished, unfinishedBelow } from './unfinished.ts';

export interface CeremonyFolder {
  readonly path: string;
  /** The approved plan, in its envelope. */
  readonly plan: string;
  /** This machine's identity, encrypted as it came. */
  readonly identity: string;
  readonly journal: string;
  /** Where a bundle lies that came in: a folder for each content, so that no file can be in the way of another. */
  readonly incoming: (fileSha256: string) => string;
  /** Where bundles lie that this machine signed. */
  readonly outgoing: string;
  readonly verdict: (verdictSha256: string) => string;
  /** The certificate, in DER, of a key that was made here. */
  readonly certificate: (certificateSha256: string) => string;
  readonly restoreBlob: (blobSha256: string) => string;
}

export const ceremonyFolder = (path: string): CeremonyFolder => ({
  path,
  plan: join(path, 'plan.dsse.json'),
  identity: join(path, 'offline.identity.json'),
  journal: join(path, 'journal.jsonl'),
  incoming: (fileSha256) => join(path, 'incoming', fileSha256),
  outgoing: join(path, 'outgoing'),
  verdict: (verdictSha256) => join(path, 'verdicts', `${verdictSha256}.json`),
  certificate: (certificateSha256) => join(path, 'certificates', `${certificateSha256}.der`),
  restoreBlob: (blobSha256) => join(path, 'blobs', `restore-blob-${blobSha256}.json`),
});

/** The folder for a plan: another plan of the same ceremony has another, because it is another ceremony. */
export const folderFor = (root: string, ceremony: string, planSha256: string): CeremonyFolder =>
  ceremonyFolder(join(root, `${ceremony}-${planSha256.slice(0, 16)}`));

/** Makes the folders of a ceremony that are not there yet. @throws the system's errors */
export async function makeFolders({ path, outgoing }: CeremonyFolder): Promise<void> {
  for (const each of [
    outgoing,
    join(path, 'incoming'),
    join(path, 'verdicts'),
    join(path, 'blobs'),
    join(path, 'certificates'),
  ]) {
    await makeFolder(each);
  }
}

/** A ceremony whose journal was begun and not closed. */
export type UnfinishedCeremony = Unfinished<CeremonyFolder>;

/** The unfinished ceremonies below a root, the latest first; none where nothing was ever begun. */
export const unfinishedCeremonies = (root: string): readonly UnfinishedCeremony[] =>
  unfinishedBelow(root, ceremonyFolder, ({ opened }) => opened !== undefined);

/**
 * Writes a file, or finds it there with the same bytes: after a crash a step is done again.
 * @throws FILE_EXISTS if other bytes are there; the file faults
 */
export async function keepFile(path: string, bytes: Buffer): Promise<void> {
  try {
    await writeNewFile(path, bytes);
  } catch (error) {
    if (!(error instanceof Refusal) || error.fault.code !== 'FILE_EXISTS') throw error;
    const there = await readWholeFile(path, bytes.length).catch(() => undefined);
    if (there?.equals(bytes) !== true) throw error;
  }
}

/** Keeps what came in. @returns the folder in which it is under its own name */
export async function keepIncoming(folder: CeremonyFolder, name: string, bytes: Buffer): Promise<string> {
  const place = folder.incoming(sha256(bytes).toString('hex'));
  await makeFolder(place);
  await keepFile(join(place, name), bytes);
  return place;
}
