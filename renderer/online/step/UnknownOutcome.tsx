// A call of which nobody knows what became: how to find out, and the place where two people enter it. There is no way to send it again.
import type { OnlineView } from '#shared/contract/online/view.ts';
import type { GuardedCall } from '#shared/journal/events.ts';
import { online } from '../../online-bridge.ts';
import { useOnline } from '#renderer/store/online-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { resultMark } from '#renderer/ui/focus.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { actingOf } from '../pages.ts';

interface UnknownOutcomeProps {
  readonly call: GuardedCall;
  readonly view: OnlineView;
}

export function UnknownOutcome({ call, view }: UnknownOutcomeProps) {
  const { action, isWaiting } = useOnline();
  const t = useTexts('online').step.unknown;
  return (
    <>
      <section {...resultMark} className="unknown stack" data-tight aria-label={t.title}>
        <h2>{t.title}</h2>
        <p className="measure">{t.lead}</p>
        <div className="actions">
          <Action isPending={isWaiting} onPress={() => void action(() => online.steps.resume(null))}>
            {t.ask}
          </Action>
        </div>
      </section>
      <Outcome call={call} view={view} />
    </>
  );
}

/** Where people look, and enter what they found. */
export function Outcome({ call, view }: UnknownOutcomeProps) {
  const acting = actingOf(view);
  const t = useTexts('online').step.unknown;
  return (
    <>
      <section className="card stack" data-tight aria-label={t.how}>
        <h2>{t.how}</h2>
        <p className="measure">{t.look[call]}</p>
      </section>
      {acting?.phase === 'open' && <Decide call={call} />}
    </>
  );
}

function Decide({ call }: Pick<UnknownOutcomeProps, 'call'>) {
  const { action, isWaiting } = useOnline();
  const { unknown: t } = useTexts('online').step;
  return (
    <div className="actions">
      <Action kind="primary" isPending={isWaiting} onPress={() => void action(() => online.steps.decide({ call }))}>
        {t.action}
      </Action>
    </div>
  );
}
