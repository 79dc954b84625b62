// What the state keeps for people, beside what order depends on.
import { expect, it } from 'vitest';
import type { JournalEvent } from './events.ts';
import { apply, applyAt } from './fold.ts';
import { emptyJournal } from './state.ts';

const sha256 = '0'.repeat(64);
const wrote = (name: string): JournalEvent => ({ kind: 'file-written', name, sha256, bytes: 1 });
const uploads = (id: string): JournalEvent => ({
  ...{ kind: 'call-intended', call: 'upload', id, subject: sha256, folder: null },
  target: 'https://recovered-hsm.managedhsm.azure.net',
});

it('takes the outcome of an earlier upload for no outcome of the next', () => {
  const [first, second, key] = ['a-0002-outcome.bundle.json', 'a-0003-outcome.bundle.json', 'a-0001-key.bundle.json'];
  const written = (...events: readonly JournalEvent[]): readonly string[] =>
    events.reduce(apply, emptyJournal).filesWritten.map(({ name }) => name);
  const once = [wrote(key), uploads('upload-1'), wrote(first)];
  expect(written(...once)).toEqual([key, first]);
  expect(written(...once, uploads('upload-2'))).toEqual([key]);
  expect(written(...once, uploads('upload-2'), wrote(second))).toEqual([key, second]);
});

it('keeps when the journal began, and the clock on the wall as it was read last, with the time of the machine', () => {
  const read = (wall: string): JournalEvent => ({ kind: 'clock-read', wall });
  const began = applyAt(emptyJournal, read('2026-10-14T09:00:00.000Z'), '2026-10-14T09:00:07.000Z');
  const { startedAt, wallClock } = applyAt(began, read('2026-10-14T09:30:00.000Z'), '2026-10-14T09:30:08.000Z');
  expect(startedAt).toBe('2026-10-14T09:00:07.000Z');
  expect(wallClock).toEqual({ wall: '2026-10-14T09:30:00.000Z', at: '2026-10-14T09:30:08.000Z' });
});
