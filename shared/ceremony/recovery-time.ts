// The recovery time: what the company waits for, from the decision until its keys are restored; and how the journal of each side measures it.
import type { JournalState } from '../journal/state.ts';
import { type ClockMilestone, type ClockSide, milestones, milestonesOf, offlineMilestones } from './milestones.ts';
import type { ScriptGrade, Sets } from './model.ts';
import { type ScheduledStep, stepsOnClock } from './schedule.ts';

type RecoveryGrade = ScriptGrade | 'emergency';

/** Minutes from the decision until the keys are to be restored, by grade. */
export const recoveryMinutes: Readonly<Record<RecoveryGrade, number>> = { emergency: 120, short: 150, full: 210 };

/** What the step of the script sets in which each has ended. */
const reached: Readonly<Record<ClockMilestone, Sets>> = {
  create: { hsm: 'provisioned' },
  'init-recovery': { hsm: 'recovery' },
  upload: { blob: 'uploaded' },
  backup: { hsm: 'restore-point' },
  restore: { hsm: 'restored' },
  'exchange-key': { exchange: 'examined' },
  blob: { blob: 'built' },
};

/** The step of the script with which a journal begins: with a plan, and in an emergency. */
const openings: Readonly<Record<ClockSide, readonly [planned: string, emergency: string]>> = {
  online: ['M5N.online1', 'F1'],
  offline: ['M7.offline', 'E2'],
};

interface PlannedTimes {
  readonly beforeJournal: Readonly<Record<ClockSide, number>>;
  /** When the step of each milestone begins and has ended, in minutes after the decision. */
  readonly milestones: Readonly<Record<ClockMilestone, Pick<ScheduledStep, 'startsAt' | 'endsAt'>>>;
}

/** Asked with every view of an online app, and planning a script takes longer than all else in it. */
const plannedTimes = new Map<RecoveryGrade, PlannedTimes>();

function planned(grade: RecoveryGrade): PlannedTimes {
  const times = plannedTimes.get(grade) ?? planTimes(grade);
  plannedTimes.set(grade, times);
  return times;
}

/** Minutes that the script plans before a journal begins, with the step in which its file is opened: that of the first online machine, or the offline one. */
export const minutesBeforeJournal = (grade: RecoveryGrade, side: ClockSide = 'online'): number =>
  planned(grade).beforeJournal[side];

function planTimes(grade: RecoveryGrade): PlannedTimes {
  const isPlanned = grade !== 'emergency';
  const steps = stepsOnClock({
    kind: isPlanned ? 'recovery-online' : 'emergency-online',
    grade: isPlanned ? grade : 'short',
    custodians: ['C1', 'C2', 'C3'].map((code) => ({ code, name: '' })),
    quorum: 2,
    drillLevels: [],
  });
  const opened = (side: ClockSide): number =>
    steps.find(({ step }) => step.instanceId === openings[side][isPlanned ? 0 : 1])?.freeAt ?? 0;
  const stepOf = (milestone: ClockMilestone): PlannedTimes['milestones'][ClockMilestone] => {
    const [[thing, state] = []] = Object.entries(reached[milestone]);
    return (
      steps.find(({ step: { step } }) =>
        Object.entries(step.sets).some(([of, to]) => of === thing && to === state),
      ) ?? {
        startsAt: 0,
        endsAt: 0,
      }
    );
  };
  return {
    beforeJournal: { online: opened('online'), offline: opened('offline') },
    milestones: Object.fromEntries(
      [...milestones, ...offlineMilestones].map((each) => [each, stepOf(each)]),
    ) as PlannedTimes['milestones'],
  };
}

/**
 * What a journal knows of the time: its first event, when each milestone first succeeded (the restore brought the keys back), and when the
 * call that is open was sent. ISO 8601 in UTC.
 */
export interface RecoveryTimes {
  readonly startedAt: string | undefined;
  readonly begun: Readonly<Partial<Record<ClockMilestone, string>>>;
  readonly done: Readonly<Partial<Record<ClockMilestone, string>>>;
}

export function timesOf({
  startedAt,
  calls,
  keyVerifiedAt,
  blobBuiltAt,
}: Pick<JournalState, 'startedAt' | 'calls' | 'keyVerifiedAt' | 'blobBuiltAt'>): RecoveryTimes {
  // The last success comes first, so that the first one stands.
  const done = Object.values(calls)
    .toReversed()
    .filter(({ phase, settledAt }) => phase === 'succeeded' && settledAt !== null)
    .map(({ call, settledAt }) => [call, settledAt]);
  const open = Object.values(calls).filter(({ phase }) => phase === 'intended' || phase === 'answered');
  return {
    startedAt,
    begun: Object.fromEntries(
      open.flatMap(({ call, intendedAt }) => (intendedAt === null ? [] : [[call, intendedAt]])),
    ),
    done: {
      ...(Object.fromEntries(done) as RecoveryTimes['done']),
      ...(keyVerifiedAt !== undefined && { 'exchange-key': keyVerifiedAt }),
      ...(blobBuiltAt !== undefined && { blob: blobBuiltAt }),
    },
  };
}

