// How long a ceremony is planned for, who is busy when, and what each room waits for.
import { describe, expect, it } from 'vitest';
import { expandScript } from './expand.ts';
import type { CeremonyKind, ScriptGrade } from './model.ts';
import { recoveryMinutes } from './recovery-time.ts';
import { criticalPath, endOfStep, scheduleOf, type ScheduledStep, stepsOnClock } from './schedule.ts';
import { custodiansOf, planOf } from './testdata/plans.ts';

const of = (kind: CeremonyKind, quorum = 2, custodians = 3, grade: ScriptGrade = 'full') =>
  scheduleOf(planOf(kind, { grade, quorum, custodians: custodiansOf(custodians) }));
const lasts = (schedule: ReturnType<typeof of>): number => Math.max(...schedule.map(({ endsAt }) => endsAt));
const stepsOf = (schedule: ReturnType<typeof of>): readonly ScheduledStep[] => schedule.flatMap(({ steps }) => steps);
const named = (steps: readonly ScheduledStep[], id: string): ScheduledStep =>
  steps.find(({ step }) => step.instanceId === id)!;

describe('a recovery of 2 of 3', () => {
  const schedule = of('recovery-offline');
  const steps = stepsOf(schedule);

  it.each(['short', 'full'] as const)('has the keys back when the company expects them: %s', (grade) => {
    expect(endOfStep(of('recovery-offline', 2, 3, grade), 'C21')).toBeLessThanOrEqual(recoveryMinutes[grade]);
  });

  it('is over within five hours', () => {
    expect(lasts(schedule)).toBeLessThanOrEqual(300);
  });

  it('is the same from either side', () => {
    expect(of('recovery-online')).toEqual(schedule);
  });

  it.each([
    ['C6', 17],
    ['C15', 19],
    ['C18', 1],
    ['C19', 30],
    ['C21', 1],
  ])('leaves the service the time that it was seen to take: %s', (id, minutes) => {
    const { freeAt, endsAt } = named(steps, id);
    expect(endsAt - freeAt).toBeGreaterThanOrEqual(minutes);
  });

  it('has people at work while the service works', () => {
    const { freeAt, endsAt } = named(steps, 'C6');
    const meanwhile = steps.filter(({ startsAt }) => startsAt >= freeAt && startsAt < endsAt);
    expect(meanwhile.map(({ step }) => step.instanceId)).toEqual(
      expect.arrayContaining(['M9N', 'M1.online2', 'M9.offline']),
    );
  });

  it('opens the bag of the next custodian while one is at the laptop, and has one at the laptop', () => {
    expect(named(steps, 'B9.2').startsAt).toBeLessThan(named(steps, 'B11.1').freeAt);
    expect(named(steps, 'B10.2').startsAt).toBeGreaterThanOrEqual(named(steps, 'B11.1').freeAt);
  });

  it('says what a part waits for', () => {
    const part = (id: string) => schedule.find((each) => each.part.part.id === id)!;
    expect(part('b2')).toMatchObject({ waitsFor: ['C11'] });
    expect(part('b2').waits).toBeGreaterThan(0);
    // A break that nothing waits for.
    expect(part('b1').steps.at(-1)?.step.instanceId).toBe('B3P');
    expect(part('b1').endsAt).toBeLessThanOrEqual(part('b2').startsAt);
  });

  it('can say what its end depends on, without a gap', () => {
    const path = criticalPath(named(steps, 'C21'));
    expect(path[0]?.startsAt).toBe(0);
    for (const [at, { startsAt }] of path.entries())
      if (at > 0) expect([path[at - 1]?.freeAt, path[at - 1]?.endsAt]).toContain(startsAt);
  });
});

