// Whom and what the board compares with: those who work here, and the inventory of the backup.
import { useState } from 'react';
import type { PickedFile } from '../../../../shared/contract/desk.ts';
import type { OnlineView } from '../../../../shared/contract/online/view.ts';
import { online } from '../../../online-bridge.ts';
import { useOnline } from '../../../store/online-store.ts';
import { useTexts } from '../../../texts/use-texts.ts';
import { Action } from '../../../ui/Action.tsx';
import { PickFile } from '../../../ui/PickFile.tsx';
import { areObjectIds, ObjectIds, objectIdsIn } from '../step/ObjectIds.tsx';

export function LookForm({ view: { account, board } }: { readonly view: OnlineView }) {
  const [operators, setOperators] = useState(account.phase === 'signed-in' ? account.objectId : '');
  const [inventory, setInventory] = useState<PickedFile | null>(null);
  const { deed, isWaiting } = useOnline();
  const t = useTexts('online').board;
  const look = (): void =>
    void deed(() =>
      online.board.look({ operators: objectIdsIn(operators), inventory: inventory === null ? null : inventory.token }),
    );
  const isFirst = board.phase === 'not-looked';
  return (
    <section className="card stack" aria-label={isFirst ? t.deed : t.again}>
      <div className="columns">
        <ObjectIds label={t.operators} note={t.operatorsNote} value={operators} onChange={setOperators} />
        <PickFile
          what={t.inventory}
          detail={t.inventoryNote}
          kind="inventory"
          picked={inventory}
          onPicked={setInventory}
        />
      </div>
      <div className="actions">
        <Action
          kind={isFirst ? 'primary' : 'plain'}
          isDisabled={!areObjectIds(operators)}
          isPending={isWaiting}
          onPress={look}
        >
          {isFirst ? t.deed : t.again}
        </Action>
      </div>
    </section>
  );
}
