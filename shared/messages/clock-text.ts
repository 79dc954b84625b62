// What a recovery clock says in the same way on screen and in a terminal.
import { estimateOf, type RecoveryClock } from '../ceremony/recovery-time.ts';
import { utcMinute } from '../formatting/date-time.ts';
import type { frame } from './en/screens/online/frame.ts';

/**
 * When the keys will be back, and when they are to be; once they are, since when.
 * @param now milliseconds since 1970
 */
export function clockLines(
  { milestones, dueUtc, restoredUtc }: RecoveryClock,
  now: number,
  t: (typeof frame)['clock'],
): readonly string[] {
  if (restoredUtc !== null) return [t.back(utcMinute(restoredUtc))];
  const { endMs } = estimateOf(milestones, now);
  return [t.estimate(utcMinute(new Date(endMs).toISOString())), t.limit(utcMinute(dueUtc))];
}
