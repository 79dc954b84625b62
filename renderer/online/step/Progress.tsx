// A long call while people wait for it: how long, when the service last answered, and what becomes of it if they stop.
import { adviceFor } from '#shared/messages/advice.ts';
import type { OnlineStepId, ProgressView } from '#shared/contract/online/step-view.ts';
import { timeSpan } from '#shared/formatting/date-time.ts';
import { online } from '../../online-bridge.ts';
import { useOnline } from '#renderer/store/online-store.ts';
import { useSpokenTexts, useTexts } from '#renderer/texts/use-texts.ts';
import { resultMark } from '#renderer/ui/focus.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Badge } from '#renderer/ui/Badge.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { useNow } from '#renderer/ui/use-now.ts';
import { Counted } from './Counted.tsx';

/** The longest that the recorded calls took, as `pages.usual` says it; backups and restores take as long as there are keys. */
const usualMinutes: Readonly<Partial<Record<OnlineStepId, number>>> = { create: 17, identity: 4, deleted: 15 };

interface ProgressProps {
  readonly id: OnlineStepId;
  readonly progress: ProgressView;
  /** What becomes of the call when nobody waits for it, where it is not what the step says of itself. */
  readonly ifStopped?: string;
}

export function Progress({ id, progress, ifStopped }: ProgressProps) {
  const { action, isWaiting } = useOnline();
  const { step, pages } = useTexts('online');
  const { elapsed } = useTexts('ui');
  const { advice } = useSpokenTexts();
  const now = useNow();
  const t = step.running;
  const { sinceUtc, isSent, attempt, lastContactUtc, nextPollUtc, trouble, counted } = progress;
  const takenMs = now - Date.parse(sinceUtc);
  const isLate = counted === null && takenMs > (usualMinutes[id] ?? Infinity) * 60_000;
  const nextMs = nextPollUtc === null ? 0 : Date.parse(nextPollUtc) - now;
  return (
    <section {...resultMark} className="card stack" aria-label={t.region}>
      <div className="working">
        <span className="working-sign" aria-hidden="true" />
        {/* Said once when it begins: the numbers below change every second and would never be silent. */}
        <p role="status">
          <strong>{counted ? t.reading : isSent ? t.sent : t.notSent}</strong>
        </p>
      </div>
      {counted && <Counted {...counted} />}
      <dl className="facts figures">
        {counted === null && (
          <>
            <dt>{elapsed.usual}</dt>
            <dd>{pages.usual[id] ?? t.notRecorded}</dd>
          </>
        )}
        <dt>{elapsed.since}</dt>
        <dd className="row">
          {timeSpan(takenMs)}
          {isLate && <Badge tone="warn">{t.late}</Badge>}
        </dd>
        <dt>{t.contact}</dt>
        <dd>{lastContactUtc === null ? t.never : t.ago(timeSpan(now - Date.parse(lastContactUtc)))}</dd>
        {/* Where many things are read one after the other, nothing is waited for that would be asked again. */}
        {counted === null && (
          <>
            <dt>{t.next}</dt>
            <dd>{nextMs <= 0 ? t.now : timeSpan(nextMs)}</dd>
            <dt>{t.asked}</dt>
            <dd>{attempt}</dd>
          </>
        )}
      </dl>
      {trouble && (
        <Notice tone="warn">
          <strong>{t.trouble}</strong> {adviceFor(advice, trouble).happened}
        </Notice>
      )}
      <p className="measure">
        <strong>{t.ifStopped}:</strong> {ifStopped ?? pages.stop[id]}
      </p>
      <div className="actions">
        <Action isPending={isWaiting} onPress={() => void action(() => online.steps.stopWaiting(null))}>
          {t.stop}
        </Action>
      </div>
    </section>
  );
}
