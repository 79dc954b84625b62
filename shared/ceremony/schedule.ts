// When each step of a ceremony begins and ends if nothing goes wrong: both rooms on one clock, by the people that each step takes, by what it
// needs, and by what the service does meanwhile.
import { expandScript, type PartInstance, type StepInstance } from './expand.ts';
import type { Role, ScriptGrade, Script, State } from './model.ts';
import type { ScriptShape } from './script-plan.ts';
import { sideBySide } from './walk.ts';

/** One step on the clock of the ceremony. All times in minutes after the decision. */
export interface ScheduledStep {
  readonly script: Script;
  readonly part: PartInstance;
  readonly step: StepInstance;
  /** Who is busy with it: roles, and custodians by their turn or code. */
  readonly people: readonly string[];
  readonly startsAt: number;
  /** When its people are free again. */
  readonly freeAt: number;
  /** When it is over: later than `freeAt` where the service works on, or a time runs. */
  readonly endsAt: number;
  /** How long the first of its people was free before it began. */
  readonly waits: number;
  /** The step that it had to wait for; undefined for the first. Along these runs the critical path. */
  readonly waitsFor: ScheduledStep | undefined;
}

/** One part on the clock of the ceremony. */
export interface ScheduledPart {
  readonly script: Script;
  readonly part: PartInstance;
  readonly steps: readonly ScheduledStep[];
  readonly startsAt: number;
  readonly endsAt: number;
  /** How long the service works in it, or a time runs, and nobody is needed. */
  readonly service: number;
  /** How long people wait in it for the other room, and for which of its steps. */
  readonly waits: number;
  readonly waitsFor: readonly string[];
}

/** In a full script a step is read aloud, and gets its initials and its time. */
const minutesOfNoting: Readonly<Record<ScriptGrade, number>> = { short: 0, full: 1 };

/** A step that is still to come, with what must be over before it. */
interface Waiting {
  readonly script: Script;
  readonly part: PartInstance;
  readonly instance: StepInstance;
  readonly people: readonly string[];
  /** Steps of its room that must be over: what it needs is theirs. */
  readonly results: readonly Waiting[];
  /** Steps of its room whose people must be free: they hold, or see what it changes. */
  readonly before: readonly Waiting[];
  done: ScheduledStep | undefined;
}

/**
 * Every step of all rooms, by the time at which it begins. Everyone does their own steps in the order of the paper, in one room at a time. A step
 * begins as soon as its people are free, what it needs is true, and no hold before it stands. Of several that could be next, the one that can
 * begin first is; of those, the first on paper. Steps for trouble take no time. What waits for a step that never comes is left out;
 * `walkScripts` says so.
 */
export function stepsOnClock(plan: ScriptShape): readonly ScheduledStep[] {
  const rooms = sideBySide(plan.kind).map((script) => stepsOfRoom(plan, script));
  const steps = rooms.flat();
  const freeAt = new Map<string, ScheduledStep>();
  for (;;) {
    const possible = rooms.flatMap((room) =>
      room.filter((step) => step.done === undefined && isFirstOfAll(step, room)),
    );
    const calls = possible.flatMap((step) => {
      const call = callOf(step, possible, steps);
      return call === undefined ? [] : [call];
    });
    const timed = calls.flatMap((call) => {
      const last = call.flatMap((step) => latestBefore(step, call, steps, freeAt, plan) ?? []);
      return last.length < call.length ? [] : [{ call, last: last.reduce((a, b) => (b.at > a.at ? b : a)) }];
    });
    const [first] = timed.toSorted((a, b) => a.last.at - b.last.at);
    if (first === undefined) break;
    place(first.call, first.last, plan.grade, freeAt);
  }
  return steps.flatMap(({ done }) => done ?? []).toSorted((a, b) => a.startsAt - b.startsAt);
}

/** The earliest minute at which a step may begin, and the step to which it owes that. */
interface Earliest {
  readonly at: number;
  readonly by: ScheduledStep | undefined;
}

