// The report of a rehearsal: what was injected, when it was first noticed, at which step, on which side, and who dealt with it.
import type { JournalEvent } from '../journal/events.ts';
import { canBeAbout, isSignOf, type RehearsalFault, type Witnessed } from './faults.ts';
import type { FaultReport, Injection, RehearsalReport } from './files.ts';

export type Outcome = 'answered' | 'noticed' | 'missed' | 'not-injected';

/** Noticing alone is half of it: a fault is dealt with when people have written the exception. */
export function outcomeOf({ injectedAt, noticed, answered }: FaultReport): Outcome {
  if (injectedAt === null) return 'not-injected';
  if (noticed === null) return 'missed';
  return answered === null ? 'noticed' : 'answered';
}

/** What the plan says about its custodians. */
export interface Custodians {
  /** The name of the custodian whose certificate this is; undefined if the plan has none such. */
  readonly holderOf: (certificateSha256: string) => string | undefined;
  /** The certificate of a custodian by number, 1 to N; null where nobody is meant. */
  readonly certificateOf: (custodian: number | null) => string | null;
}

/** A fault of the list on the way to its report. Places are those of the events in time. */
interface Case {
  readonly fault: RehearsalFault;
  readonly injectedAt: string | null;
  /** Where the machine shows it. */
  readonly signs: readonly number[];
  /** The exception that answers it. */
  answer: number | undefined;
}

/**
 * Reports on the chosen faults, in the order of their injection. An event counts only after the injection.
 * What a machine noticed is answered by an exception for the failed check, or at a step of that fault, and each exception answers what the
 * machine noticed last before it. Exceptions that are left over speak of faults that no machine noticed, the first injected first.
 */
export function reportFaults(
  faults: readonly RehearsalFault[],
  injections: readonly Injection[],
  events: readonly Witnessed[],
  custodians: Custodians,
): Pick<RehearsalReport, 'faults' | 'unplanned'> {
  const inTime = [...events].sort((a, b) => a.at.localeCompare(b.at));
  const cases = faults
    .map((fault) => caseOf(fault, injections, inTime, custodians))
    .sort((a, b) => (a.injectedAt ?? '9').localeCompare(b.injectedAt ?? '9'));
  inTime.forEach(({ event }, place) => {
    if (event.kind !== 'exception') return;
    const answered = lastNoticed(cases, inTime, place) ?? firstUnnoticed(cases, inTime, place);
    if (answered) answered.answer = place;
  });
  const explained = new Set(cases.flatMap(({ signs }) => signs));
  return {
    faults: cases.map((each) => faultReport(each, inTime, custodians)),
    unplanned: unplanned(inTime.filter((_, place) => !explained.has(place))),
  };
}

function caseOf(
  fault: RehearsalFault,
  injections: readonly Injection[],
  events: readonly Witnessed[],
  { certificateOf }: Custodians,
): Case {
  const injection = injections.find((each) => each.fault === fault && each.action === 'injected');
  if (injection === undefined) return { fault, injectedAt: null, signs: [], answer: undefined };
  const { at: injectedAt, custodian } = injection;
  const certificate = certificateOf(custodian);
  const signs = events.flatMap((seen, place) => {
    if (seen.at < injectedAt) return [];
    const earlier = events.slice(0, place).filter(({ machine, at }) => machine === seen.machine && at >= injectedAt);
    return isSignOf(fault, seen, certificate, earlier) ? [place] : [];
  });
  return { fault, injectedAt, signs, answer: undefined };
}

/** The fault that a machine showed last before an exception, and that this exception can be about. */
function lastNoticed(cases: readonly Case[], events: readonly Witnessed[], exception: number): Case | undefined {
  const lastSign = ({ fault, signs }: Case): number =>
    signs.findLast((sign) => sign < exception && isAnswer(fault, events[sign], events[exception])) ?? -1;
  const open = cases.filter((each) => each.answer === undefined && lastSign(each) >= 0);
  return open.sort((a, b) => lastSign(b) - lastSign(a))[0];
}

/** An exception that leaves a failed check speaks of that check, and of nothing else. */
function isAnswer(fault: RehearsalFault, sign: Witnessed | undefined, exception: Witnessed | undefined): boolean {
  if (sign?.machine !== exception?.machine || exception?.event.kind !== 'exception') return false;
  const { check, step } = exception.event;
  if (sign?.event.kind === 'check-failed') return check === sign.event.check;
  return check === null && canBeAbout(fault, exception.machine, step);
}

/** A fault that no machine has shown, which people noticed by themselves. */
function firstUnnoticed(cases: readonly Case[], events: readonly Witnessed[], exception: number): Case | undefined {
  const { machine, at, event } = events[exception] ?? {};
  if (machine === undefined || at === undefined || event?.kind !== 'exception' || event.check !== null)
    return undefined;
  return cases.find(
    ({ fault, injectedAt, signs, answer }) =>
      answer === undefined &&
      signs.length === 0 &&
      injectedAt !== null &&
      injectedAt <= at &&
      canBeAbout(fault, machine, event.step),
  );
}

function faultReport(
  { fault, injectedAt, signs, answer }: Case,
  events: readonly Witnessed[],
  { holderOf }: Custodians,
): FaultReport {
  const exception = answer === undefined ? undefined : events[answer];
  const [first] = signs;
  const sign = first === undefined ? exception : events[first];
  return {
    fault,
    injectedAt,
    noticed: sign ? noticedBy(sign, holderOf) : null,
    answered: exception ? answeredBy(exception) : null,
  };
}

function noticedBy({ machine, at, event }: Witnessed, holderOf: Custodians['holderOf']): FaultReport['noticed'] {
  const isRefusal = event.kind === 'check-failed' || event.kind === 'share-refused';
  const sign = isRefusal ? event.fault : event.kind;
  return { at, machine, step: stepOf(event), sign, by: [...peopleOf(event, holderOf)] };
}

/** Only whom the event itself names: nobody is taken for having noticed what a machine found. */
function peopleOf(event: JournalEvent, holderOf: Custodians['holderOf']): readonly string[] {
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

function answeredBy({ machine, at, event }: Witnessed): FaultReport['answered'] {
  if (event.kind !== 'exception') return null;
  const { number, step, decidedBy, initials } = event;
  return { at, machine, exception: number, step, by: [...decidedBy], initials: [...initials] };
}

/** Refusals that are the sign of no injected fault. A fault that is refused twice is not unplanned. */
function unplanned(unexplained: readonly Witnessed[]): RehearsalReport['unplanned'] {
  return unexplained.flatMap(({ machine, at, event }) =>
    event.kind === 'check-failed' || event.kind === 'share-refused'
      ? [{ at, machine, step: stepOf(event) ?? '', fault: event.fault }]
      : [],
  );
}