describe('with journeys', () => {
  const timed = (travel?: { rooms: number; custodians: readonly number[] }): ReturnType<typeof stepsOf> =>
    stepsOnClock(
      planOf('recovery-offline', { grade: 'short', custodians: custodiansOf(3), quorum: 2, ...(travel && { travel }) }),
    );
  const without = timed();
  const rooms = timed({ rooms: 25, custodians: [0, 0, 0] });

  it.each([
    ['B4', 'C11'],
    ['C13', 'B19'],
    ['B21', 'C16B'],
  ])('a stick is at %s no sooner than its way after %s', (here, there) => {
    expect(named(rooms, here).startsAt - named(rooms, there).freeAt).toBeGreaterThanOrEqual(25);
    expect(named(without, here).startsAt - named(without, there).freeAt).toBeLessThan(25);
  });

  it('who carries them is in one room at a time', () => {
    const own = rooms.filter(({ people }) => people.includes('MC'));
    for (const [at, { script, startsAt }] of own.entries()) {
      const before = own[at - 1];
      if (before && before.script !== script) expect(startsAt - before.freeAt).toBeGreaterThanOrEqual(25);
    }
  });

  it('custodians come when their way is over, the nearest first, and are counted when enough have come', () => {
    const steps = timed({ rooms: 0, custodians: [200, 90, 150] });
    expect(named(steps, 'B9.1').startsAt).toBeGreaterThanOrEqual(90);
    expect(named(steps, 'B9.1').startsAt).toBeLessThan(150);
    for (const step of ['B3', 'B9.2']) expect(named(steps, step).startsAt, step).toBeGreaterThanOrEqual(150);
    expect(named(steps, 'B9.2').startsAt).toBeLessThan(200);
  });
});

it('an emergency has the keys back within two hours', () => {
  expect(endOfStep(of('emergency-offline'), 'F8')).toBeLessThanOrEqual(recoveryMinutes.emergency);
});

describe.each(['activation', 're-wrap', 'recovery-offline', 'drill', 'emergency-offline'] as const)('in %s', (kind) => {
  const plan = planOf(kind, { quorum: 10, custodians: custodiansOf(10) });
  const schedule = scheduleOf(plan);
  const steps = stepsOnClock(plan);

  it('every part has its time, and no step is left out', () => {
    expect(schedule.length).toBeGreaterThan(5);
    for (const { startsAt, endsAt, part, steps: own } of schedule) {
      expect(endsAt, part.part.id).toBeGreaterThan(startsAt);
      expect(own.map(({ step }) => step)).toEqual(
        expect.arrayContaining(part.steps.filter(({ step }) => !step.branch)),
      );
    }
  });

  it('nobody is at two steps, or in two rooms, at the same time', () => {
    const people = new Set(steps.flatMap((step) => step.people));
    expect(people.size).toBeGreaterThan(2);
    for (const person of people) {
      const own = steps.filter((step) => step.people.includes(person));
      for (const [at, { startsAt, step }] of own.entries())
        expect(startsAt, `${person} at ${step.instanceId}`).toBeGreaterThanOrEqual(own[at - 1]?.freeAt ?? 0);
    }
  });

  const rooms = [...new Set(steps.map(({ script }) => script))].map((script) => {
    const printed = expandScript({ ...plan, kind: script.kind }, script).flatMap((part) => part.steps);
    const place = ({ step }: ScheduledStep): number =>
      printed.findIndex(({ instanceId }) => instanceId === step.instanceId);
    return steps.filter((step) => step.script === script).toSorted((a, b) => place(a) - place(b));
  });

  it('everyone goes through the paper of a room in its order', () => {
    for (const room of rooms)
      for (const person of new Set(room.flatMap((step) => step.people))) {
        const times = room.filter((step) => step.people.includes(person)).map(({ startsAt }) => startsAt);
        expect(times, person).toEqual(times.toSorted((a, b) => a - b));
      }
  });

  it('nothing goes on before the people of a hold are done with it', () => {
    for (const room of rooms)
      for (const [at, { freeAt, step }] of room.entries())
        if (step.step.hold)
          for (const later of room.slice(at + 1))
            expect(later.startsAt, later.step.instanceId).toBeGreaterThanOrEqual(freeAt);
  });
});

it('a step that nobody has has no end', () => {
  expect(endOfStep(of('drill'), 'C21')).toBeUndefined();
});
