// The hold between restore point and restore (REQ-21): when it began, when it ends, and the event that says it is over.
import { holdMinutes } from '#core/journal/order/restore.ts';
import type { CallState } from '#shared/journal/call-index.ts';
import type { Plan } from '#shared/plan/plan.ts';
import { assertException, type CallContext } from './step-context.ts';

/** How long a minute of the hold lasts, in milliseconds: a practice minute is a second, so that a drill shows the hold and does not cost it. */
export const holdMinuteMs = ({ practice }: Pick<Plan, 'practice'>): number => (practice ? 1000 : 60_000);

export type Hold =
  | { readonly phase: 'no-restore-point' }
  | { readonly phase: 'running' | 'over'; readonly id: string; readonly beganMs: number; readonly endsMs: number };

/** The hold as of now, by this machine's clock. */
export function holdOf({
  journal,
  waiting,
  holdMinuteMs: minuteMs,
}: Pick<CallContext, 'holdMinuteMs'> & {
  readonly journal: Pick<CallContext['journal'], 'state' | 'settledAt'>;
  readonly waiting: Pick<CallContext['waiting'], 'now'>;
}): Hold {
  const point = restorePoint(Object.values(journal.state.calls));
  const beganMs = point && journal.settledAt(point.id);
  if (!point || beganMs === undefined) return { phase: 'no-restore-point' };
  const endsMs = beganMs + holdMinutes * minuteMs;
  const isOver = point.held || waiting.now() >= endsMs;
  return { phase: isOver ? 'over' : 'running', id: point.id, beganMs, endsMs };
}

/**
 * Notes that the hold is over. Before its end this takes an exception by two people; without one, nothing is written.
 * @param exception the number of the exception that shortens the hold
 * @throws EXCEPTION_UNFIT
 */
export async function noteHold(context: CallContext, exception?: number): Promise<Hold> {
  const hold = holdOf(context);
  if (hold.phase === 'no-restore-point' || context.journal.state.calls[hold.id]?.held === true) return hold;
  const isShortened = hold.phase === 'running' && exception !== undefined;
  if (hold.phase === 'running' && !isShortened) return hold;
  if (isShortened) assertException(context, exception, 'hold');
  const minutes = Math.floor((context.waiting.now() - hold.beganMs) / context.holdMinuteMs);
  await context.journal.append({
    kind: 'hold-over',
    id: hold.id,
    minutes: Math.min(Math.max(minutes, 0), 10_000),
    exception: isShortened ? exception : null,
  });
  return { ...hold, phase: 'over' };
}

/** The last backup that succeeded after the upload. */
function restorePoint(calls: readonly CallState[]): CallState | undefined {
  const uploaded = calls.findIndex(({ call, phase }) => call === 'upload' && phase === 'succeeded');
  if (uploaded < 0) return undefined;
  return calls.slice(uploaded).findLast(({ call, phase }) => call === 'backup' && phase === 'succeeded');
}
