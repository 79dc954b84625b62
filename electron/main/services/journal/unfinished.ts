// Journals that were begun on this machine and not closed: of ceremonies, emergencies and sessions, below one root.
import { join } from 'node:path';
import type { JournalState } from '#shared/journal/state.ts';
import { maxJournalBytes, readJournal, type ReadJournal } from '#core/journal/chain.ts';
import { diskNow } from '#platform/disk.ts';

/** A folder, or a file, whose journal was begun and not closed. */
export interface Unfinished<Folder extends { readonly journal: string }> {
  readonly folder: Folder;
  readonly journal: ReadJournal;
}

/** More unfinished ones than these few are not offered. */
const offered = 5;

/**
 * The unfinished ones below a root, the latest first; none where nothing was ever begun.
 * @param folderAt what is at a path; undefined for what is no place of a journal
 * @param isBegun whether a journal is of the kind that is looked for
 */
export function unfinishedBelow<Folder extends { readonly journal: string }>(
  root: string,
  folderAt: (path: string) => Folder | undefined,
  isBegun: (state: JournalState) => boolean,
): readonly Unfinished<Folder>[] {
  const lastOf = ({ journal }: Unfinished<Folder>): string => journal.entries.at(-1)?.at ?? '';
  return namesIn(root)
    .flatMap((name) => folderAt(join(root, name)) ?? [])
    .flatMap((folder) => readUnfinished(folder, isBegun))
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

function readUnfinished<Folder extends { readonly journal: string }>(
  folder: Folder,
  isBegun: (state: JournalState) => boolean,
): readonly Unfinished<Folder>[] {
  try {
    const status = diskNow.lstatSync(folder.journal);
    if (!status.isFile() || status.size > maxJournalBytes) return [];
    const journal = readJournal(diskNow.readFileSync(folder.journal));
    const { state } = journal.head;
    return !isBegun(state) || state.closed ? [] : [{ folder, journal }];
  } catch {
    // What cannot be read or is in no order is nothing to go on with; it stays where it is, to be looked into.
    return [];
  }
}
