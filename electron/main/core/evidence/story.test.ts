// What a story tells where a ceremony went otherwise than in the packages of evidence.test.ts and emergency.test.ts.
import { describe, expect, it } from 'vitest';
import type { EventOf, JournalEvent } from '#shared/journal/events.ts';
import type { StoryLine } from '#shared/evidence/story.ts';
import { verifyJournal } from '../journal/chain.ts';
import { journalOfEvents } from '../journal/testdata/journal-lines.ts';
import { called, confirmed, offlineRecovery, onlineRecovery, sheet, timeOf } from '../journal/testdata/recovery.ts';
import { recoveryPlan } from '../plan/testdata/sample-plan.ts';
import type { PackedJournal } from './journals.ts';
import { ownWord } from './signed-ends.ts';
import { storyOf } from './story.ts';

const packed = (role: PackedJournal['role'], events: readonly JournalEvent[]): PackedJournal => ({
  ...{ path: `journals/${role}.jsonl`, role },
  ...verifyJournal(journalOfEvents(events, (place) => timeOf(events, place))),
});
const told = (journal: PackedJournal): readonly StoryLine[] =>
  storyOf({
    ...{ plan: recoveryPlan, journals: [journal], register: undefined, ownWords: [] },
    ...{ isPlanOnPaper: true, afterPaper: new Map() },
  });
const lineOf = (id: StoryLine['id'], journal: PackedJournal): StoryLine | undefined =>
  told(journal).find((line) => line.id === id);

describe('the offline machine', () => {
  const lock: JournalEvent = { kind: 'air-gap', closed: false, detail: 'An interface is up' };
  const gone = (reason: EventOf<'shares-gone'>['reason']): JournalEvent => ({ kind: 'shares-gone', reason });
  const [shares, built] = ['share-accepted', 'blob-built'].map((kind) =>
    offlineRecovery.findIndex((event) => event.kind === kind),
  ) as [number, number];
  const journal = packed('offline', [
    ...offlineRecovery.slice(0, shares + 1),
    ...[lock, gone('air-gap-lost')],
    ...offlineRecovery.slice(shares - 1, shares + 1),
    gone('cancelled'),
    ...offlineRecovery.slice(shares, built + 1),
    gone('built'),
    ...offlineRecovery.slice(built + 1),
  ]);

  it('says why shares were dropped before they were of use, and how often it was not alone', () => {
    expect(lineOf('dropped-shares', journal)).toEqual({ id: 'dropped-shares', reasons: ['air-gap-lost', 'cancelled'] });
    expect(lineOf('open-gap', journal)).toEqual({ id: 'open-gap', times: 1 });
  });

  it('is its own witness as far as nobody else has signed', () => {
    const { length } = journal.entries;
    expect(ownWord(journal, length - 1)).toEqual([
      { id: 'own-word', value: `offline, ${length}-${length}: journal-closed` },
    ]);
    expect(ownWord(journal, length)).toEqual([]);
  });
});

describe('what became of the restore', () => {
  const folder = 'mhsm-lost-hsm-2026101312000000';
  const at = onlineRecovery.findIndex((event) => event.kind === 'call-intended' && event.call === 'restore');
  const before = onlineRecovery.slice(0, at);
  const restored = called('restore', null, folder);
  const oneKey = [confirmed('key-restore', folder), ...called('key-restore', null, folder)];
  const ended = (events: readonly JournalEvent[], verdict: EventOf<'call-settled'>['verdict']): JournalEvent[] =>
    events.map((event) => (event.kind === 'call-settled' ? { ...event, verdict } : event));
  const differed: JournalEvent = {
    ...{
      kind: 'check-failed',
      check: 'inventory',
      step: 'C22',
      fault: 'INVENTORY_DIFFERS',
      detail: 'A key is missing',
    },
  };
  const excepted: JournalEvent = { kind: 'exception', number: 1, check: 'inventory', ...sheet };

  it.each<[string, string, readonly JournalEvent[]]>([
    ['succeeded', 'nothing differed after it', [differed, excepted, ...restored]],
    ['partly', 'something differed after it', [...restored, differed]],
    ['succeeded', 'a key that was missing was restored after it', [...restored, differed, excepted, ...oneKey]],
    ['partly', 'something differs after that, too', [...restored, ...oneKey, differed]],
    ['partly', 'single keys alone were restored', oneKey],
    ['partly', 'it failed, and a single key was restored', [...ended(restored, 'failed'), ...oneKey]],
    ['failed', 'it failed', ended(restored, 'failed')],
    ['failed', 'it failed, and so did a single key', [...ended(restored, 'failed'), ...ended(oneKey, 'failed')]],
    ['unknown', 'the service did not say', restored.slice(0, -1)],
  ])('is %s where %s', (outcome, _, events) => {
    expect(lineOf('restore', packed('operator-1', [...before, ...events]))).toEqual({ id: 'restore', outcome });
  });
});

it('tells of an inventory that was listed without a comparison, by its note', () => {
  const note = { kind: 'note', text: 'Inventory listed, and compared with nothing: 12 keys, 14 versions; 0' } as const;
  const compared = (by: string) =>
    lineOf('compared', packed('operator-1', [...onlineRecovery.slice(0, -1), { ...note, by }]));
  expect(compared('Lifeboat')).toEqual({ id: 'compared', compared: { kind: 'listed', counts: null } });
  expect(compared('Person operator-1')).toEqual({ id: 'compared', compared: { kind: 'nothing' } });
});
