// The recovery time: what the company waits for, from the decision until its keys are restored; and how an online journal measures it.
import type { JournalState } from '../journal/state.ts';
import { type Milestone, milestones } from './milestones.ts';
import type { ScriptGrade, Sets } from './model.ts';
import { stepsOnClock } from './schedule.ts';

type RecoveryGrade = ScriptGrade | 'emergency';

/** Minutes from the decision until the keys are to be restored, by grade. */
export const recoveryMinutes: Readonly<Record<RecoveryGrade, number>> = { emergency: 120, short: 150, full: 210 };

/** What the step of the script sets in which each has ended. */
const reached: Readonly<Record<Milestone, Sets>> = {
  create: { hsm: 'provisioned' },
  'init-recovery': { hsm: 'recovery' },
  upload: { blob: 'uploaded' },
  backup: { hsm: 'restore-point' },
  restore: { hsm: 'restored' },
};

interface PlannedTimes {
  readonly beforeJournal: number;
  /** When each milestone has ended, in minutes after the decision. */
  readonly milestones: Readonly<Record<Milestone, number>>;
}

/** Asked with every view of an online app, and planning a script takes longer than all else in it. */
const plannedTimes = new Map<RecoveryGrade, PlannedTimes>();

function planned(grade: RecoveryGrade): PlannedTimes {
  const times = plannedTimes.get(grade) ?? planTimes(grade);
  plannedTimes.set(grade, times);
  return times;
}

/** Minutes that the script plans before the journal of the first online machine begins: with the step in which its file is opened. */
export const minutesBeforeJournal = (grade: RecoveryGrade): number => planned(grade).beforeJournal;

function planTimes(grade: RecoveryGrade): PlannedTimes {
  const isPlanned = grade !== 'emergency';
  const steps = stepsOnClock({
    kind: isPlanned ? 'recovery-online' : 'emergency-online',
    grade: isPlanned ? grade : 'short',
    custodians: ['C1', 'C2', 'C3'].map((code) => ({ code, name: '' })),
    quorum: 2,
    drillLevels: [],
  });
  const opening = isPlanned ? 'M5N.online1' : 'F1';
  const endOf = (milestone: Milestone): number => {
    const [[thing, state] = []] = Object.entries(reached[milestone]);
    return (
      steps.find(({ step: { step } }) => Object.entries(step.sets).some(([of, to]) => of === thing && to === state))
        ?.endsAt ?? 0
    );
  };
  return {
    beforeJournal: steps.find(({ step }) => step.instanceId === opening)?.freeAt ?? 0,
    milestones: Object.fromEntries(milestones.map((each) => [each, endOf(each)])) as Record<Milestone, number>,
  };
}

/** What a journal knows of the time: its first event, and when each milestone first succeeded (the restore brought the keys back). ISO 8601 in UTC. */
export interface RecoveryTimes {
  readonly startedAt: string | undefined;
  readonly done: Readonly<Partial<Record<Milestone, string>>>;
}

export function timesOf({ startedAt, calls }: Pick<JournalState, 'startedAt' | 'calls'>): RecoveryTimes {
  // The last success comes first, so that the first one stands.
  const done = Object.values(calls)
    .toReversed()
    .filter(({ phase, settledAt }) => phase === 'succeeded' && settledAt !== null)
    .map(({ call, settledAt }) => [call, settledAt]);
  return { startedAt, done: Object.fromEntries(done) as RecoveryTimes['done'] };
}

/** Whether the keys are restored at this machine, and its journal measures the recovery: the first operator's, in a recovery with a plan. */
export const restoresHere = (kind: string, role: string | undefined): boolean =>
  kind === 'recovery' && role === 'operator-1';

const minutesAfter = (at: string, minutes: number): string => new Date(Date.parse(at) + minutes * 60_000).toISOString();

/** When it was decided: no machine is there yet, and the plan puts it so many minutes before the first line of the operators' journal. */
export const decidedBefore = (startedAt: string, grade: RecoveryGrade): string =>
  minutesAfter(startedAt, -minutesBeforeJournal(grade));

/** When the keys are to be back: the recovery time of the grade after the decision. */
export const restoredBy = (startedAt: string, grade: RecoveryGrade): string =>
  minutesAfter(decidedBefore(startedAt, grade), recoveryMinutes[grade]);

/** A milestone on the clock of a recovery: when the script plans its end, and when it ended. ISO 8601 in UTC. */
export interface MilestoneTimes {
  readonly call: Milestone;
  readonly dueUtc: string;
  readonly doneUtc: string | null;
}

/** The clock of a recovery, as its journal tells it. ISO 8601 in UTC. */
export interface RecoveryClock {
  readonly decidedUtc: string;
  /** When the keys are to be back. */
  readonly dueUtc: string;
  readonly restoredUtc: string | null;
  readonly milestones: readonly MilestoneTimes[];
}

/** @returns undefined where the journal has no line */
export function recoveryClock({ startedAt, done }: RecoveryTimes, grade: RecoveryGrade): RecoveryClock | undefined {
  if (startedAt === undefined) return undefined;
  const decidedUtc = decidedBefore(startedAt, grade);
  const dueUtc = (call: Milestone): string => minutesAfter(decidedUtc, planned(grade).milestones[call]);
  return {
    decidedUtc,
    dueUtc: restoredBy(startedAt, grade),
    restoredUtc: done.restore ?? null,
    milestones: milestones.map((call) => ({ call, dueUtc: dueUtc(call), doneUtc: done[call] ?? null })),
  };
}

/** When the keys will be back, if all that is left takes as long as planned, and to which milestone that is due. */
export interface Estimate {
  readonly endMs: number;
  /** Later than planned; less than nothing where it is early. */
  readonly lateMs: number;
  readonly by: Milestone | undefined;
}

/** @param now milliseconds since 1970: what is not done although it was due is late until now */
export function estimateOf(rows: readonly MilestoneTimes[], now: number): Estimate {
  const last = rows.findLastIndex(({ doneUtc }) => doneUtc !== null);
  const ended = rows[last];
  const soFar = ended?.doneUtc ? Date.parse(ended.doneUtc) - Date.parse(ended.dueUtc) : 0;
  const next = rows[last + 1];
  const isOverdue = next !== undefined && now > Date.parse(next.dueUtc) + soFar;
  const lateMs = isOverdue ? now - Date.parse(next.dueUtc) : soFar;
  return { endMs: Date.parse(rows.at(-1)?.dueUtc ?? '') + lateMs, lateMs, by: isOverdue ? next.call : ended?.call };
}

/** Whole minutes between two moments in ISO 8601. */
export const minutesBetween = (from: string, to: string): number =>
  Math.max(0, Math.floor((Date.parse(to) - Date.parse(from)) / 60_000));
