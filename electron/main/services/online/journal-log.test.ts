// What the screens know of the journal: which files are out.
import { expect, it } from 'vitest';
import type { JournalEvent } from '#shared/journal/events.ts';
import { JournalLog } from './journal-log.ts';

const sha256 = '0'.repeat(64);
const wrote = (name: string): JournalEvent => ({ kind: 'file-written', name, sha256, bytes: 1 });
const uploads = (id: string): JournalEvent => ({
  ...{ kind: 'call-intended', call: 'upload', id, subject: sha256, folder: null },
  target: 'https://recovered-hsm.managedhsm.azure.net',
});

it('takes the outcome of an earlier upload for no outcome of the next', () => {
  const log = new JournalLog();
  const [first, second, key] = ['a-0002-outcome.bundle.json', 'a-0003-outcome.bundle.json', 'a-0001-key.bundle.json'];
  const note = (event: JournalEvent) => {
    log.note({ n: 1, at: '2026-10-14T10:00:00Z', event });
    return log.written;
  };
  note(wrote(key));
  note(uploads('upload-1'));
  expect(note(wrote(first))).toEqual([key, first]);
  expect(note(uploads('upload-2'))).toEqual([key]);
  expect(note(wrote(second))).toEqual([key, second]);
});
