// What this machine has as evidence goes to a stick.
import type { OnlineView } from '#shared/contract/online/view.ts';
import { online } from '../../online-bridge.ts';
import { useOnline } from '#renderer/store/online-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';

export function SaveRecords({ written }: Pick<OnlineView, 'written'>) {
  const { action, isWaiting } = useOnline();
  const t = useTexts('online').pages.finish.evidence;
  const last = written.findLast(({ name }) => /^(?:evidence|records)-/.test(name));
  return (
    <section className="card stack" data-tight aria-label={t.title}>
      <h2>{t.title}</h2>
      {last === undefined ? (
        <p className="measure">{t.lead}</p>
      ) : (
        <Notice tone="good" isResult>
          {t.written(last.name)}
        </Notice>
      )}
      <div className="actions">
        <Action isPending={isWaiting} onPress={() => void action(() => online.session.saveRecords(null))}>
          {last === undefined ? t.save : t.again}
        </Action>
      </div>
    </section>
  );
}
