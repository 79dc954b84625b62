// The folder of one emergency on this machine: its journal under its own name, what came, and what was made. Nothing in it is secret.
import { join } from 'node:path';
import { diskNow } from '#platform/disk.ts';
import { makeFolder } from '#platform/files.ts';
import { type Unfinished, unfinishedBelow } from './unfinished.ts';

export interface EmergencyFolder {
  readonly path: string;
  readonly journal: string;
  /** A file that was offered as exchange key, as it came; refused ones too, because they may be evidence of an attack. */
  readonly exchangeKey: (fileSha256: string) => string;
  readonly verdict: (verdictSha256: string) => string;
  /** A revocation list that was brought with a key. */
  readonly revocationList: (listSha256: string) => string;
  readonly restoreBlob: (blobSha256: string) => string;
}

export const emergencyFolder = (path: string): EmergencyFolder => ({
  path,
  journal: join(path, 'emergency.jsonl'),
  exchangeKey: (fileSha256) => join(path, 'exchange-keys', `exchange-key-${fileSha256}`),
  verdict: (verdictSha256) => join(path, 'verdicts', `${verdictSha256}.json`),
  revocationList: (listSha256) => join(path, 'revocation-lists', `revocation-list-${listSha256}.crl`),
  restoreBlob: (blobSha256) => join(path, 'blobs', `restore-blob-${blobSha256}.json`),
});

/** Makes the folder of an emergency if it is not there yet. @throws the system's errors */
export async function makeEmergencyFolders({ path }: EmergencyFolder): Promise<void> {
  for (const each of ['exchange-keys', 'verdicts', 'revocation-lists', 'blobs']) await makeFolder(join(path, each));
}

/** Paths of the files that were offered as exchange key. @throws the system's errors */
export const offeredKeys = (folder: EmergencyFolder): readonly string[] => filesIn(folder, 'exchange-keys');

/** Paths of the verdicts on those that were accepted. @throws the system's errors */
export const keptVerdicts = (folder: EmergencyFolder): readonly string[] => filesIn(folder, 'verdicts');

/** Paths of the revocation lists that came with them. @throws the system's errors */
export const keptRevocationLists = (folder: EmergencyFolder): readonly string[] => filesIn(folder, 'revocation-lists');

const filesIn = (
  { path }: EmergencyFolder,
  name: 'exchange-keys' | 'verdicts' | 'revocation-lists',
): readonly string[] =>
  diskNow
    .readdirSync(join(path, name))
    .toSorted()
    .map((file) => join(path, name, file));

/** An emergency whose journal was begun and not closed. */
export type UnfinishedEmergency = Unfinished<EmergencyFolder>;

/** The unfinished emergencies below a root, the latest first; none where nothing was ever begun. */
export const unfinishedEmergencies = (root: string): readonly UnfinishedEmergency[] =>
  unfinishedBelow(root, emergencyFolder, ({ emergency }) => emergency !== undefined);
