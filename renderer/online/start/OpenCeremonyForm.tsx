// Opens a ceremony: the approved plan with its hash from paper, the identity of this machine, and where the journal lies.
import { useState } from 'react';
import type { PickedFile } from '#shared/contract/tools/picked.ts';
import { online } from '../../online-bridge.ts';
import { useOnline } from '#renderer/store/online-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Choices } from '#renderer/ui/Choices.tsx';
import { PickFile } from '#renderer/ui/PickFile.tsx';
import { bareHash, isHash, PlanHash } from '#renderer/ui/PlanHash.tsx';

type Place = 'own' | 'chosen';

export function OpenCeremonyForm() {
  const [plan, setPlan] = useState<PickedFile | null>(null);
  const [typed, setTyped] = useState('');
  const [identity, setIdentity] = useState<PickedFile | null>(null);
  const [place, setPlace] = useState<Place>('own');
  const [folder, setFolder] = useState<PickedFile | null>(null);
  const { action, look, isWaiting } = useOnline();
  const t = useTexts('online').start.open;
  const missing = [
    ...(plan === null ? [t.missingPlan] : []),
    ...(isHash(typed) ? [] : [t.missingHash]),
    ...(identity === null ? [t.missingIdentity] : []),
    ...(place === 'chosen' && folder === null ? [t.missingFolder] : []),
  ];
  const open = (): void => {
    if (plan === null || identity === null) return;
    look(undefined);
    void action(() =>
      online.session.open({
        plan: plan.token,
        planSha256: bareHash(typed),
        identity: identity.token,
        folder: place === 'chosen' && folder !== null ? folder.token : null,
      }),
    );
  };
  return (
    <section className="card stack" aria-label={t.title}>
      <h2>{t.title}</h2>
      <div className="columns">
        <PickFile what={t.plan} kind="plan" picked={plan} onPicked={setPlan} />
        <PickFile what={t.identity} detail={t.identityNote} kind="identity" picked={identity} onPicked={setIdentity} />
      </div>
      <PlanHash value={typed} onChange={setTyped} note={t.hashNote} />
      <Choices
        legend={t.where}
        isInColumns
        value={place}
        onChange={setPlace}
        choices={[
          { value: 'own', ...t.own },
          { value: 'chosen', ...t.chosen },
        ]}
      />
      {place === 'chosen' && <PickFile what={t.folder} kind="ceremony" picked={folder} onPicked={setFolder} />}
      <div className="actions">
        <Action kind="primary" isDisabled={missing.length > 0} isPending={isWaiting} onPress={open}>
          {t.action}
        </Action>
        {missing.length > 0 && <span className="soft">{t.missing(missing.join(', '))}</span>}
      </div>
    </section>
  );
}
