// A call that was begun and that nobody waits for: going on asks the service, and sends nothing twice.
import type { Fault } from '#shared/faults/fault.ts';
import { online } from '../../online-bridge.ts';
import { useOnline } from '#renderer/store/online-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { resultMark } from '#renderer/ui/focus.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Refused } from '#renderer/ui/Refused.tsx';

interface InterruptedProps {
  readonly fault: Fault | null;
  /** Whether people may enter instead what became of the call: then that is the main thing. */
  readonly isDecided: boolean;
}

export function Interrupted({ fault, isDecided }: InterruptedProps) {
  const { action, isWaiting } = useOnline();
  const t = useTexts('online').step.interrupted;
  return (
    <>
      <section {...resultMark} className="card stack" aria-label={t.title}>
        <h2>{t.title}</h2>
        <p className="measure">{t.text}</p>
        <div className="actions">
          <Action
            kind={isDecided ? 'plain' : 'primary'}
            isPending={isWaiting}
            onPress={() => void action(() => online.steps.resume(null))}
          >
            {t.action}
          </Action>
        </div>
      </section>
      {fault && <Refused fault={fault} title={t.why} />}
    </>
  );
}
