// In a re-wrap, once every new copy is proven: two people note that the old set is on the destruction sheet.
import { useState } from 'react';
import type { ActivationView } from '#shared/contract/offline/activation-view.ts';
import type { Plan } from '#shared/plan/plan.ts';
import { suggestedPeople } from '#shared/plan/people.ts';
import { lifeboat } from '../../bridge.ts';
import { useStore } from '#renderer/store/store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { areTwo, asCall } from '../ceremony/people.ts';
import { PeopleFields } from '../ceremony/PeopleFields.tsx';

interface OldSetProps {
  readonly plan: Plan;
  readonly oldSet: NonNullable<ActivationView['oldSet']>;
}

export function OldSet({ plan, oldSet }: OldSetProps) {
  const t = useTexts('activation').oldSet;
  const [by, setBy] = useState(() => suggestedPeople(plan, 'CA', 'MC'));
  const { action, isWaiting } = useStore();
  const note = async (): Promise<void> => {
    await action(() => lifeboat.activation.noteOldSet({ by: asCall(by) }));
  };
  return (
    <section className="card stack" aria-label={t.title}>
      <h2>{t.title}</h2>
      {oldSet === 'destroyed' ? (
        <Notice tone="good">{t.noted}</Notice>
      ) : (
        <>
          <p className="measure">{t.lead}</p>
          <PeopleFields plan={plan} by={by} onChange={setBy} />
          <div className="actions">
            <Action isDisabled={!areTwo(by)} isPending={isWaiting} onPress={() => void note()}>
              {t.note}
            </Action>
          </div>
        </>
      )}
    </section>
  );
}
