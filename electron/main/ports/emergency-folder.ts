// The folder of one emergency on this machine: its journal under a name of its own, what came, and what was made. Nothing in it is secret.
import { join } from 'node:path';
import { maxJournalBytes, readJournal, type ReadJournal } from '../core/journal/chain.ts';
import { diskNow } from './disk.ts';
import { makeFolder } from './files.ts';

export interface EmergencyFolder {
  readonly path: string;
  readonly journal: string;
  /** A file that was offered as exchange key, as it came; refused ones too, because they may be evidence of an attack. */
  readonly exchangeKey: (fileSha256: string) => string;
  readonly verdict: (verdictSha256: string) => string;
  readonly restoreBlob: (blobSha256: string) => string;
}

export const emergencyFolder = (path: string): EmergencyFolder => ({
  path,
  journal: join(path, 'emergency.jsonl'),
  exchangeKey: (fileSha256) => join(path, 'exchange-keys', `exchange-key-${fileSha256}`),
  verdict: (verdictSha256) => join(path, 'verdicts', `${verdictSha256}.json`),
  restoreBlob: (blobSha256) => join(path, 'blobs', `restore-blob-${blobSha256}.json`),
});

/** @throws the system's errors */
export async function makeEmergencyFolders({ path }: EmergencyFolder): Promise<void> {
  for (const each of ['exchange-keys', 'verdicts', 'blobs']) await makeFolder(join(path, each));
}

/** Paths of the files that were offered as exchange key. @throws the system's errors */
export const offeredKeys = ({ path }: EmergencyFolder): readonly string[] => {
  const folder = join(path, 'exchange-keys');
  return diskNow
    .readdirSync(folder)
    .toSorted()
    .map((name) => join(folder, name));
};

/** An emergency whose journal was begun and not closed. */
export interface UnfinishedEmergency {
  readonly folder: EmergencyFolder;
  readonly journal: ReadJournal;
}

/** More unfinished emergencies than these few are not offered. */
const offered = 5;

/** The unfinished emergencies below a root, the latest first; none where nothing was ever begun. */
export function unfinishedEmergencies(root: string): readonly UnfinishedEmergency[] {
  const lastOf = ({ journal }: UnfinishedEmergency): string => journal.entries.at(-1)?.at ?? '';
  return namesIn(root)
    .flatMap((name) => readUnfinished(emergencyFolder(join(root, name))))
    .sort((one, other) => (lastOf(one) < lastOf(other) ? 1 : -1))
    .slice(0, offered);
}

function namesIn(root: string): readonly string[] {
  try {
    return diskNow.readdirSync(root);
  } catch {
    // Nothing was ever begun here.
    return [];
  }
}

function readUnfinished(folder: EmergencyFolder): readonly UnfinishedEmergency[] {
  try {
    const status = diskNow.lstatSync(folder.journal);
    if (!status.isFile() || status.size > maxJournalBytes) return [];
    const journal = readJournal(diskNow.readFileSync(folder.journal));
    const { emergency, closed } = journal.head.state;
    return emergency === undefined || closed ? [] : [{ folder, journal }];
  } catch {
    // What cannot be read or is in no order is nothing to go on with; it stays where it is for whoever looks into it.
    return [];
  }
}
