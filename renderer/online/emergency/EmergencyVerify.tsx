// What came back is compared with an inventory, if anybody has one; else it is listed, and the page says that nothing was compared.
import { useState } from 'react';
import type { PickedFile } from '#shared/contract/tools/picked.ts';
import { online } from '../../online-bridge.ts';
import { useOnline } from '#renderer/store/online-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Choices } from '#renderer/ui/Choices.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { PickFile } from '#renderer/ui/PickFile.tsx';
import { useIsDone } from '../step/use-page-words.ts';

type Baseline = 'inventory' | 'nothing';

export function EmergencyVerify() {
  const [baseline, setBaseline] = useState<Baseline>('inventory');
  const [inventory, setInventory] = useState<PickedFile | null>(null);
  const { action, isWaiting } = useOnline();
  const isDone = useIsDone('verify');
  const { pages, emergency } = useTexts('online');
  const t = emergency.verify;
  const hasInventory = baseline === 'inventory';
  const verify = (against: PickedFile | null): void =>
    void action(() => online.emergency.verify({ inventory: against?.token ?? null, publicHalves: against !== null }));
  return (
    <section className="card stack" aria-label={pages.verify.action}>
      <Choices
        legend={t.with}
        isInColumns
        value={baseline}
        onChange={setBaseline}
        choices={[
          { value: 'inventory', ...t.inventory },
          { value: 'nothing', ...t.nothing },
        ]}
      />
      {hasInventory ? (
        <PickFile
          what={pages.verify.inventory}
          kind="inventory"
          picked={inventory}
          // Whoever chooses one compares with it: the button is for another time.
          onPicked={(picked) => {
            setInventory(picked);
            verify(picked);
          }}
        />
      ) : (
        <Notice tone="warn">{pages.verify.listedMeaning}</Notice>
      )}
      <div className="actions">
        <Action
          kind={isDone ? 'plain' : 'primary'}
          isDisabled={hasInventory && inventory === null}
          isPending={isWaiting}
          onPress={() => verify(hasInventory ? inventory : null)}
        >
          {hasInventory ? pages.verify.action : t.list}
        </Action>
      </div>
    </section>
  );
}
