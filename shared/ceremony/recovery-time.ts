// The recovery time: what the company waits for, from the decision until its keys are restored; and how the journal of each side measures it.
import type { JournalState } from '../journal/state.ts';
import { type ClockMilestone, type ClockSide, milestones, milestonesOf, offlineMilestones } from './milestones.ts';
import type { ScriptGrade, Sets } from './model.ts';
import { stepsOnClock } from './schedule.ts';

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
  /** When each milestone has ended, in minutes after the decision. */
  readonly milestones: Readonly<Record<ClockMilestone, number>>;
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
  const endOf = (milestone: ClockMilestone): number => {
    const [[thing, state] = []] = Object.entries(reached[milestone]);
    return (
      steps.find(({ step: { step } }) => Object.entries(step.sets).some(([of, to]) => of === thing && to === state))
        ?.endsAt ?? 0
    );
  };
  return {
    beforeJournal: { online: opened('online'), offline: opened('offline') },
    milestones: Object.fromEntries(
      [...milestones, ...offlineMilestones].map((each) => [each, endOf(each)]),
    ) as PlannedTimes['milestones'],
  };
}

/** What a journal knows of the time: its first event, and when each milestone first succeeded (the restore brought the keys back). ISO 8601 in UTC. */
export interface RecoveryTimes {
  readonly startedAt: string | undefined;
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
  return {
    startedAt,
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

/** A milestone on the clock of a recovery: when the script plans its end, and when it ended. ISO 8601 in UTC. */
export interface MilestoneTimes {
  readonly call: ClockMilestone;
  readonly dueUtc: string;
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
  { startedAt, done }: RecoveryTimes,
  grade: RecoveryGrade,
  side: ClockSide = 'online',
): RecoveryClock | undefined {
  if (startedAt === undefined) return undefined;
  const decidedUtc = decidedBefore(startedAt, grade, side);
  const dueUtc = (call: ClockMilestone): string => minutesAfter(decidedUtc, planned(grade).milestones[call]);
  return {
    decidedUtc,
    dueUtc: minutesAfter(decidedUtc, recoveryMinutes[grade]),
    plannedUtc: dueUtc('restore'),
    restoredUtc: done.restore ?? null,
    milestones: milestonesOf[side].map((call) => ({ call, dueUtc: dueUtc(call), doneUtc: done[call] ?? null })),
  };
}

/** When the keys will be back, if all that is left takes as long as planned, and to which milestone that is due. */
export interface Estimate {
  readonly endMs: number;
  /** Later than planned; less than nothing where it is early. */
  readonly lateMs: number;
  readonly by: ClockMilestone | undefined;
}

/** @param now milliseconds since 1970: what is not done although it was due is late until now */
export function estimateOf(
  { milestones: rows, plannedUtc }: Pick<RecoveryClock, 'milestones' | 'plannedUtc'>,
  now: number,
): Estimate {
  const last = rows.findLastIndex(({ doneUtc }) => doneUtc !== null);
  const ended = rows[last];
  const soFar = ended?.doneUtc ? Date.parse(ended.doneUtc) - Date.parse(ended.dueUtc) : 0;
  const next = rows[last + 1];
  const isOverdue = next !== undefined && now > Date.parse(next.dueUtc) + soFar;
  const lateMs = isOverdue ? now - Date.parse(next.dueUtc) : soFar;
  return { endMs: Date.parse(plannedUtc) + lateMs, lateMs, by: isOverdue ? next.call : ended?.call };
}

/** Whole minutes between two moments in ISO 8601. */
export const minutesBetween = (from: string, to: string): number =>
  Math.max(0, Math.floor((Date.parse(to) - Date.parse(from)) / 60_000));
