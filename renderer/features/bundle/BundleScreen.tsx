// A bundle from a stick: who signed it, what it says, and with a journal whether it is the next one for this machine.
import { useState } from 'react';
import type { BundleView, PickedFile } from '../../../shared/contract/desk.ts';
import { desk } from '../../desk-bridge.ts';
import { useDesk } from '../../store/desk-store.ts';
import { Action } from '../../ui/Action.tsx';
import { Choices } from '../../ui/Choices.tsx';
import { PickFile } from '../../ui/PickFile.tsx';
import { bareHash, isHash, PlanHash } from '../../ui/PlanHash.tsx';
import { Screen } from '../../ui/Screen.tsx';
import { BundleFacts } from './BundleFacts.tsx';

type Depth = 'signatures' | 'accept';

export function BundleScreen() {
  const [plan, setPlan] = useState<PickedFile | null>(null);
  const [typed, setTyped] = useState('');
  const [bundle, setBundle] = useState<PickedFile | null>(null);
  const [depth, setDepth] = useState<Depth>('signatures');
  const [journal, setJournal] = useState<PickedFile | null>(null);
  const [self, setSelf] = useState<PickedFile | null>(null);
  const [found, setFound] = useState<BundleView>();
  const { ask, isWaiting } = useDesk();
  const own = journal && self && { journal: journal.token, self: self.token };
  const verify = async (): Promise<void> => {
    if (plan === null || bundle === null) return;
    setFound(undefined);
    const answer = await ask(() =>
      desk.bundles.verify({
        plan: plan.token,
        planSha256: bareHash(typed),
        bundle: bundle.token,
        own: depth === 'accept' ? own : null,
      }),
    );
    if (answer.ok) setFound(answer.value);
  };
  return (
    <Screen
      title="Verify a bundle"
      lead="Nothing in a bundle is read before its signatures are checked against the keys that the approved plan names."
    >
      <section className="card stack" aria-label="Files">
        <PickFile what="the approved plan" kind="plan" picked={plan} onPicked={setPlan} />
        <PlanHash value={typed} onChange={setTyped} note="A plan proves nothing about itself." />
        <PickFile what="the bundle" kind="bundle" picked={bundle} onPicked={setBundle} />
      </section>
      <Choices
        legend="How far"
        isInColumns
        value={depth}
        onChange={setDepth}
        choices={[
          { value: 'signatures', title: 'Look only', detail: 'Check the signatures. Nothing is written.' },
          {
            value: 'accept',
            title: 'Accept it',
            detail: 'Check also that it is the next one for this machine, and note it in the journal.',
          },
        ]}
      />
      {depth === 'accept' && (
        <section className="card stack" aria-label="This machine">
          <PickFile what="the journal" kind="journal" picked={journal} onPicked={setJournal} />
          <PickFile
            what="this machine’s identity"
            kind="identity"
            picked={self}
            detail="Its public half is enough. No passphrase is asked."
            onPicked={setSelf}
          />
        </section>
      )}
      <div className="actions">
        <Action
          kind="primary"
          isDisabled={plan === null || bundle === null || !isHash(typed) || (depth === 'accept' && own === null)}
          isPending={isWaiting}
          onPress={() => void verify()}
        >
          {depth === 'accept' ? 'Verify and accept' : 'Verify'}
        </Action>
      </div>
      {found && <BundleFacts bundle={found} />}
    </Screen>
  );
}
