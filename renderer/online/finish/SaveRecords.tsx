// What this machine has as evidence goes to a stick.
import type { OnlineView } from '#shared/contract/online/view.ts';
import { online } from '../../online-bridge.ts';
import { useOnline } from '#renderer/store/online-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';

export function SaveRecords({ written }: Pick<OnlineView, 'written'>) {
  const { action, isWaiting } = useOnline();
  const t = useTexts('online').pages.finish.evidence;
  const isThere = written.some(({ name }) => /^(?:evidence|records)-/.test(name));
  return (
    <section className="card stack" data-tight aria-label={t.title}>
      <h2>{t.title}</h2>
      <p className="measure">{t.lead}</p>
      <div className="actions">
        <Action isPending={isWaiting} onPress={() => void action(() => online.session.saveRecords(null))}>
          {isThere ? t.again : t.save}
        </Action>
      </div>
    </section>
  );
}
