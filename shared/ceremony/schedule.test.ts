// How long a ceremony is planned for, and what each side waits for.
import { describe, expect, it } from 'vitest';
import { endOfStep, scheduleOf } from './schedule.ts';
import { custodiansOf, planOf } from './testdata/plans.ts';
import type { CeremonyKind } from './model.ts';

const of = (kind: CeremonyKind, quorum = 2, custodians = 3) =>
  scheduleOf(planOf(kind, { quorum, custodians: custodiansOf(custodians) }));
const lasts = (schedule: ReturnType<typeof of>): number => Math.max(...schedule.map(({ endsAt }) => endsAt));

describe('a recovery of 2 of 3', () => {
  const schedule = of('recovery-offline');

  it('has the keys back within three and a half hours of the decision, and is over within five', () => {
    expect(endOfStep(schedule, 'C21')).toBeLessThanOrEqual(210);
    expect(lasts(schedule)).toBeLessThanOrEqual(300);
  });

  it('is the same from either side', () => {
    expect(of('recovery-online')).toEqual(schedule);
  });

  it('leaves the service the time that it was seen to take', () => {
    const minutes = (id: string): number =>
      schedule.flatMap(({ part }) => part.steps).find(({ step }) => step.id === id)?.step.minutes ?? 0;
    expect(minutes('C6')).toBeGreaterThanOrEqual(17);
    expect(minutes('C15')).toBeGreaterThanOrEqual(19);
    expect(minutes('C19')).toBe(30);
  });

  it('lets the offline side begin while the HSM is made, and breaks while it waits', () => {
    const part = (id: string) => schedule.find((each) => each.part.part.id === id)!;
    expect(part('b1').startsAt).toBeLessThan(part('c2').endsAt);
    expect(part('b2').waitsFor).toContain('C11');
    // A break that nothing waits for.
    expect(part('b1').part.steps.at(-1)?.step.id).toBe('B3P');
    expect(part('b1').endsAt + part('b2').waits).toBeGreaterThanOrEqual(part('c3').startsAt);
  });

  it('has the machine of RO2 made ready beside that of RO1', () => {
    const [first, second] = schedule.filter(({ part }) => part.part.id === 'MN');
    expect(second?.startsAt).toBe(first?.startsAt);
  });
});

it('an emergency has the keys back within two hours', () => {
  expect(endOfStep(of('emergency-offline'), 'F8')).toBeLessThanOrEqual(120);
});

it('every part of every ceremony has its time', () => {
  for (const kind of ['activation', 're-wrap', 'recovery-offline', 'drill'] as const) {
    const schedule = of(kind, 10, 10);
    expect(schedule.length, kind).toBeGreaterThan(5);
    for (const { startsAt, endsAt, part } of schedule) expect(endsAt, part.part.id).toBeGreaterThan(startsAt);
  }
});

it('a step that nobody has has no end', () => {
  expect(endOfStep(of('drill'), 'C21')).toBeUndefined();
});
