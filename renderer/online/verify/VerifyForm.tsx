// What the recovered HSM is compared with: the inventory of the backup, and a canary whose public half is on paper.
import { useState } from 'react';
import type { PickedFile } from '#shared/contract/tools/picked.ts';
import { online } from '../../online-bridge.ts';
import { useOnline } from '#renderer/store/online-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Choices } from '#renderer/ui/Choices.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { PickFile } from '#renderer/ui/PickFile.tsx';
import { bareHash, isHash } from '#renderer/ui/PlanHash.tsx';
import { useIsDone } from '../step/use-page-words.ts';

type Halves = 'without' | 'with';
const keyPattern = /^[A-Za-z0-9-]{1,127}$/;
const versionPattern = /^[0-9a-f]{32}$/;
const emptyCanary = { key: '', version: '', hash: '' };
type Canary = typeof emptyCanary;

const isNone = ({ key, version, hash }: Canary): boolean => `${key}${version}${hash}`.trim() === '';
const isWhole = ({ key, version, hash }: Canary): boolean =>
  keyPattern.test(key) && versionPattern.test(version) && isHash(hash);

export function VerifyForm() {
  const [inventory, setInventory] = useState<PickedFile | null>(null);
  const [halves, setHalves] = useState<Halves>('without');
  const [canary, setCanary] = useState(emptyCanary);
  const { action, isWaiting } = useOnline();
  const isDone = useIsDone('verify');
  const t = useTexts('online').pages.verify;
  const verify = (): void => {
    if (inventory === null) return;
    const canaries = isNone(canary)
      ? []
      : [{ key: canary.key, version: canary.version, publicSha256: bareHash(canary.hash) }];
    void action(() => online.steps.verify({ inventory: inventory.token, publicHalves: halves === 'with', canaries }));
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
      <CanaryFields canary={canary} onChange={setCanary} />
      <div className="actions">
        <Action
          kind={isDone ? 'plain' : 'primary'}
          isDisabled={inventory === null || !(isNone(canary) || isWhole(canary))}
          isPending={isWaiting}
          onPress={verify}
        >
          {t.action}
        </Action>
      </div>
    </section>
  );
}

function CanaryFields({ canary, onChange }: { readonly canary: Canary; readonly onChange: (canary: Canary) => void }) {
  const t = useTexts('online').pages.verify;
  const set = (change: Partial<Canary>): void => onChange({ ...canary, ...change });
  return (
    <fieldset className="stack" data-tight>
      <legend className="legend">{t.canary}</legend>
      <div className="row fields">
        <Field label={t.key} value={canary.key} onChange={(key) => set({ key })} isMono maxLength={127} />
        <Field
          label={t.version}
          value={canary.version}
          onChange={(version) => set({ version })}
          isMono
          maxLength={32}
        />
      </div>
      <Field label={t.hash} value={canary.hash} onChange={(hash) => set({ hash })} isMono maxLength={100} />
    </fieldset>
  );
}
