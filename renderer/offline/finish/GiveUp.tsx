// The end of an activation or a re-wrap whose proofs never come: people say so in main's own view, by an exception that says why.
import type { View } from '#shared/contract/offline/view.ts';
import { peopleAmong } from '#shared/formatting/person-name.ts';
import { lifeboat } from '../../bridge.ts';
import { useStore } from '#renderer/store/store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';

export function GiveUp({ exceptions }: Pick<View, 'exceptions'>) {
  const t = useTexts('activation').giveUp;
  const { action, isWaiting } = useStore();
  return (
    <section className="card stack" aria-label={t.title}>
      <h2>{t.title}</h2>
      <p className="measure">{t.lead}</p>
      {/* One person's exception ends nothing. */}
      {exceptions.every(({ decidedBy }) => peopleAmong(decidedBy) < 2) ? (
        <Notice>{t.exceptionFirst}</Notice>
      ) : (
        <div className="actions">
          <Action isPending={isWaiting} onPress={() => void action(() => lifeboat.activation.giveUp(null))}>
            {t.open}
          </Action>
        </div>
      )}
    </section>
  );
}
