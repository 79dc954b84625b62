import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EventKind, JournalEvent } from '#shared/journal/events.ts';
import { brokenRules, createGuard, type OrderGuard, orderRules } from './order/order.ts';
import { brokenTimes, holdMinutes } from './order/restore.ts';
import type { OrderRule } from './order/rule.ts';
import { apply, applyAt } from '#shared/journal/fold.ts';
import { emptyJournal, type JournalState } from '#shared/journal/state.ts';
import { missingEvidence } from './testdata/oracle.ts';
import { randomHistories } from './testdata/random-histories.ts';
import { offlineRecovery, onlineRecovery, sheet } from './testdata/recovery.ts';
import { vectors } from './testdata/order-vectors.ts';

const runs = 12_000;
/** Always the same histories, so that a mutant that is caught today is caught tomorrow. */
const seed = 20_261_014;
const steps: Readonly<Record<string, number>> = {};

/** Offers events one after the other; what the guard refuses is not written. Returns the first that lacked its evidence. */
type Fold = typeof apply;

function firstWithoutEvidence(
  events: readonly JournalEvent[],
  guard: OrderGuard,
  fold: Fold = apply,
): readonly string[] {
  const history: JournalEvent[] = [];
  let state = emptyJournal;
  for (const event of events) {
    if (guard(state, event).length > 0) continue;
    state = fold(state, event);
    history.push(event);
    count(event);
    const missing = missingEvidence(history);
    if (missing.length > 0) return missing;
  }
  return [];
}

function count(event: JournalEvent): void {
  const name = event.kind === 'call-intended' ? event.call : event.kind;
  Object.assign(steps, { [name]: (steps[name] ?? 0) + 1 });
}

describe('the order of a ceremony', () => {
  it.each([
    ['offline', offlineRecovery],
    ['online', onlineRecovery],
  ])('lets an honest recovery on the %s side through, and finds its evidence complete', (_, events) => {
    let state = emptyJournal;
    for (const [k, event] of events.entries()) {
      expect(brokenRules(state, event)).toEqual([]);
      state = apply(state, event);
      expect(missingEvidence(events.slice(0, k + 1))).toEqual([]);
    }
  });

  it(`has no path to a blob, an upload or a restore without its evidence in ${runs} random histories`, () => {
    fc.assert(
      fc.property(randomHistories, (events) => {
        expect(firstWithoutEvidence(events, brokenRules)).toEqual([]);
      }),
      { numRuns: runs },
    );
    // A property that never gets there proves nothing.
    for (const name of ['blob-intended', 'upload', 'restore']) expect(steps[name]).toBeGreaterThan(500);
  });
});

/** Whether the fixed histories hold one that a changed guard or fold lets through without its evidence. */
const isCaught = (guard: OrderGuard, fold: Fold = apply): boolean =>
  fc.check(
    fc.property(randomHistories, (events) => firstWithoutEvidence(events, guard, fold).length === 0),
    { numRuns: runs, seed, endOnFailure: true },
  ).failed;
const without = (...names: readonly string[]): OrderRule[] => orderRules.filter(({ name }) => !names.includes(name));

/** Rules that are behind each other on purpose: each is caught when its twins are gone too. */
const twins: readonly (readonly string[])[] = [
  ['share-of-a-domain', 'built-from-a-domain'],
  ['approved-with-quorum', 'built-with-quorum'],
  ['restore-after-upload', 'restore-after-restore-point', 'restore-after-hold'],
];

describe('a guard that has lost a rule', () => {
  const names = orderRules.map(({ name }) => name).filter((name) => !(name in vectors));

  it.each(names)('is caught without %s', (name) => {
    expect(isCaught(createGuard(without(name, ...(twins.find((group) => group.includes(name)) ?? []))))).toBe(true);
  });
});

/** Mutants made by hand: a rule that is there and asks for a little less. */
const weaker: readonly OrderRule[] = [
  {
    name: 'approved-by-two',
    on: ['build-approved'],
    holds: (_, event) => event.kind === 'build-approved' && event.by.length >= 2,
  },
  {
    name: 'plan-approved-by-two',
    on: ['plan-adopted'],
    holds: (_, event) => event.kind === 'plan-adopted' && event.approvers.length >= 2,
  },
  {
    name: 'hold-long-enough',
    on: ['hold-over'],
    holds: (_, event) => event.kind === 'hold-over' && event.minutes >= holdMinutes - 1,
  },
  {
    name: 'call-confirmed-by-two',
    on: ['call-intended'],
    holds: ({ confirmed }, event) =>
      event.kind === 'call-intended' && (event.call === 'backup' || confirmed !== undefined),
  },
  {
    name: 'exchange-key-from-its-bundle',
    on: ['exchange-key-verified'],
    holds: ({ accepted }) => accepted.some(({ type }) => type === 'exchange-key'),
  },
  {
    name: 'built-after-read-back',
    on: ['blob-intended'],
    holds: ({ readBack }) => readBack['exchange-key'] !== undefined,
  },
  { name: 'built-with-approval', on: ['blob-intended'], holds: ({ buildApproved }) => buildApproved !== undefined },
  {
    name: 'upload-after-comparison',
    on: ['call-intended'],
    holds: ({ blobCompared }, event) =>
      event.kind !== 'call-intended' || event.call !== 'upload' || blobCompared?.fetched === blobCompared?.inBlob,
  },
  {
    name: 'upload-after-read-back',
    on: ['call-intended'],
    holds: ({ readBack }, event) =>
      event.kind !== 'call-intended' || event.call !== 'upload' || readBack['restore-blob'] !== undefined,
  },
  {
    name: 'one-call-at-a-time',
    on: ['call-intended'],
    holds: ({ calls }) => Object.values(calls).every(({ phase }) => phase !== 'intended' && phase !== 'answered'),
  },
  {
    name: 'restore-of-the-planned-folder',
    on: ['call-intended'],
    holds: (_, event) => event.kind !== 'call-intended' || event.call !== 'restore' || event.folder !== null,
  },
];

