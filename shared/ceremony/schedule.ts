// When each part of a ceremony begins and ends if nothing goes wrong: both sides of a recovery on one clock, with what each waits for.
import { expandScript, type PartInstance, type StepInstance } from './expand.ts';
import type { Script, Step } from './model.ts';
import type { ScriptPlan } from './script-plan.ts';
import { sideBySide } from './walk.ts';

/** One part on the clock of the ceremony. All times in minutes after the decision. */
export interface ScheduledPart {
  readonly script: Script;
  readonly part: PartInstance;
  readonly startsAt: number;
  readonly endsAt: number;
  /** How long people wait in it for the other side, and for which of its steps. */
  readonly waits: number;
  readonly waitsFor: readonly string[];
}

interface Side {
  readonly script: Script;
  readonly rest: { readonly part: PartInstance; readonly step: StepInstance }[];
  /** When its last step is over. */
  clock: number;
  /** When the part before began: one that goes on beside it begins with it. */
  began: number;
}

interface Building extends ScheduledPart {
  endsAt: number;
  waits: number;
  readonly waitsFor: string[];
}

/**
 * The parts of all sides, by the time at which they begin. Steps for trouble take no time. A side that waits for a step which never comes
 * is left out from there on; `walkScripts` says so.
 */
export function scheduleOf(plan: ScriptPlan): readonly ScheduledPart[] {
  const done = new Map<string, number>();
  const scheduled: Building[] = [];
  const sides = sideBySide(plan.kind).map((script): Side => ({
    script,
    rest: expandScript({ ...plan, kind: script.kind }, script)
      .filter(({ part }) => !part.branch)
      .flatMap((part) => part.steps.map((step) => ({ part, step }))),
    clock: 0,
    began: 0,
  }));
  const isReady = ({ rest: [next] }: Side): boolean => next?.step.step.after.every((id) => done.has(id)) === true;
  for (let side = sides.find(isReady); side; side = sides.find(isReady)) {
    const next = side.rest.shift();
    if (next !== undefined) schedule(side, next.part, next.step.step, done, scheduled);
  }
  return scheduled.toSorted((a, b) => a.startsAt - b.startsAt);
}

function schedule(side: Side, part: PartInstance, step: Step, done: Map<string, number>, scheduled: Building[]): void {
  const known = scheduled.find((each) => each.script === side.script && each.part === part);
  const startsAt = part.part.beside ? side.began : side.clock;
  const entry: Building = known ?? { script: side.script, part, startsAt, endsAt: startsAt, waits: 0, waitsFor: [] };
  if (known === undefined) {
    scheduled.push(entry);
    side.began = startsAt;
  }
  const from = Math.max(entry.endsAt, ...step.after.map((id) => done.get(id) ?? 0));
  if (from > entry.endsAt) entry.waitsFor.push(...step.after);
  entry.waits += from - entry.endsAt;
  entry.endsAt = from + (step.branch ? 0 : step.minutes);
  done.set(step.id, entry.endsAt);
  side.clock = Math.max(side.clock, entry.endsAt);
}

/** Minutes from the decision until a step is over; undefined for a step that no side has. */
export function endOfStep(schedule: readonly ScheduledPart[], id: string): number | undefined {
  const found = schedule.find(({ part }) => part.steps.some(({ step }) => step.id === id));
  if (found === undefined) return undefined;
  const at = found.part.steps.findIndex(({ step }) => step.id === id);
  const after = found.part.steps.slice(at + 1).reduce((sum, { step }) => sum + (step.branch ? 0 : step.minutes), 0);
  return found.endsAt - after;
}