function place(
  call: readonly Waiting[],
  { at, by }: Earliest,
  grade: ScriptGrade,
  freeAt: Map<string, ScheduledStep>,
): void {
  const minutes = Math.max(...call.map(({ instance: { step } }) => step.minutes + minutesOfNoting[grade]));
  for (const step of call) {
    const free = at + minutes;
    const endsAt = free + step.instance.step.service;
    const { script, part, instance, people } = step;
    const waits = at - Math.min(at, ...people.flatMap((person) => freeAt.get(person)?.freeAt ?? []));
    step.done = { script, part, step: instance, people, startsAt: at, freeAt: free, endsAt, waits, waitsFor: by };
    for (const person of people) freeAt.set(person, step.done);
  }
}

/** The step with the one on the other paper that is the same telephone call; undefined while that one is not possible. */
function callOf(step: Waiting, possible: readonly Waiting[], all: readonly Waiting[]): readonly Waiting[] | undefined {
  const other = all.find((each) => isSameCall(each, step) || isSameCall(step, each));
  if (other === undefined) return [step];
  return possible.includes(other) ? [step, other] : undefined;
}

const isSameCall = (a: Waiting, b: Waiting): boolean => a.instance.step.together === b.instance.instanceId;

/** Everyone does their own steps in the order of the paper. */
const isFirstOfAll = (step: Waiting, room: readonly Waiting[]): boolean =>
  room
    .slice(0, room.indexOf(step))
    .every(({ done, people }) => done !== undefined || !people.some((person) => step.people.includes(person)));

/** Who carries sticks from one room to the other, and cannot be in both. */
const carrier: Role = 'MC';

function latestBefore(
  { script, instance, people, results, before }: Waiting,
  call: readonly Waiting[],
  all: readonly Waiting[],
  freeAt: ReadonlyMap<string, ScheduledStep>,
  plan: ScriptShape,
): Earliest | undefined {
  const { step } = instance;
  const wayFrom = (by: ScheduledStep, who: readonly string[]): number =>
    by.script !== script && who.includes(carrier) ? (plan.travel?.rooms ?? 0) : 0;
  const others = [...results, ...all.filter((each) => step.after.includes(each.instance.step.id))].filter(
    (each) => !call.includes(each),
  );
  if ([...others, ...before].some(({ done }) => done === undefined)) return undefined;
  const times: Earliest[] = [
    { at: step.awaitsCustodians ? arrivalOf(instance, plan) : 0, by: undefined },
    ...people.flatMap((person) => {
      const by = freeAt.get(person);
      return by ? [{ at: by.freeAt + wayFrom(by, [person]), by }] : [];
    }),
    ...before.flatMap(({ done: by }) => (by ? [{ at: by.freeAt, by }] : [])),
    ...others.flatMap(({ done: by }) => (by ? [{ at: by.endsAt + wayFrom(by, by.people), by }] : [])),
  ];
  return times.reduce((a, b) => (b.at > a.at ? b : a));
}

/** Minutes until so many custodians are there, the nearest first. @param custodians minutes of each one's journey */
export const arrivalOfNearest = (custodians: readonly number[], count: number): number =>
  custodians.toSorted((a, b) => a - b)[count - 1] ?? 0;

/** When the custodian of a turn is there; for a step without turns, when as many are as must come. Those with the shortest way come first. */
function arrivalOf({ turn }: StepInstance, { travel, quorum, kind }: ScriptShape): number {
  // Only a recovery calls them when it is decided; to all else they come on a planned day.
  if (travel === undefined || kind === 'drill') return 0;
  return arrivalOfNearest(travel.custodians, turn?.k ?? quorum);
}

/** The steps of a room in the order of the paper, each with what it depends on. */
function stepsOfRoom(plan: ScriptShape, script: Script): readonly Waiting[] {
  const steps: Waiting[] = [];
  const parts = expandScript({ ...plan, kind: script.kind }, script).filter(({ part }) => !part.branch);
  for (const part of parts)
    for (const instance of part.steps.filter(({ step }) => !step.branch))
      steps.push({
        script,
        part,
        instance,
        ...dependencies(instance, part, steps),
        people: peopleOf(instance, script, plan),
        done: undefined,
      });
  return steps;
}

