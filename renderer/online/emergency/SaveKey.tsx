// The exchange certificate goes to a stick, for those who build the blob: with Lifeboat Offline or with az.
import type { OnlineView } from '#shared/contract/online/view.ts';
import { online } from '../../online-bridge.ts';
import { useOnline } from '#renderer/store/online-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { WrittenFiles } from '#renderer/tools/finish/WrittenFiles.tsx';

export function SaveKey({ view: { written, unwritten } }: { readonly view: OnlineView }) {
  const { action, isWaiting } = useOnline();
  const t = useTexts('online').emergency.key;
  const isFirst = unwritten.includes('init-recovery');
  const files = written.filter(({ name }) => name.endsWith('.pem'));
  return (
    <section className="card stack" data-tight aria-label={t.title}>
      <h2>{t.title}</h2>
      <p className="measure">{t.lead}</p>
      {files.length > 0 && <WrittenFiles files={files} />}
      <div className="actions">
        <Action
          kind={isFirst ? 'primary' : 'plain'}
          isPending={isWaiting}
          onPress={() => void action(() => online.emergency.saveKey(null))}
        >
          {isFirst ? t.save : t.again}
        </Action>
      </div>
    </section>
  );
}
