// By when keys are to be back, and when they were.
import { describe, expect, it } from 'vitest';
import { offlineRecovery, onlineRecovery, timeOf } from '#core/journal/testdata/recovery.ts';
import type { JournalEvent } from '../journal/events.ts';
import type { ClockMilestone } from './milestones.ts';
import { applyAt } from '#shared/journal/fold.ts';
import { emptyJournal } from '#shared/journal/state.ts';
import {
  estimateOf,
  type MilestoneTimes,
  recoveryClock,
  minutesBeforeJournal,
  recoveryMinutes,
  timesOf,
} from './recovery-time.ts';
import { clockLines } from '#shared/messages/clock-text.ts';
import { frame as english } from '#shared/messages/en/screens/frame.ts';
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
    for (const side of ['online', 'offline'] as const) {
      const startedAt = '2026-10-14T09:00:00.000Z';
      const due =
        Date.parse(recoveryClock({ startedAt, begun: {}, done: {} }, grade, side)?.dueUtc ?? '') -
        Date.parse(startedAt);
      expect(due).toBe((recoveryMinutes[grade] - minutesBeforeJournal(grade, side)) * 60_000);
    }
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
  const clockOf = (side?: 'offline') => {
    const clock = recoveryClock({ startedAt: started, begun: {}, done: {} }, 'full', side);
    if (clock === undefined) throw new Error('the clock has begun');
    return clock;
  };
  const { milestones: rows, plannedUtc } = clockOf();
  const done = (late: Partial<Record<ClockMilestone, number>>): readonly MilestoneTimes[] =>
    rows.map((row) => {
      const by = late[row.call];
      return by === undefined ? row : { ...row, doneUtc: new Date(Date.parse(row.dueUtc) + by * 60_000).toISOString() };
    });

  it.each(['emergency', 'short', 'full'] as const)(
    'plans each milestone after the one before, within the limit: %s',
    (grade) => {
      const clock = recoveryClock({ startedAt: started, begun: {}, done: {} }, grade);
      const due = clock?.milestones.map(({ dueUtc }) => dueUtc) ?? [];
      expect(due).toEqual([...new Set(due)].toSorted());
      expect(due[0]).toSatisfy((first: string) => first > started);
      expect(due.at(-1)).toSatisfy((last: string) => last <= (clock?.dueUtc ?? ''));
      expect(clock?.plannedUtc).toBe(due.at(-1));
    },
  );

  it('takes the first success of each call, no call that failed, and the beginning of the one that is open', () => {
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
      { kind: 'call-intended', call: 'restore', id: 'restore-1' },
    ] as unknown as readonly JournalEvent[];
    const at = (place: number): string => `2026-10-14T10:0${place}:00.000Z`;
    const state = events.reduce((known, event, place) => applyAt(known, event, at(place)), emptyJournal);
    const { begun, done: ended } = timesOf(state);
    expect({ begun, ended }).toEqual({ begun: { restore: at(8) }, ended: { upload: at(3), backup: at(5) } });
  });

  it('expects the end as planned, and moves it by what was late or early last', () => {
    const end = Date.parse(rows.at(-1)?.dueUtc ?? '');
    expect(estimateOf({ milestones: rows, plannedUtc }, Date.parse(started))).toEqual({
      endMs: end,
      lateMs: 0,
      by: undefined,
    });
    const justAfter = (call: ClockMilestone): number =>
      Date.parse(rows.find((row) => row.call === call)?.dueUtc ?? '') + 60_000;
    expect(estimateOf({ milestones: done({ create: 12 }), plannedUtc }, justAfter('create'))).toMatchObject({
      lateMs: 12 * 60_000,
      by: 'create',
    });
    expect(
      estimateOf({ milestones: done({ create: 12, 'init-recovery': -5 }), plannedUtc }, justAfter('create')),
    ).toMatchObject({
      endMs: end - 5 * 60_000,
      by: 'init-recovery',
    });
  });

  it('is late by every minute that the next milestone is overdue, and by all that it takes until it has begun', () => {
    const [create, ...later] = rows;
    if (create === undefined) throw new Error('there is a first milestone');
    const due = Date.parse(create.dueUtc);
    const lateAt = (now: number, begunAt?: number): number =>
      estimateOf(
        {
          milestones: [
            { ...create, begunUtc: begunAt === undefined ? null : new Date(begunAt).toISOString() },
            ...later,
          ],
          plannedUtc,
        },
        now,
      ).lateMs / 60_000;
    const begin = due - create.minutes * 60_000;
    expect(lateAt(begin)).toBe(0);
    expect(lateAt(begin + 60_000)).toBe(1);
    expect(lateAt(due, begin)).toBe(0);
    expect(lateAt(due + 9 * 60_000, begin)).toBe(9);
    expect(lateAt(due + 9 * 60_000)).toBe(9 + create.minutes);
    expect(lateAt(due, due)).toBe(create.minutes);
  });

  it('gives a restore that is due the time that it takes', () => {
    const restore = rows.at(-1);
    const now = Date.parse(plannedUtc) + 60_000;
    expect(restore?.minutes).toBeGreaterThan(0);
    const all = done({ create: 0, 'init-recovery': 0, upload: 0, backup: 0 });
    expect(estimateOf({ milestones: all, plannedUtc }, now)).toMatchObject({
      endMs: now + (restore?.minutes ?? 0) * 60_000,
      by: 'restore',
    });
  });

  it('of the offline machine knows its own two milestones, and the same planned end', () => {
    const offline = clockOf('offline');
    expect(offline.milestones.map(({ call }) => call)).toEqual(['exchange-key', 'blob']);
    const afterDecision = ({ decidedUtc, plannedUtc: end }: typeof offline): number =>
      Date.parse(end) - Date.parse(decidedUtc);
    expect(afterDecision(offline)).toBe(afterDecision(clockOf()));
    // The key comes from the HSM, the blob goes to it.
    const minute = (call: string): number => {
      const clock = [offline, clockOf()].find(({ milestones }) => milestones.some((each) => each.call === call));
      const due = clock?.milestones.find((each) => each.call === call)?.dueUtc;
      return Date.parse(due ?? '') - Date.parse(clock?.decidedUtc ?? '');
    };
    expect(minute('exchange-key')).toBeGreaterThan(minute('init-recovery'));
    expect(minute('blob')).toBeGreaterThan(minute('exchange-key'));
    expect(minute('upload')).toBeGreaterThan(minute('blob'));
  });

  it('of the offline machine moves with what its journal says, and not with a restore that it cannot see', () => {
    const state = offlineRecovery.reduce(
      (known, event, at) => applyAt(known, event, timeOf(offlineRecovery, at)),
      emptyJournal,
    );
    const built = offlineRecovery.findIndex(({ kind }) => kind === 'blob-built');
    const clock = recoveryClock(timesOf(state), 'full', 'offline');
    if (clock === undefined) throw new Error('the clock has begun');
    const [key, blob] = clock.milestones;
    expect(key?.doneUtc).not.toBeNull();
    expect(blob?.doneUtc).toBe(timeOf(offlineRecovery, built));
    const lateMs = Date.parse(blob?.doneUtc ?? '') - Date.parse(blob?.dueUtc ?? '');
    for (const hours of [0, 9]) {
      const now = Date.parse(blob?.doneUtc ?? '') + hours * 3_600_000;
      expect(estimateOf(clock, now)).toEqual({ endMs: Date.parse(clock.plannedUtc) + lateMs, lateMs, by: 'blob' });
    }
  });
});