describe('a guard with a weaker rule', () => {
  it.each(weaker)('$name is caught', (rule) => {
    expect(isCaught(createGuard([...without(rule.name), rule]))).toBe(true);
  });
});

/** Mutants of the fold: it forgets to forget. */
const forgetful: readonly [string, EventKind, (keyof JournalState)[]][] = [
  ['shares after they are gone', 'shares-gone', ['shares', 'buildApproved', 'blob']],
  ['shares after the gap was lost', 'air-gap', ['shares', 'buildApproved']],
  ['shares of another domain', 'security-domain-loaded', ['shares', 'buildApproved']],
  ['the approval of another key', 'exchange-key-verified', ['buildApproved']],
  ['a read-back that differed', 'read-back', ['readBack', 'failures']],
  ['a confirmation that was used', 'call-intended', ['confirmed']],
  ['a comparison before the last fetch', 'exchange-key-fetched', ['blobCompared']],
  ['a failed upload as no failure', 'call-settled', ['failures']],
  ['a bad outcome as no failure', 'bundle-accepted', ['failures']],
  ['a failed check as no failure', 'check-failed', ['failures']],
];

describe('a fold that keeps', () => {
  it.each(forgetful)('%s is caught', (_, kind, members) => {
    const fold: Fold = (state, event) => {
      const next = apply(state, event);
      if (event.kind !== kind) return next;
      return { ...next, ...Object.fromEntries(members.map((member) => [member, state[member]])) };
    };
    expect(isCaught(brokenRules, fold)).toBe(true);
  });
});

describe('rules of bookkeeping', () => {
  it.each(Object.entries(vectors))('%s refuses its vector, alone', (name, { before, event }) => {
    const state = before.reduce((so, each) => {
      expect(brokenRules(so, each)).toEqual([]);
      return apply(so, each);
    }, emptyJournal);
    expect(brokenRules(state, event)).toEqual([name]);
  });
});

describe('the minutes of a hold', () => {
  const point = onlineRecovery.slice(
    0,
    onlineRecovery.findIndex(({ kind }) => kind === 'hold-over'),
  );
  const over: JournalEvent = { kind: 'hold-over', id: 'backup-1', minutes: 30, exception: null };
  const settled = point.reduce((state, event) => applyAt(state, event, '2026-10-14T10:00:00.000Z'), emptyJournal);
  const opened = settled.opened!;

  it.each([
    ['have passed by the clock that wrote the journal', '2026-10-14T10:30:00.000Z', {}, []],
    ['have not a millisecond before', '2026-10-14T10:29:59.999Z', {}, ['hold-as-timed']],
    ['are more than the clock knows of', '2026-10-14T10:30:59.999Z', { minutes: 31 }, ['hold-as-timed']],
    ['are not counted where two people shorten it', '2026-10-14T10:05:00.000Z', { exception: 1 }, []],
    ['of a call that nobody settled have not passed', '2026-10-14T10:30:00.000Z', { id: 'none' }, ['hold-as-timed']],
  ])('%s', (_, at, changed, broken) => {
    expect(brokenTimes(settled, { ...over, ...changed }, at)).toEqual(broken);
  });

  it('are as long as the practice wants, and no concern of another event', () => {
    const early = '2026-10-14T10:00:30.000Z';
    expect(brokenTimes({ ...settled, opened: { ...opened, practice: true } }, over, early)).toEqual([]);
    expect(brokenTimes({ ...settled, opened: undefined }, over, early)).toEqual([]);
    expect(brokenTimes(settled, { kind: 'note', by: 'Person A', text: 'x' }, early)).toEqual([]);
  });

  it('count from the last verdict', () => {
    const again: JournalEvent = { kind: 'call-settled', id: 'backup-1', verdict: 'succeeded', detail: null };
    const later = applyAt(settled, again, '2026-10-14T10:10:00.000Z');
    expect(brokenTimes(later, over, '2026-10-14T10:39:00.000Z')).toEqual(['hold-as-timed']);
  });
});

describe('a hold that is shortened', () => {
  const until = onlineRecovery.slice(
    0,
    onlineRecovery.findIndex(({ kind }) => kind === 'hold-over'),
  );
  const exception = (number: number, changed: object = {}): JournalEvent => ({
    kind: 'exception',
    number,
    check: null,
    ...sheet,
    step: 'C19',
    decidedBy: ['Person A', 'Person B'],
    ...changed,
  });
  const over = (number: number | null, minutes = 5): JournalEvent => ({
    kind: 'hold-over',
    id: 'backup-1',
    minutes,
    exception: number,
  });
  const rules = (before: readonly JournalEvent[], event: JournalEvent): readonly string[] =>
    brokenRules([...until, ...before].reduce(apply, emptyJournal), event);

  it('rests on an exception of two people at its step, once', () => {
    expect(rules([exception(1)], over(1))).toEqual([]);
    const broken = ['hold-long-enough'];
    expect(rules([exception(1)], over(null))).toEqual(broken);
    expect(rules([exception(1)], over(2))).toEqual(broken);
    expect(rules([exception(1, { step: 'C5' })], over(1))).toEqual(broken);
    expect(rules([exception(1, { decidedBy: ['Person A', 'person a'] })], over(1))).toEqual(broken);
    expect(rules([exception(1), over(1)], over(1))).toEqual(broken);
    expect(rules([exception(1), over(1), exception(2)], over(2))).toEqual([]);
    // Who names an exception means it, however long the hold was.
    expect(rules([], over(1, 30))).toEqual(broken);
  });
});
