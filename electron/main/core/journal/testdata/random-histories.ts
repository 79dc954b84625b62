// Random histories for the property of order: honest recoveries with events left out, doubled, moved, altered and put in.
import fc from 'fast-check';
import type { JournalEvent } from '#shared/journal/events.ts';
import { textHash } from '../../transfer/testdata/samples.ts';
import { blobSha256, offlineRecovery, onlineRecovery, sheet, certificateSha256 } from './recovery.ts';

const other = textHash('another');
const change = (event: JournalEvent, members: object): JournalEvent => ({ ...event, ...members });
/** The event with every text in it changed. */
function mapTexts<T>(value: T, map: (text: string) => string): T;
function mapTexts(value: unknown, map: (text: string) => string): unknown {
  if (typeof value === 'string') return map(value);
  if (Array.isArray(value)) return value.map((each) => mapTexts<unknown>(each, map));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, mapTexts<unknown>(each, map)]));
}
const pick = <T>(list: readonly T[], at: number): T => {
  const found = list[at % list.length];
  if (found === undefined) throw new Error('nothing to pick from');
  return found;
};

/** An event with one thing about it wrong, for each way in which it can be. */
function variantsOf(event: JournalEvent): JournalEvent[] {
  // Kinds on which nothing rests have no variants.
  // oxlint-disable-next-line typescript/switch-exhaustiveness-check
  switch (event.kind) {
    case 'journal-opened':
      return [
        change(event, { machine: event.machine === 'online' ? 'offline' : 'online' }),
        change(event, { practice: true }),
      ];
    case 'plan-adopted':
      return [
        change(event, { approvers: ['witness', 'witness'] }),
        change(event, { practice: true }),
        change(event, { ceremony: 'OTHER-1' }),
        change(event, { targetUri: 'https://other-hsm.managedhsm.azure.net' }),
        change(event, { required: 3 }),
      ];
    case 'bundle-written':
      return [change(event, { exchange: other }), change(event, { content: other })];
    case 'bundle-accepted':
      return [
        change(event, { exchange: other }),
        change(event, { content: other }),
        change(event, { payloadSha256: other }),
        change(event, { signers: event.signers.slice(0, 1) }),
        change(event, { type: 'outcome' }),
        change(event, { type: 'outcome', verdict: 'unknown' }),
      ];
    case 'exchange-key-verified':
      return [
        change(event, { certificateSha256: other }),
        change(event, { hsmUri: 'https://other-hsm.managedhsm.azure.net' }),
        change(event, { attested: false }),
        change(event, { attested: false, exception: { approvers: ['A', 'a'], reason: 'x' } }),
        change(event, { attested: false, exception: { approvers: ['A', 'B'], reason: 'x' } }),
      ];
    case 'read-back':
      return [
        change(event, { outcome: 'differed' }),
        change(event, { attempt: 2 }),
        change(event, { by: ['A', 'a'] }),
        change(event, { sha256: other }),
        change(event, { subject: 'plan' }),
      ];
    case 'air-gap':
      return [change(event, { closed: false })];
    case 'security-domain-loaded':
      return [change(event, { sha256: other }), change(event, { required: 3 }), change(event, { custodians: 4 })];
    case 'share-accepted':
      return [change(event, { certificateSha256: other })];
    case 'build-approved':
      return [change(event, { certificateSha256: other }), change(event, { by: ['A', 'A'] })];
    case 'blob-intended':
    case 'blob-built':
      return [change(event, { certificateSha256: other })];
    case 'exchange-key-fetched':
      return [
        change(event, { certificateSha256: other }),
        change(event, { tlsServerSha256: other }),
        change(event, { tlsServerSha256: null }),
      ];
    case 'blob-compared':
      return [
        change(event, { fetched: other }),
        change(event, { inBlob: other }),
        change(event, { blobSha256: other }),
      ];
    case 'target-confirmed':
      return [
        change(event, { by: ['A', 'A'] }),
        change(event, { typedName: 'other-hsm' }),
        change(event, { typedFolder: 'mhsm-other-2026101312000000' }),
        change(event, { call: 'backup' }),
      ];
    case 'call-intended':
      return [
        change(event, { target: 'https://other-hsm.managedhsm.azure.net' }),
        change(event, { subject: other }),
        change(event, { folder: 'mhsm-other-2026101312000000' }),
        change(event, { id: `${event.call}-2` }),
      ];
    case 'call-settled':
      return [
        change(event, { verdict: 'failed' }),
        change(event, { verdict: 'unknown' }),
        change(event, { id: event.id.replace('-1', '-2') }),
      ];
    case 'hold-over':
      return [change(event, { minutes: 29 }), change(event, { id: 'upload-1' }), change(event, { minutes: 1, exception: 1 })];
    default:
      return [event];
  }
}

const otherWords: JournalEvent = {
  kind: 'read-back',
  subject: 'exchange-key',
  sha256: other,
  attempt: 1,
  outcome: 'agreed',
  by: ['A', 'B'],
};

const differed = (attempt: number): JournalEvent => ({
  kind: 'read-back',
  subject: 'exchange-key',
  sha256: certificateSha256,
  attempt,
  outcome: 'differed',
  by: ['A', 'B'],
});