/** Every custodian has a stick and a bag of their own. */
const ofTurn: ReadonlySet<string> = new Set<keyof State>(['custodianStick']);

function dependencies(
  { step: { needs, sets }, turn }: StepInstance,
  part: PartInstance,
  earlier: readonly Waiting[],
): Pick<Waiting, 'results' | 'before'> {
  const of = (key: string): readonly Waiting[] =>
    turn !== undefined && ofTurn.has(key) ? earlier.filter((each) => each.part === part) : earlier;
  // The first after which it stays as it is needed.
  const setterOf = (key: keyof State): Waiting | undefined => {
    const setters = of(key).filter(({ instance: { step } }) => key in step.sets);
    const wanted: readonly unknown[] = [needs[key]].flat();
    return (
      setters[setters.findLastIndex(({ instance: { step } }) => !wanted.includes(step.sets[key])) + 1] ?? setters.at(-1)
    );
  };
  const since = (key: string): readonly Waiting[] => {
    const steps = of(key);
    return steps.slice(steps.findLastIndex(({ instance: { step } }) => key in step.sets) + 1);
  };
  const keys = [...new Set([...Object.keys(needs), ...Object.keys(sets)])] as (keyof State)[];
  return {
    results: keys.flatMap((key) => setterOf(key) ?? []),
    before: [
      ...earlier.filter(({ instance: { step } }) => step.hold),
      // What they saw is still true for them.
      ...Object.keys(sets).flatMap((key) => since(key).filter(({ instance: { step } }) => key in step.needs)),
    ],
  };
}

/** Custodians are several people, each of whom has one turn. */
function peopleOf({ step, turn }: StepInstance, { cast }: Script, { custodians }: ScriptShape): readonly string[] {
  const codes = (role: Role): readonly string[] => {
    if (role === 'C') return [turn?.custodian?.code ?? `C${turn?.k ?? ''}`];
    if (role !== 'ALL') return [role];
    return [...cast.filter((each) => each !== 'C' && each !== 'ALL'), ...custodians.map(({ code }) => code)];
  };
  return step.who.flatMap(codes);
}

/** The parts of all rooms, by the time at which they begin. */
export function scheduleOf(plan: ScriptShape): readonly ScheduledPart[] {
  const steps = stepsOnClock(plan);
  const parts = [...new Set(steps.map(({ part }) => part))];
  return parts.flatMap((part): readonly ScheduledPart[] => {
    const own = steps.filter((step) => step.part === part);
    const [first] = own;
    if (first === undefined) return [];
    const waiting = own.filter(isWaitingForOtherRoom);
    const scheduled: ScheduledPart = {
      script: first.script,
      part,
      steps: own,
      startsAt: first.startsAt,
      endsAt: Math.max(...own.map(({ endsAt }) => endsAt)),
      service: own.reduce((sum, { freeAt, endsAt }) => sum + endsAt - freeAt, 0),
      waits: waiting.reduce((sum, { waits }) => sum + waits, 0),
      waitsFor: waiting.flatMap(({ waitsFor }) => waitsFor?.step.instanceId ?? []),
    };
    return [scheduled];
  });
}

const isWaitingForOtherRoom = ({ script, waits, waitsFor }: ScheduledStep): boolean =>
  waits > 0 && waitsFor !== undefined && waitsFor.script !== script;

/** Minutes from the decision until a step is over; undefined for a step that no room has. */
export const endOfStep = (schedule: readonly ScheduledPart[], id: string): number | undefined =>
  schedule.flatMap(({ steps }) => steps).find(({ step }) => step.step.id === id)?.endsAt;

/** The steps that decide when another is over, from the first to it. */
export function criticalPath(step: ScheduledStep): readonly ScheduledStep[] {
  return step.waitsFor === undefined ? [step] : [...criticalPath(step.waitsFor), step];
}
