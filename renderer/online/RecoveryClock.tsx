// The recovery clock: what everybody waits for, when it was planned and when it ended, and when the keys will be back.
import { minutesBetween } from '#shared/ceremony/recovery-time.ts';
import type { OnlineView } from '#shared/contract/online/view.ts';
import { duration, utcMinute } from '#shared/formatting/date-time.ts';
import { clockLines } from '#shared/messages/clock-text.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';

type Time = NonNullable<OnlineView['recoveryTime']>;

interface RecoveryClockProps {
  readonly time: Time;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export function RecoveryClock({ time, now }: RecoveryClockProps) {
  const { milestones } = time;
  const { clock: t, pages } = useTexts('online').frame;
  const last = milestones.findLastIndex(({ doneUtc }) => doneUtc !== null);
  const [said, limit] = clockLines(time, now, t);
  const nowUtc = new Date(now).toISOString();
  /** How far from the plan something is; nothing within the minute. */
  const off = (planned: string, utc: string): string => {
    const [late, early] = [minutesBetween(planned, utc), minutesBetween(utc, planned)];
    return late > 0 ? `, ${t.late(duration(late))}` : early > 0 ? `, ${t.early(duration(early))}` : '';
  };
  return (
    <section className="stack" data-tight aria-label={t.title}>
      <h2>{t.title}</h2>
      <p>
        <strong>{said}</strong> {limit}
      </p>
      <ol className="recovery-clock">
        {milestones.map(({ call, dueUtc: planned, doneUtc }, at) => {
          const isLate = at === last + 1 && nowUtc > planned;
          return (
            <li
              key={call}
              data-state={at <= last ? 'done' : at === last + 1 ? 'next' : 'later'}
              data-late={isLate || undefined}
            >
              <strong>{pages[call]}</strong>
              <span>
                {doneUtc === null ? t.planned(utcMinute(planned)) : `${utcMinute(doneUtc)}${off(planned, doneUtc)}`}
              </span>
              {doneUtc === null && at < last && <span>{t.passed}</span>}
              {isLate && <span>{t.late(duration(minutesBetween(planned, nowUtc)))}</span>}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