describe('what the clock says', () => {
  const clock = recoveryClock({ startedAt: '2026-10-14T09:00:00.000Z', begun: {}, done: {} }, 'full');
  if (clock === undefined) throw new Error('the clock has begun');
  const [first, ...others] = clock.milestones;
  if (first === undefined) throw new Error('there is a first milestone');
  const due = Date.parse(first.dueUtc);
  const reason = (doneAfterMin: number | null, nowAfterMin: number): string => {
    const doneUtc = doneAfterMin === null ? null : new Date(due + doneAfterMin * 60_000).toISOString();
    const said = { ...clock, milestones: [{ ...first, doneUtc }, ...others] };
    return clockLines(said, due + nowAfterMin * 60_000, english.recoveryClock)
      .slice(1, -1)
      .join(' ');
  };

  it('gives the reason of the estimate, and none while all goes as planned', () => {
    expect(reason(null, -1 - first.minutes)).toBe('');
    expect(reason(0, 1)).toBe('');
    expect(reason(12, 13)).toBe('“Create the HSM” ended 12 min later than planned.');
    expect(reason(-5, -4)).toBe('“Create the HSM” ended 5 min earlier than planned.');
    expect(reason(null, 9)).toBe(
      `“Create the HSM” will end ${9 + first.minutes} min later than planned at the earliest.`,
    );
  });
});
