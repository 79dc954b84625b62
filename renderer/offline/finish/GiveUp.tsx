// The end of an activation or a re-wrap whose proofs never come: two people, an exception that says why, and a dialog in between.
import { useState } from 'react';
import type { View } from '#shared/contract/offline/view.ts';
import { peopleAmong } from '#shared/formatting/person-name.ts';
import type { Plan } from '#shared/plan/plan.ts';
import { lifeboat } from '../../bridge.ts';
import { useStore } from '#renderer/store/store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { Popup } from '#renderer/ui/Popup.tsx';
import { SelectField } from '#renderer/ui/SelectField.tsx';
import { areTwo, asCall, nobodyYet, type TwoPeople } from '../ceremony/people.ts';
import { PeopleFields } from '../ceremony/PeopleFields.tsx';

interface GiveUpProps {
  readonly plan: Plan;
  readonly exceptions: View['exceptions'];
}

export function GiveUp({ plan, exceptions }: GiveUpProps) {
  const t = useTexts('activation').giveUp;
  const [isOpen, setOpen] = useState(false);
  // One person's exception ends nothing.
  const fit = exceptions.filter(({ decidedBy }) => peopleAmong(decidedBy) >= 2);
  return (
    <section className="card stack" aria-label={t.title}>
      <h2>{t.title}</h2>
      <p className="measure">{t.lead}</p>
      {fit.length === 0 ? (
        <Notice>{t.exceptionFirst}</Notice>
      ) : (
        <div className="actions">
          <Action onPress={() => setOpen(true)}>{t.open}</Action>
        </div>
      )}
      <Popup title={t.title} isOpen={isOpen} onClose={() => setOpen(false)}>
        <Confirmation plan={plan} exceptions={fit} onBack={() => setOpen(false)} />
      </Popup>
    </section>
  );
}

function Confirmation({ plan, exceptions, onBack }: GiveUpProps & { readonly onBack: () => void }) {
  const t = useTexts('activation').giveUp;
  const { action, isWaiting } = useStore();
  const [by, setBy] = useState<TwoPeople>(nobodyYet);
  const [exception, setException] = useState('');
  const [typed, setTyped] = useState('');
  const reason = typed.replace(/\s+/g, ' ').trim();
  const giveUp = async (): Promise<void> => {
    const order = { by: asCall(by), exception: Number(exception), reason };
    // Refused or not: the sentence is on the screen below.
    await action(() => lifeboat.activation.giveUp(order));
    onBack();
  };
  return (
    <>
      <Notice tone="warn">{t.warning}</Notice>
      <SelectField
        label={t.exception}
        value={exception}
        blank={t.choose}
        choices={exceptions.map(({ number, decision }) => ({
          value: String(number),
          title: `EX-${number}: ${decision.slice(0, 80)}`,
        }))}
        onChange={setException}
      />
      <Field label={t.reason} value={typed} onChange={setTyped} isLong />
      <PeopleFields plan={plan} by={by} onChange={setBy} />
      <div className="actions">
        <Action
          kind="stop"
          isDisabled={exception === '' || reason === '' || !areTwo(by)}
          isPending={isWaiting}
          onPress={() => void giveUp()}
        >
          {t.confirm}
        </Action>
        <Action kind="quiet" onPress={onBack}>
          {t.back}
        </Action>
      </div>
    </>
  );
}
