// The recovery time: what the company waits for, from the decision until its keys are restored; and how an online journal measures it.
import type { JournalEvent } from '../journal/events.ts';
import type { ScriptGrade } from './model.ts';
import { stepsOnClock } from './schedule.ts';

type RecoveryGrade = ScriptGrade | 'emergency';

/** Minutes from the decision until the keys are to be restored, by grade. */
export const recoveryMinutes: Readonly<Record<RecoveryGrade, number>> = { emergency: 120, short: 150, full: 210 };

/** Asked with every view of an online app, and planning a script takes longer than all else in it. */
const plannedMinutes = new Map<RecoveryGrade, number>();

/** Minutes that the script plans before the journal of the first online machine begins: with the step in which its file is opened. */
export function minutesBeforeJournal(grade: RecoveryGrade): number {
  const minutes = plannedMinutes.get(grade) ?? planMinutes(grade);
  plannedMinutes.set(grade, minutes);
  return minutes;
}

function planMinutes(grade: RecoveryGrade): number {
  const isPlanned = grade !== 'emergency';
  const steps = stepsOnClock({
    kind: isPlanned ? 'recovery-online' : 'emergency-online',
    grade: isPlanned ? grade : 'short',
    custodians: ['C1', 'C2', 'C3'].map((code) => ({ code, name: '' })),
    quorum: 2,
    drillLevels: [],
  });
  const opening = isPlanned ? 'M5N.online1' : 'F1';
  return steps.find(({ step }) => step.instanceId === opening)?.freeAt ?? 0;
}

/** What a journal knows of the time: its first line, its restores, and the verdict that brought the keys back. ISO 8601 in UTC. */
export interface RecoveryTimes {
  readonly startedAt: string | undefined;
  readonly restores: readonly string[];
  readonly restoredAt: string | undefined;
}

export const noTimes: RecoveryTimes = { startedAt: undefined, restores: [], restoredAt: undefined };

/** The same after one more line. */
export function timesWith(times: RecoveryTimes, at: string, event: JournalEvent): RecoveryTimes {
  const { startedAt = at, restores, restoredAt } = times;
  const since = { ...times, startedAt };
  if (event.kind === 'call-intended' && event.call === 'restore')
    return { ...since, restores: [...restores, event.id] };
  const isBack = event.kind === 'call-settled' && event.verdict === 'succeeded' && restores.includes(event.id);
  return { ...since, restoredAt: restoredAt ?? (isBack ? at : undefined) };
}

const minutesAfter = (at: string, minutes: number): string => new Date(Date.parse(at) + minutes * 60_000).toISOString();

/** When it was decided: no machine is there yet, and the plan puts it so many minutes before the first line of the operators' journal. */
export const decidedBefore = (startedAt: string, grade: RecoveryGrade): string =>
  minutesAfter(startedAt, -minutesBeforeJournal(grade));

/** When the keys are to be back: the recovery time of the grade after the decision. */
export const restoredBy = (startedAt: string, grade: RecoveryGrade): string =>
  minutesAfter(decidedBefore(startedAt, grade), recoveryMinutes[grade]);

/** Whole minutes between two moments in ISO 8601. */
export const minutesBetween = (from: string, to: string): number =>
  Math.max(0, Math.floor((Date.parse(to) - Date.parse(from)) / 60_000));
