// The door of the practice cloud, for practice ceremonies alone.
import { useState } from 'react';
import type { PickedFile } from '#shared/contract/tools/picked.ts';
import { useOnline } from '#renderer/store/online-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Choices } from '#renderer/ui/Choices.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { PickFile } from '#renderer/ui/PickFile.tsx';
import { areObjectIds, objectIdsIn } from '../step/ObjectIds.tsx';
import type { SignIn } from './sign-in.ts';

type Place = 'own' | 'chosen';

export function PracticeForm({ onSignIn }: { readonly onSignIn: SignIn }) {
  const [place, setPlace] = useState<Place>('own');
  const [folder, setFolder] = useState<PickedFile | null>(null);
  const [principal, setPrincipal] = useState('');
  const isWaiting = useOnline((store) => store.isWaiting);
  const t = useTexts('online').account;
  const enter = (): void =>
    onSignIn({
      way: 'practice',
      place: place === 'chosen' && folder !== null ? folder.token : null,
      principal: objectIdsIn(principal)[0] ?? null,
    });
  return (
    <section className="card stack" aria-label={t.practiceTitle}>
      <Choices
        legend={t.practice.place}
        isInColumns
        value={place}
        onChange={setPlace}
        choices={[
          { value: 'own', ...t.practice.own },
          { value: 'chosen', ...t.practice.chosen },
        ]}
      />
      {place === 'chosen' && <PickFile what={t.practice.folder} kind="practice" picked={folder} onPicked={setFolder} />}
      <div className="measure">
        <Field
          label={t.practice.principal}
          description={t.practice.principalNote}
          value={principal}
          onChange={setPrincipal}
          isMono
          maxLength={40}
        />
      </div>
      <div className="actions">
        <Action
          kind="primary"
          isDisabled={(place === 'chosen' && folder === null) || !areObjectIds(principal)}
          isPending={isWaiting}
          onPress={enter}
        >
          {t.practice.action}
        </Action>
      </div>
    </section>
  );
}
