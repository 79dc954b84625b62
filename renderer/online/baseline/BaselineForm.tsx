// The baseline: what a new HSM holds when its first backup is made, as a file that a later recovery is compared with.
import type { OnlineView } from '#shared/contract/online/view.ts';
import { online } from '../../online-bridge.ts';
import { useOnline } from '#renderer/store/online-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { WrittenFiles } from '#renderer/tools/finish/WrittenFiles.tsx';
import { Counted } from '../step/Counted.tsx';

export function BaselineForm({ view: { written, exporting } }: { readonly view: OnlineView }) {
  const { action, isWaiting } = useOnline();
  const t = useTexts('online').pages.baseline;
  const inventories = written.filter(({ name }) => name.startsWith('inventory-'));
  return (
    <>
      {inventories.length > 0 && (
        <>
          <Notice>{t.keep}</Notice>
          <WrittenFiles files={inventories} />
        </>
      )}
      {exporting && <Counted {...exporting} />}
      <div className="actions">
        <Action
          kind={inventories.length > 0 ? 'plain' : 'primary'}
          isPending={isWaiting}
          onPress={() => void action(() => online.inventory.export({ of: 'target', publicHalves: true }))}
        >
          {inventories.length > 0 ? t.again : t.action}
        </Action>
      </div>
    </>
  );
}
