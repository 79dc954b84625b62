// What a journal keeps of the list of consumers: which map and table it was, and how many are back. The owners may need longer than the journal.
import { checkedNote, listedNote } from '#shared/consumers/work.ts';
import type { JournalEvent } from '#shared/journal/events.ts';
import type { JournalState } from '#shared/journal/state.ts';
import { sha256 } from '#core/encoding/bytes.ts';

/** A journal that is open. */
export interface NotingJournal {
  readonly state: Pick<JournalState, 'closed'>;
  readonly append: (event: JournalEvent) => Promise<unknown>;
}

const hashOf = (bytes: Uint8Array): string => sha256(bytes).toString('hex');

/** Nothing is written to a journal that is closed. @throws what its `append` throws */
async function noteOpen(journal: NotingJournal, event: JournalEvent): Promise<void> {
  if (!journal.state.closed) await journal.append(event);
}

/** Notes a file of the list by the name that it has in evidence. */
export const noteFile = (journal: NotingJournal, name: string, bytes: Uint8Array): Promise<void> =>
  noteOpen(journal, { kind: 'file-written', name, bytes: bytes.length, sha256: hashOf(bytes) });

/** Notes which map was listed, and the table, where one was written. @param of how many consumers */
export const noteListed = (
  journal: NotingJournal,
  of: number,
  map: Uint8Array,
  table: Uint8Array | undefined,
): Promise<void> => noteOpen(journal, note(listedNote(of, hashOf(map), table ? hashOf(table) : null)));

/** Notes how many were back when Azure was asked. */
export const noteChecked = (journal: NotingJournal, back: number, of: number, map: Uint8Array): Promise<void> =>
  noteOpen(journal, note(checkedNote(back, of, hashOf(map))));

const note = (text: string): JournalEvent => ({ kind: 'note', by: 'Lifeboat', text });
