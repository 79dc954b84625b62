// The recovery clock: what everybody waits for, when it was planned and when it ended, and when the keys will be back.
import { estimateOf, minutesBetween } from '#shared/ceremony/recovery-time.ts';
import type { RecoveryClockView } from '#shared/contract/recovery-clock-view.ts';
import { duration, utcMinute } from '#shared/formatting/date-time.ts';
import { clockLines } from '#shared/messages/clock-text.ts';
import type { ScreenTexts } from '#shared/messages/catalogue.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import type { FrameFact } from './FrameFacts.tsx';

interface RecoveryClockProps {
  readonly time: RecoveryClockView;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export function RecoveryClock({ time, now }: RecoveryClockProps) {
  const { milestones } = time;
  const { recoveryClock: t } = useTexts('frame');
  const last = milestones.findLastIndex(({ doneUtc }) => doneUtc !== null);
  const [said, ...more] = clockLines(time, now, t);
  const { by, lateMs } = estimateOf(time, now);
  /** How far from the plan something ended; nothing within the minute. */
  const off = (planned: string, utc: string): string => {
    const [late, early] = [minutesBetween(planned, utc), minutesBetween(utc, planned)];
    return late > 0 ? `, ${t.late(duration(late))}` : early > 0 ? `, ${t.early(duration(early))}` : '';
  };
  return (
    <section className="stack" data-tight aria-label={t.title}>
      <h2>{t.title}</h2>
      <p>
        <strong>{said}</strong> {more.join(' ')}
      </p>
      <ol className="recovery-clock">
        {milestones.map(({ call, dueUtc: planned, doneUtc }, at) => {
          // By the same rule as the estimate: overdue is what the end waits for.
          const isLate = doneUtc === null && call === by && lateMs > 0;
          return (
            <li
              key={call}
              data-state={at <= last ? 'done' : at === last + 1 ? 'next' : 'later'}
              data-late={isLate || undefined}
            >
              <strong>{t.calls[call]}</strong>
              <span>
                {doneUtc === null ? t.planned(utcMinute(planned)) : `${utcMinute(doneUtc)}${off(planned, doneUtc)}`}
              </span>
              {doneUtc === null && at < last && <span>{t.passed}</span>}
              {isLate && <span>{t.late(wholeMinutes(lateMs))}</span>}
            </li>
          );
        })}
      </ol>
    </section>
  );
}

/** What the company waits for, in the frame: until the keys are back. */
export function estimateFact(
  time: RecoveryClockView,
  now: number,
  t: ScreenTexts['frame']['recoveryClock'],
): FrameFact {
  if (time.restoredUtc !== null) return { name: t.keysBack, value: `${utcMinute(time.restoredUtc)} UTC` };
  const { endMs } = estimateOf(time, now);
  const over = endMs - Date.parse(time.dueUtc);
  return { name: t.keysBack, value: over > 0 ? t.over(wholeMinutes(over)) : t.due(wholeMinutes(endMs - now)) };
}

/** Seconds would make everybody look at them. */
const wholeMinutes = (ms: number): string => duration(Math.floor(ms / 60_000));