/** What can come between, one event or several. */
const trouble: readonly (readonly JournalEvent[])[] = [
  [{ kind: 'check-failed', check: 'words', step: 'B7', fault: 'READ_BACK_DIFFERS', detail: 'x' }],
  [{ kind: 'exception', number: 1, check: 'words', ...sheet }],
  [{ kind: 'exception', number: 1, check: 'words', ...sheet, decidedBy: ['A', 'a'] }],
  [{ kind: 'exception', number: 1, check: 'words', ...sheet, initials: ['AB', 'AB'] }],
  [{ kind: 'exception', number: 1, check: null, ...sheet }],
  [{ kind: 'exception', number: 1, check: 'upload-refused', ...sheet }],
  [{ kind: 'exception', number: 1, check: null, ...sheet, step: 'C19', decidedBy: ['A', 'B'] }],
  [{ kind: 'shares-gone', reason: 'power-lost' }],
  [
    { kind: 'air-gap', closed: false, detail: 'A cable' },
    { kind: 'air-gap', closed: true, detail: 'No cable' },
  ],
  [otherWords],
  // The words of the right key, read wrongly once and twice.
  [differed(1)],
  [differed(1), differed(2)],
];

type Edit = (events: JournalEvent[]) => JournalEvent[];
const place = fc.nat(60);

const leftOut = place.map(
  (at): Edit =>
    (events) =>
      events.toSpliced(at % events.length, 1),
);
const doubled = fc.tuple(place, place).map(
  ([from, to]): Edit =>
    (events) =>
      events.toSpliced(to % events.length, 0, pick(events, from)),
);
const moved = fc.tuple(place, place).map(
  ([from, to]): Edit =>
    (events) =>
      events.toSpliced(from % events.length, 1).toSpliced(to % events.length, 0, pick(events, from)),
);
const altered = fc.tuple(place, place).map(
  ([at, which]): Edit =>
    (events) =>
      events.with(at % events.length, pick(variantsOf(pick(events, at)), which)),
);
const putIn = fc.tuple(place, fc.constantFrom(...trouble)).map(
  ([at, between]): Edit =>
    (events) =>
      events.toSpliced(at % events.length, 0, ...between),
);
const swap = fc.constantFrom<[string, string]>(
  [certificateSha256, other],
  [blobSha256, other],
  ['recovered-hsm.managedhsm', 'other-hsm.managedhsm'],
  ['lost-hsm-2026101312000000', 'other-2026101312000000'],
);
const swapped =
  ([from, to]: readonly [string, string]) =>
  (event: JournalEvent): JournalEvent =>
    mapTexts(event, (text) => text.replaceAll(from, to));
/** From some event on, everything is consistently about another key, blob, HSM or folder. */
const rewritten = fc.tuple(place, swap).map(
  ([at, names]): Edit =>
    (events) =>
      events.map((event, k) => (k < at % events.length ? event : swapped(names)(event))),
);
/** The words of another key are read back, and everything that follows is about that key. */
const turned = place.map((at): Edit => (events) => {
  const from = at % events.length;
  return [...events.slice(0, from), otherWords, ...events.slice(from).map(swapped([certificateSha256, other]))];
});
/** What follows some event happens once more, its calls under new names, and perhaps about something else. */
const again = fc.tuple(place, fc.nat(11), fc.option(swap)).map(([from, length, names]): Edit => (events) => {
  const start = from % events.length;
  const part = events.slice(start, start + length);
  const renamed = part.map((event) => mapTexts(event, (text) => text.replace(/^([a-z-]+)-1$/, '$1-2')));
  return events.toSpliced(start + part.length, 0, ...(names === null ? renamed : renamed.map(swapped(names))));
});

/** A call fails and is made once more under a new name, with what people typed again or without. */
const triedAgain = fc.tuple(place, fc.boolean()).map(([at, isConfirmed]): Edit => (events) => {
  const ends = events.flatMap((event, k) => (event.kind === 'call-settled' ? [{ event, k }] : []));
  if (ends.length === 0) return events;
  const { event, k } = pick(ends, at);
  const start = events.findIndex((each) => each.kind === 'call-intended' && each.id === event.id);
  const part = events.slice(Math.max(0, isConfirmed ? start - 1 : start), k + 1);
  const renamed = part.map((each) => mapTexts(each, (text) => text.replace(/^([a-z-]+)-1$/, '$1-2')));
  return events.toSpliced(k, 1, change(event, { verdict: 'failed' }), ...renamed);
});

/** Gives bundles the numbers that follow each other, as a forger would. */
function renumbered(events: JournalEvent[]): JournalEvent[] {
  let seq = 0;
  return events.map((event) => ('seq' in event ? change(event, { seq: (seq += 1) }) : event));
}

/** Lists of events, most of them almost honest, some without any sense. */
export const randomHistories: fc.Arbitrary<JournalEvent[]> = fc.oneof(
  { weight: 9, arbitrary: edited() },
  {
    weight: 1,
    arbitrary: fc.array(
      fc.constantFrom(
        ...[...offlineRecovery, ...onlineRecovery].flatMap((event) => [event, event, ...variantsOf(event)]),
        ...trouble.flat(),
      ),
      { maxLength: 80 },
    ),
  },
);

function edited(): fc.Arbitrary<JournalEvent[]> {
  return fc
    .tuple(
      fc.constantFrom(offlineRecovery, onlineRecovery),
      fc.array(fc.oneof(leftOut, leftOut, altered, altered, altered, doubled, moved, putIn, rewritten, turned, again, triedAgain), {
        minLength: 1,
        maxLength: 4,
      }),
      fc.boolean(),
    )
    .map(([honest, edits, renumber]) => {
      const events = edits.reduce((list, edit) => (list.length === 0 ? list : edit(list)), [...honest]);
      return renumber ? renumbered(events) : events;
    });
}
