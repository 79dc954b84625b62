// By when keys are to be back, and when they were.
import { describe, expect, it } from 'vitest';
import { onlineRecovery, timeOf } from '#core/journal/testdata/recovery.ts';
import type { JournalEvent } from '../journal/events.ts';
import type { Milestone } from './milestones.ts';
import { applyAt } from '#shared/journal/fold.ts';
import { emptyJournal } from '#shared/journal/state.ts';
import {
  estimateOf,
  type MilestoneTimes,
  recoveryClock,
  minutesBeforeJournal,
  recoveryMinutes,
  restoredBy,
  timesOf,
} from './recovery-time.ts';
import { scheduleOf } from './schedule.ts';
import { planOf } from './testdata/plans.ts';

describe('what is planned before the journal', () => {
  it.each(['short', 'full'] as const)('is what the timeline says: %s', (grade) => {
    const steps = scheduleOf(planOf('recovery-online', { grade })).flatMap((part) => part.steps);
    const opened = steps.find(({ step }) => step.instanceId === 'M5N.online1');
    expect(minutesBeforeJournal(grade)).toBe(opened?.freeAt);
  });

  it('of an emergency is the first step alone', () => {
    expect(minutesBeforeJournal('emergency')).toBe(2);
  });
});

it('keys are due one recovery time after the decision', () => {
  for (const grade of ['emergency', 'short', 'full'] as const) {
    const due = Date.parse(restoredBy('2026-10-14T09:00:00.000Z', grade)) - Date.parse('2026-10-14T09:00:00.000Z');
    expect(due).toBe((recoveryMinutes[grade] - minutesBeforeJournal(grade)) * 60_000);
  }
});

it('keys are back with the verdict on the restore, and with nothing before it', () => {
  const times = onlineRecovery.map((_, count) =>
    timesOf(
      onlineRecovery
        .slice(0, count + 1)
        .reduce((state, event, at) => applyAt(state, event, timeOf(onlineRecovery, at)), emptyJournal),
    ),
  );
  const back = onlineRecovery.findIndex((event) => event.kind === 'call-settled' && event.id.startsWith('restore'));
  expect(back).toBeGreaterThan(0);
  expect(times[back - 1]).toMatchObject({ startedAt: timeOf(onlineRecovery, 0) });
  expect(times[back - 1]?.done).not.toHaveProperty('restore');
  expect(times.at(-1)).toMatchObject({
    startedAt: timeOf(onlineRecovery, 0),
    done: { restore: timeOf(onlineRecovery, back) },
  });
});

describe('the clock of a recovery', () => {
  const started = '2026-10-14T09:00:00.000Z';
  const rows = recoveryClock({ startedAt: started, done: {} }, 'full')?.milestones ?? [];
  const minutes = (utc: string): number => Math.round((Date.parse(utc) - Date.parse(started)) / 60_000);
  const done = (late: Partial<Record<Milestone, number>>): readonly MilestoneTimes[] =>
    rows.map((row) => {
      const by = late[row.call];
      return by === undefined ? row : { ...row, doneUtc: new Date(Date.parse(row.dueUtc) + by * 60_000).toISOString() };
    });

  it.each(['emergency', 'short', 'full'] as const)(
    'plans each milestone after the one before, within the limit: %s',
    (grade) => {
      const due = recoveryClock({ startedAt: started, done: {} }, grade)?.milestones.map(({ dueUtc }) => dueUtc) ?? [];
      expect(due).toEqual([...new Set(due)].toSorted());
      expect(due[0]).toSatisfy((first: string) => first > started);
      expect(due.at(-1)).toSatisfy((last: string) => last <= restoredBy(started, grade));
    },
  );

  it('takes the first success of each call, and no call that failed', () => {
    // Only what is read of them.
    const events = [
      { kind: 'call-intended', call: 'upload', id: 'upload-1' },
      { kind: 'call-settled', id: 'upload-1', verdict: 'failed' },
      { kind: 'call-intended', call: 'upload', id: 'upload-2' },
      { kind: 'call-settled', id: 'upload-2', verdict: 'succeeded' },
      { kind: 'call-intended', call: 'backup', id: 'backup-1' },
      { kind: 'call-settled', id: 'backup-1', verdict: 'succeeded' },
      { kind: 'call-intended', call: 'backup', id: 'backup-2' },
      { kind: 'call-settled', id: 'backup-2', verdict: 'succeeded' },
    ] as unknown as readonly JournalEvent[];
    const at = (place: number): string => `2026-10-14T10:0${place}:00.000Z`;
    const state = events.reduce((known, event, place) => applyAt(known, event, at(place)), emptyJournal);
    expect(timesOf(state).done).toEqual({ upload: at(3), backup: at(5) });
  });

  it('expects the end as planned, and moves it by what was late or early last', () => {
    const end = Date.parse(rows.at(-1)?.dueUtc ?? '');
    expect(estimateOf(rows, Date.parse(started))).toEqual({ endMs: end, lateMs: 0, by: undefined });
    const justAfter = (call: Milestone): number =>
      Date.parse(rows.find((row) => row.call === call)?.dueUtc ?? '') + 60_000;
    expect(estimateOf(done({ create: 12 }), justAfter('create'))).toMatchObject({ lateMs: 12 * 60_000, by: 'create' });
    expect(estimateOf(done({ create: 12, 'init-recovery': -5 }), justAfter('create'))).toMatchObject({
      endMs: end - 5 * 60_000,
      by: 'init-recovery',
    });
  });

  it('is late by every minute that the next milestone is overdue', () => {
    const [first] = rows;
    const now = Date.parse(first?.dueUtc ?? '') + 9 * 60_000;
    expect(estimateOf(rows, now)).toMatchObject({ lateMs: 9 * 60_000, by: 'create' });
    expect(minutes(new Date(estimateOf(rows, now).endMs).toISOString())).toBe(minutes(rows.at(-1)?.dueUtc ?? '') + 9);
  });
});
