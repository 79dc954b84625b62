// Rules of a restore: after the upload, from the folder of the plan or as it was typed, and only with a restore point that was held.
import type { JournalEvent } from '#shared/journal/events.ts';
import { hasSucceeded, indexOf } from '#shared/journal/call-index.ts';
import { backupFolderOf, openingOf } from '#shared/journal/grade.ts';
import { callOf, type JournalState } from '#shared/journal/state.ts';
import type { CallState } from '#shared/journal/call-index.ts';
import { exceptionProblem } from './exceptions.ts';
import { callRule, type OrderRule, rule } from './rule.ts';

/** REQ-21: minutes between the restore point and the restore. */
export const holdMinutes = 30;

/** The last restore point made after the blob was uploaded. */
const restorePoint = ({ calls }: JournalState): CallState | undefined => calls[indexOf(calls).restorePoint ?? ''];

export const restoring: readonly OrderRule[] = [
  callRule('restore-after-upload', ['restore', 'key-restore'], (state) => hasSucceeded(state, 'upload')),
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
