// What this machine has as evidence of the emergency goes to a stick.
import type { OnlineView } from '#shared/contract/online/view.ts';
import { online } from '../../online-bridge.ts';
import { useOnline } from '#renderer/store/online-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';

export function SaveEvidence({ written }: Pick<OnlineView, 'written'>) {
  const { action, isWaiting } = useOnline();
  const t = useTexts('online').emergency.evidence;
  const isThere = written.some(({ name }) => name.startsWith('evidence-'));
  return (
    <section className="card stack" data-tight aria-label={t.title}>
      <h2>{t.title}</h2>
      <p className="measure">{t.lead}</p>
      <div className="actions">
        <Action isPending={isWaiting} onPress={() => void action(() => online.emergency.saveEvidence(null))}>
          {isThere ? t.again : t.save}
        </Action>
      </div>
    </section>
  );
}
