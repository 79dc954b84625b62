// Rules of a restore: after the upload, from the folder of the plan or as it was typed, and only with a restore point that was held.
import type { JournalEvent } from '../events.ts';
import { backupFolderOf, openingOf } from '../grade.ts';
import { type CallState, callOf, type JournalState } from '../state.ts';
import { succeeded } from './call-states.ts';
import { exceptionProblem } from './exceptions.ts';
import { callRule, type OrderRule, rule } from './rule.ts';

/** Ceremony A26: minutes between the restore point and the restore. */
export const holdMinutes = 30;

/** The last restore point made after the blob was uploaded; a call's place among the calls is the order of their intents. */
function restorePoint(state: JournalState): CallState | undefined {
  const calls = Object.values(state.calls);
  const uploaded = calls.findIndex(({ call, phase }) => call === 'upload' && phase === 'succeeded');
  const after = uploaded < 0 ? [] : calls.slice(uploaded);
  return after.filter(({ call, phase }) => call === 'backup' && phase === 'succeeded').at(-1);
}

export const restoring: readonly OrderRule[] = [
  callRule('restore-after-upload', ['restore', 'key-restore'], (state) => succeeded(state, 'upload').length > 0),
  callRule('restore-after-restore-point', ['restore', 'key-restore'], (state) => restorePoint(state) !== undefined),
  callRule('restore-after-hold', ['restore', 'key-restore'], (state) => restorePoint(state)?.held === true),
  callRule(
    'restore-of-the-planned-folder',
    ['restore', 'key-restore'],
    (state, { folder }) => folder !== null && backupFolderOf(state) === folder,
  ),
  callRule(
    'restore-folder-confirmed',
    ['restore', 'key-restore'],
    ({ confirmed }, { folder }) => confirmed?.typedFolder === folder,
  ),
  rule('hold-after-a-restore-point', 'hold-over', (state, { id }) => {
    const found = callOf(state, id);
    return found?.call === 'backup' && found.phase === 'succeeded';
  }),
  rule('hold-long-enough', 'hold-over', (state, { minutes, exception }) =>
    exception === null ? minutes >= holdMinutes : exceptionProblem(state, exception, 'hold') === undefined,
  ),
];

/**
 * The rule that a clock decides: the minutes of a hold that nobody has shortened have passed between the verdict and this line. Only of
 * production: a practice minute is as long as the practice wants.
 * @returns its name, or nothing
 */
export function brokenTimes(state: JournalState, event: JournalEvent, at: string): readonly string[] {
  if (event.kind !== 'hold-over' || event.exception !== null || openingOf(state)?.practice !== false) return [];
  const began = Date.parse(state.calls[event.id]?.settledAt ?? '');
  return Date.parse(at) - began >= event.minutes * 60_000 ? [] : ['hold-as-timed'];
}
