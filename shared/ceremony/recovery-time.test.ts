// By when keys are to be back, and when they were.
import { describe, expect, it } from 'vitest';
import { onlineRecovery, timeOf } from '#core/journal/testdata/recovery.ts';
import { minutesBeforeJournal, noTimes, recoveryMinutes, restoredBy, timesWith } from './recovery-time.ts';
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
    onlineRecovery
      .slice(0, count + 1)
      .reduce((known, event, at) => timesWith(known, timeOf(onlineRecovery, at), event), noTimes),
  );
  const back = onlineRecovery.findIndex((event) => event.kind === 'call-settled' && event.id.startsWith('restore'));
  expect(back).toBeGreaterThan(0);
  expect(times[back - 1]).toMatchObject({ startedAt: timeOf(onlineRecovery, 0), restoredAt: undefined });
  expect(times.at(-1)).toMatchObject({
    startedAt: timeOf(onlineRecovery, 0),
    restoredAt: timeOf(onlineRecovery, back),
  });
});
