// Looks at the board; where a backup is restored, it is said whom and what its administrators are compared with.
import { useState } from 'react';
import type { PickedFile } from '#shared/contract/tools/picked.ts';
import { givesKeys } from '#shared/plan/kind.ts';
import { online } from '../../online-bridge.ts';
import { useOnline } from '#renderer/store/online-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { PickFile } from '#renderer/ui/PickFile.tsx';
import type { PageProps } from '../pages.ts';
import { areObjectIds, ObjectIds, objectIdsIn } from '../step/ObjectIds.tsx';

export function InspectForm({ view: { account, preFlight }, ceremony }: PageProps) {
  const [operators, setOperators] = useState(account.phase === 'signed-in' ? account.objectId : '');
  const [inventory, setInventory] = useState<PickedFile | null>(null);
  const { action, isWaiting } = useOnline();
  const t = useTexts('online').preFlight;
  const look = (): void =>
    void action(() =>
      online.preFlight.look({
        operators: objectIdsIn(operators),
        inventory: inventory === null ? null : inventory.token,
      }),
    );
  const isFirst = preFlight.phase === 'not-looked';
  return (
    <section className="card stack" aria-label={isFirst ? t.action : t.again}>
      {!givesKeys(ceremony.kind) && (
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
      )}
      <div className="actions">
        <Action
          kind={isFirst ? 'primary' : 'plain'}
          isDisabled={!areObjectIds(operators)}
          isPending={isWaiting}
          onPress={look}
        >
          {isFirst ? t.action : t.again}
        </Action>
      </div>
    </section>
  );
}
