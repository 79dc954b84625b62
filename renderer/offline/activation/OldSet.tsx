// In a re-wrap, once every new copy is proven: two people note that the old set is on the destruction sheet.
import type { ActivationView } from '#shared/contract/offline/activation-view.ts';
import { lifeboat } from '../../bridge.ts';
import { useStore } from '#renderer/store/store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';

export function OldSet({ oldSet }: { readonly oldSet: NonNullable<ActivationView['oldSet']> }) {
  const t = useTexts('activation').oldSet;
  const { action, isWaiting } = useStore();
  return (
    <section className="card stack" aria-label={t.title}>
      <h2>{t.title}</h2>
      {oldSet === 'destroyed' ? (
        <Notice tone="good">{t.noted}</Notice>
      ) : (
        <>
          <p className="measure">{t.lead}</p>
          <div className="actions">
            <Action isPending={isWaiting} onPress={() => void action(() => lifeboat.activation.noteOldSet(null))}>
              {t.note}
            </Action>
          </div>
        </>
      )}
    </section>
  );
}