/** Whether the keys are restored at this machine, and its journal measures the recovery: the first operator's, in a recovery with a plan. */
export const restoresHere = (kind: string, role: string | undefined): boolean =>
  kind === 'recovery' && role === 'operator-1';

const minutesAfter = (at: string, minutes: number): string => new Date(Date.parse(at) + minutes * 60_000).toISOString();

/** When it was decided: no machine is there yet, and the plan puts it so many minutes before the first line of the operators' journal. */
export const decidedBefore = (startedAt: string, grade: RecoveryGrade, side: ClockSide = 'online'): string =>
  minutesAfter(startedAt, -minutesBeforeJournal(grade, side));

/** A milestone on the clock of a recovery: when the script plans its end, when its call was sent, and when it ended. ISO 8601 in UTC. */
export interface MilestoneTimes {
  readonly call: ClockMilestone;
  /** How long its step takes as planned. */
  readonly minutes: number;
  readonly dueUtc: string;
  /** Null also where it has ended, and where no call is made. */
  readonly begunUtc: string | null;
  readonly doneUtc: string | null;
}

/** The clock of a recovery, as its journal tells it. ISO 8601 in UTC. */
export interface RecoveryClock {
  readonly decidedUtc: string;
  /** When the keys are to be back. */
  readonly dueUtc: string;
  /** When the script plans that they are back. */
  readonly plannedUtc: string;
  readonly restoredUtc: string | null;
  readonly milestones: readonly MilestoneTimes[];
}

/** @returns undefined where the journal has no line */
export function recoveryClock(
  { startedAt, begun, done }: RecoveryTimes,
  grade: RecoveryGrade,
  side: ClockSide = 'online',
): RecoveryClock | undefined {
  if (startedAt === undefined) return undefined;
  const decidedUtc = decidedBefore(startedAt, grade, side);
  const { milestones: steps } = planned(grade);
  const dueUtc = (call: ClockMilestone): string => minutesAfter(decidedUtc, steps[call].endsAt);
  return {
    decidedUtc,
    dueUtc: minutesAfter(decidedUtc, recoveryMinutes[grade]),
    plannedUtc: dueUtc('restore'),
    restoredUtc: done.restore ?? null,
    milestones: milestonesOf[side].map((call) => ({
      call,
      minutes: steps[call].endsAt - steps[call].startsAt,
      dueUtc: dueUtc(call),
      begunUtc: begun[call] ?? null,
      doneUtc: done[call] ?? null,
    })),
  };
}

/** When the keys will be back, if all that is left takes as long as planned, and to which milestone that is due. */
export interface Estimate {
  readonly endMs: number;
  /** Later than planned; less than nothing where it is early. */
  readonly lateMs: number;
  readonly by: ClockMilestone | undefined;
}

/** @param now milliseconds since 1970: what has not begun begins now at the earliest, and takes as long as planned */
export function estimateOf(
  { milestones: rows, plannedUtc }: Pick<RecoveryClock, 'milestones' | 'plannedUtc'>,
  now: number,
): Estimate {
  const last = rows.findLastIndex(({ doneUtc }) => doneUtc !== null);
  const ended = rows[last];
  const soFar = ended?.doneUtc ? Date.parse(ended.doneUtc) - Date.parse(ended.dueUtc) : 0;
  const next = rows[last + 1];
  const nextLate = next === undefined ? soFar : earliestEnd(next, now) - Date.parse(next.dueUtc);
  const lateMs = Math.max(soFar, nextLate);
  return { endMs: Date.parse(plannedUtc) + lateMs, lateMs, by: nextLate - soFar < 60_000 ? ended?.call : next?.call };
}

const earliestEnd = ({ begunUtc, minutes }: MilestoneTimes, now: number): number =>
  Math.max(now, (begunUtc === null ? now : Date.parse(begunUtc)) + minutes * 60_000);

/** Whole minutes between two moments in ISO 8601. */
export const minutesBetween = (from: string, to: string): number =>
  Math.max(0, Math.floor((Date.parse(to) - Date.parse(from)) / 60_000));
