// What the recovered HSM is compared with: the inventory of the backup; and a test key whose public half people type from paper.
import { useState } from 'react';
import type { PickedFile } from '#shared/contract/tools/picked.ts';
import { online } from '../../online-bridge.ts';
import { useOnline } from '#renderer/store/online-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Choices } from '#renderer/ui/Choices.tsx';
import { PickFile } from '#renderer/ui/PickFile.tsx';
import { useIsDone } from '../step/use-page-words.ts';

type Halves = 'without' | 'with';
export function VerifyForm() {
  const [inventory, setInventory] = useState<PickedFile | null>(null);
  const [halves, setHalves] = useState<Halves>('without');
  const { action, isWaiting } = useOnline();
  const isDone = useIsDone('verify');
  const t = useTexts('online').pages.verify;
  const verify = (withTestKey: boolean): void => {
    if (inventory === null) return;
    void action(() =>
      online.steps.verify({ inventory: inventory.token, publicHalves: halves === 'with', withTestKey }),
    );
  };
  return (
    <section className="card stack" aria-label={t.action}>
      <PickFile what={t.inventory} kind="inventory" picked={inventory} onPicked={setInventory} />
      <Choices
        legend={t.halves}
        isInColumns
        value={halves}
        onChange={setHalves}
        choices={[
          { value: 'without', ...t.without },
          { value: 'with', ...t.with },
        ]}
      />
      <div className="actions">
        <Action
          kind={isDone ? 'plain' : 'primary'}
          isDisabled={inventory === null}
          isPending={isWaiting}
          onPress={() => verify(false)}
        >
          {t.action}
        </Action>
        <Action isDisabled={inventory === null} isPending={isWaiting} onPress={() => verify(true)}>
          {t.withCanary}
        </Action>
      </div>
    </section>
  );
}
