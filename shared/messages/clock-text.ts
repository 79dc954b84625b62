// What a recovery clock says in the same way on screen and in a terminal.
import { type Estimate, estimateOf, type RecoveryClock } from '../ceremony/recovery-time.ts';
import { duration, utcMinute } from '../formatting/date-time.ts';
import type { frame } from './en/screens/frame.ts';

type Texts = (typeof frame)['recoveryClock'];

/**
 * When the keys will be back and why not as planned, and when they are to be; once they are, since when.
 * @param now milliseconds since 1970
 */
export function clockLines(clock: RecoveryClock, now: number, t: Texts): readonly string[] {
  const { dueUtc, restoredUtc } = clock;
  if (restoredUtc !== null) return [t.back(utcMinute(restoredUtc))];
  const estimate = estimateOf(clock, now);
  return [
    t.estimate(utcMinute(new Date(estimate.endMs).toISOString())),
    ...reasonOf(clock, estimate, t),
    t.limit(utcMinute(dueUtc)),
  ];
}

/** To what the estimate is due, where it is off the plan by a minute or more. */
function reasonOf(clock: RecoveryClock, { by, lateMs }: Estimate, t: Texts): readonly string[] {
  const minutes = Math.floor(Math.abs(lateMs) / 60_000);
  if (by === undefined || minutes === 0) return [];
  const isDone = clock.milestones.some(({ call, doneUtc }) => call === by && doneUtc !== null);
  if (lateMs > 0) return [(isDone ? t.reason.ended : t.reason.overdue)(t.calls[by], duration(minutes))];
  return isDone ? [t.reason.early(t.calls[by], duration(minutes))] : [];
}
