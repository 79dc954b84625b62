// A call of which nobody knows what became: how to find out, and the place where two people enter it. There is no way to send it again.
import { useState } from 'react';
import type { OnlineView } from '#shared/contract/online/view.ts';
import type { GuardedCall } from '#shared/journal/events.ts';
import { online } from '../../online-bridge.ts';
import { useOnline } from '#renderer/store/online-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { resultMark } from '#renderer/ui/focus.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Choices } from '#renderer/ui/Choices.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { HeldButton } from '#renderer/ui/Hold.tsx';
import { type Acting, actingOf } from '../pages.ts';
import { useTwoPeople } from './use-two-people.tsx';

interface UnknownOutcomeProps {
  readonly call: GuardedCall;
  readonly view: OnlineView;
}
type Verdict = 'succeeded' | 'failed';

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
      {acting?.phase === 'open' && <Decide call={call} ceremony={acting} />}
    </>
  );
}

function Decide({ call, ceremony }: { readonly call: GuardedCall; readonly ceremony: Acting }) {
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const [reason, setReason] = useState('');
  const [by, people] = useTwoPeople(ceremony);
  const { action, isWaiting } = useOnline();
  const { confirm, unknown: t } = useTexts('online').step;
  const decide = (): void => {
    if (verdict === null || by === null) return;
    void action(() => online.steps.decide({ call, verdict, by, reason: reason.trim() }));
  };
  return (
    <section className="card stack" aria-label={t.verdict}>
      <Choices
        legend={t.verdict}
        isInColumns
        value={verdict}
        onChange={setVerdict}
        choices={[
          { value: 'succeeded', ...t.succeeded },
          { value: 'failed', ...t.failed },
        ]}
      />
      <Field label={t.reason} value={reason} onChange={setReason} maxLength={240} />
      {people}
      <div className="stack" data-tight>
        <HeldButton isDisabled={verdict === null || by === null || reason.trim() === '' || isWaiting} onDone={decide}>
          {t.action}
        </HeldButton>
        <p className="soft">{confirm.hold}</p>
      </div>
    </section>
  );
}
