// Opens a ceremony: the approved plan, the identity of this machine, and where the journal lies. Main asks for words of the plan from paper.
import { useState } from 'react';
import type { PickedFile } from '#shared/contract/tools/picked.ts';
import { online } from '../../online-bridge.ts';
import { useOnline } from '#renderer/store/online-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Choices } from '#renderer/ui/Choices.tsx';
import { PickFile } from '#renderer/ui/PickFile.tsx';
import { Ask } from '../step/Ask.tsx';

type Place = 'own' | 'chosen';

export function OpenCeremonyForm() {
  const [plan, setPlan] = useState<PickedFile | null>(null);
  const [identity, setIdentity] = useState<PickedFile | null>(null);
  const [place, setPlace] = useState<Place>('own');
  const [folder, setFolder] = useState<PickedFile | null>(null);
  const look = useOnline((store) => store.look);
  const t = useTexts('online').start.open;
  const missing = [
    ...(place === 'chosen' && folder === null ? [t.missingFolder] : []),
    ...(plan === null ? [t.missingPlan] : []),
    ...(identity === null ? [t.missingIdentity] : []),
  ];
  const isWhole = plan !== null && identity !== null && missing.length === 0;
  return (
    <section className="card stack" aria-label={t.title}>
      <h2>{t.title}</h2>
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
      <div className="columns">
        <PickFile what={t.plan} kind="plan" picked={plan} onPicked={setPlan} />
        <PickFile what={t.identity} detail={t.identityNote} kind="identity" picked={identity} onPicked={setIdentity} />
      </div>
      {isWhole ? (
        <Ask
          // Other files are another question.
          key={`${plan.token} ${identity.token}`}
          ask={() => {
            look(undefined);
            return online.session.open({
              plan: plan.token,
              identity: identity.token,
              folder: place === 'chosen' && folder !== null ? folder.token : null,
            });
          }}
        >
          {t.action}
        </Ask>
      ) : (
        <p className="soft">{t.missing(missing.join(', '))}</p>
      )}
    </section>
  );
}
