// The score of a rehearsal: what was injected, when it was first noticed, at which step, on which side, and who dealt with it.
import type { JournalEvent } from '../journal/events.ts';
import { isSignOf, type RehearsalFault, signOf } from './faults.ts';
import type { FaultScore, Injection, Score } from './files.ts';

/** One event of one side's journal. */
export interface Witnessed {
  readonly machine: 'offline' | 'online';
  readonly at: string;
  readonly event: JournalEvent;
}

export type Outcome = 'answered' | 'noticed' | 'missed' | 'not-injected';

/** Noticing alone is half of it: a fault is dealt with when people have written the exception. */
export function outcomeOf({ injectedAt, noticed, answered }: FaultScore): Outcome {
  if (injectedAt === null) return 'not-injected';
  if (noticed === null) return 'missed';
  return answered === null ? 'noticed' : 'answered';
}

const points: Readonly<Record<Outcome, number>> = { answered: 2, noticed: 1, missed: 0, 'not-injected': 0 };

/** Two points for what was dealt with, one for what was only noticed; what was never injected does not count. */
export function pointsOf({ faults }: Pick<Score, 'faults'>): { readonly have: number; readonly of: number } {
  const outcomes = faults.map(outcomeOf);
  return {
    have: outcomes.reduce((sum, outcome) => sum + points[outcome], 0),
    of: 2 * outcomes.filter((outcome) => outcome !== 'not-injected').length,
  };
}

/** The name of the custodian whose certificate this is; undefined if the plan has none such. */
export type HolderOf = (certificateSha256: string) => string | undefined;

/**
 * Scores the faults of an envelope, in the order of their injection.
 * An event counts only after the injection, and an exception for one fault only: where two faults could have led to it, for the one that
 * was injected first.
 */
export function scoreFaults(
  faults: readonly RehearsalFault[],
  injections: readonly Injection[],
  events: readonly Witnessed[],
  holderOf: HolderOf,
): Pick<Score, 'faults' | 'unplanned'> {
  const inTime = [...events].sort((a, b) => a.at.localeCompare(b.at));
  const injectedAt = (fault: RehearsalFault): string | null =>
    injections.find((each) => each.fault === fault && each.deed === 'injected')?.at ?? null;
  const taken = new Set<Witnessed>();
  const inOrder = [...faults].sort((a, b) => (injectedAt(a) ?? '9').localeCompare(injectedAt(b) ?? '9'));
  const scores = inOrder.map((fault) => scoreOne(fault, injectedAt(fault), inTime, taken, holderOf));
  return { faults: scores, unplanned: unplanned(scores, inTime) };
}

function scoreOne(
  fault: RehearsalFault,
  injectedAt: string | null,
  events: readonly Witnessed[],
  taken: Set<Witnessed>,
  holderOf: HolderOf,
): FaultScore {
  const none = { fault, injectedAt, noticed: null, answered: null };
  if (injectedAt === null) return none;
  const after = events.filter((each) => each.at >= injectedAt && !taken.has(each));
  const sign = after.find(({ event, at }) => signOf(fault, event, at) !== undefined);
  if (sign === undefined) return none;
  taken.add(sign);
  const answer = answerTo(sign, after);
  if (answer) taken.add(answer);
  return { ...none, noticed: noticedBy(fault, sign, holderOf), answered: answer ? answeredBy(answer) : null };
}

/** The exception that leaves the failed check, or the first one after what the machine only noted. */
function answerTo(sign: Witnessed, events: readonly Witnessed[]): Witnessed | undefined {
  if (sign.event.kind === 'exception') return sign;
  const check = sign.event.kind === 'check-failed' ? sign.event.check : null;
  return events.find(
    ({ machine, at, event }) =>
      machine === sign.machine && at >= sign.at && event.kind === 'exception' && event.check === check,
  );
}

function noticedBy(
  fault: RehearsalFault,
  { machine, at, event }: Witnessed,
  holderOf: HolderOf,
): FaultScore['noticed'] {
  return {
    at,
    machine,
    step: stepOf(event),
    sign: signOf(fault, event, at) ?? event.kind,
    by: [...peopleOf(event, holderOf)],
  };
}

/** Only whom the event itself names: nobody is taken for having noticed what a machine found. */
function peopleOf(event: JournalEvent, holderOf: HolderOf): readonly string[] {
  if (event.kind === 'wall-clock') return [event.readBy];
  if (event.kind === 'read-back') return event.by;
  if (event.kind === 'exception') return event.initials;
  if (event.kind !== 'share-refused' || event.certificateSha256 === null) return [];
  return [holderOf(event.certificateSha256) ?? []].flat();
}

/** A share is opened at B10 and nowhere else; what a machine only notes has no step. */
function stepOf(event: JournalEvent): string | null {
  if (event.kind === 'share-refused') return 'B10';
  return event.kind === 'check-failed' || event.kind === 'exception' ? event.step : null;
}

function answeredBy({ machine, at, event }: Witnessed): FaultScore['answered'] {
  if (event.kind !== 'exception') return null;
  return { at, machine, exception: event.number, step: event.step, by: [...event.decidedBy] };
}

/** Refused checks that are the sign of no injected fault. A fault that is refused twice is not unplanned. */
function unplanned(scores: readonly FaultScore[], events: readonly Witnessed[]): Score['unplanned'] {
  return events.flatMap(({ machine, at, event }) => {
    if (event.kind !== 'check-failed') return [];
    const injected = scores
      .filter(({ injectedAt }) => injectedAt !== null && injectedAt <= at)
      .map(({ fault }) => fault);
    return isSignOf(injected, event.fault) ? [] : [{ at, machine, step: event.step, fault: event.fault }];
  });
}
