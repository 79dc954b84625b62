// The recovery clock: what everybody waits for, when it was planned and when it ended, and when the keys will be back.
import { estimateOf, minutesBetween } from '#shared/ceremony/recovery-time.ts';
import type { OnlineView } from '#shared/contract/online/view.ts';
import { duration } from '#shared/formatting/date-time.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';

type Time = NonNullable<OnlineView['recoveryTime']>;
const hour = (utc: string): string => utc.slice(11, 16);

interface RecoveryClockProps {
  readonly time: Time;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export function RecoveryClock({ time: { milestones, dueUtc, restoredUtc }, now }: RecoveryClockProps) {
  const { clock: t, pages } = useTexts('online').frame;
  const last = milestones.findLastIndex(({ doneUtc }) => doneUtc !== null);
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
        <strong>
          {restoredUtc === null
            ? t.estimate(hour(new Date(estimateOf(milestones, now).endMs).toISOString()))
            : t.back(hour(restoredUtc))}
        </strong>{' '}
        {restoredUtc === null && t.limit(hour(dueUtc))}
      </p>
      <ol className="recovery-clock">
        {milestones.map(({ call, dueUtc: planned, doneUtc }, at) => (
          <li
            key={call}
            data-state={at <= last ? 'done' : at === last + 1 ? 'next' : 'later'}
            data-late={at === last + 1 && nowUtc > planned ? true : undefined}
          >
            <strong>{pages[call]}</strong>
            <span>{doneUtc === null ? t.planned(hour(planned)) : `${hour(doneUtc)}${off(planned, doneUtc)}`}</span>
            {doneUtc === null && at < last && <span>{t.passed}</span>}
            {at === last + 1 && nowUtc > planned && <span>{t.late(duration(minutesBetween(planned, nowUtc)))}</span>}
          </li>
        ))}
      </ol>
    </section>
  );
}
