// A bundle from a stick: who signed it, what it says, and with a journal whether it is the next one for this machine.
import { useState } from 'react';
import type { BundleView } from '#shared/contract/tools/bundles.ts';
import type { PickedFile } from '#shared/contract/tools/picked.ts';
import { tools } from '../../tools-bridge.ts';
import { useTools } from '#renderer/store/tools-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Choices } from '#renderer/ui/Choices.tsx';
import { PickFile } from '#renderer/ui/PickFile.tsx';
import { Screen } from '#renderer/ui/Screen.tsx';
import { BundleFacts } from './BundleFacts.tsx';

type Depth = 'look' | 'accept';

export function BundleScreen() {
  const [plan, setPlan] = useState<PickedFile | null>(null);
  const [bundle, setBundle] = useState<PickedFile | null>(null);
  const [depth, setDepth] = useState<Depth>('look');
  const [journal, setJournal] = useState<PickedFile | null>(null);
  const [self, setSelf] = useState<PickedFile | null>(null);
  const [found, setFound] = useState<BundleView>();
  const { ask, isWaiting } = useTools();
  const t = useTexts('bundle').verify;
  const choose = useTexts('tools').choose;
  const own = journal && self && { journal: journal.token, self: self.token };
  const verify = async (): Promise<void> => {
    if (plan === null || bundle === null) return;
    setFound(undefined);
    const order = { plan: plan.token, bundle: bundle.token, own: depth === 'accept' ? own : null };
    const answer = await ask(() => tools.bundles.verify(order));
    if (answer.ok) setFound(answer.value);
  };
  return (
    <Screen title={t.title} lead={t.lead}>
      <section className="card stack" aria-label={t.files}>
        <PickFile what={choose.plan} kind="plan" picked={plan} onPicked={setPlan} />
        <PickFile what={t.bundle} kind="bundle" picked={bundle} onPicked={setBundle} />
      </section>
      <Choices
        legend={t.depth}
        isInColumns
        value={depth}
        onChange={setDepth}
        choices={(['look', 'accept'] as const).map((value) => ({ value, ...t[value] }))}
      />
      {depth === 'accept' && (
        <section className="card stack" aria-label={t.machine}>
          <PickFile what={choose.journal} kind="journal" picked={journal} onPicked={setJournal} />
          <PickFile what={t.self} kind="identity" picked={self} detail={t.selfDetail} onPicked={setSelf} />
        </section>
      )}
      <div className="actions">
        <Action
          kind="primary"
          isDisabled={isWaiting || plan === null || bundle === null || (depth === 'accept' && own === null)}
          onPress={() => void verify()}
        >
          {depth === 'accept' ? t.verifyAndAccept : t.verify}
        </Action>
      </div>
      {found && <BundleFacts bundle={found} />}
    </Screen>
  );
}
