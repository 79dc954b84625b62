// The first screen: what this session is for, practice or production, and its id from the printed cover.
import { useState } from 'react';
import { ceremonyIdPattern } from '../../../shared/schemas/ceremony-id.ts';
import type { Purpose, View } from '../../../shared/contract/offline/view.ts';
import { lifeboat } from '../../bridge.ts';
import { useStore } from '../../store/store.ts';
import { Action } from '../../ui/Action.tsx';
import { Choices } from '../../ui/Choices.tsx';
import { Field } from '../../ui/Field.tsx';
import { Screen } from '../../ui/Screen.tsx';
import { DeskEntries } from '../desk/DeskEntries.tsx';
import { MachineSheetButton } from '../machine/MachineSheet.tsx';
import { Bring } from './Bring.tsx';
import { EarlierCeremonies } from './EarlierCeremonies.tsx';
import { EarlierSessions } from './EarlierSessions.tsx';

type Mode = 'practice' | 'production';

export function StartScreen({ view }: { readonly view: View }) {
  const [purpose, setPurpose] = useState<Purpose | null>(null);
  const [mode, setMode] = useState<Mode | null>(view.practiceOnly ? 'practice' : null);
  const [id, setId] = useState('');
  const { deed, look } = useStore();
  const start = async (): Promise<void> => {
    if (purpose === null || mode === null) return;
    look(undefined);
    await deed(() => lifeboat.session.start({ purpose, practice: mode === 'practice', id: id.trim() }));
  };
  return (
    <Screen
      title="What is this session for?"
      lead="Everything in this program can be read without risk. Nothing is written and no key is used before a screen says so."
    >
      <EarlierCeremonies view={view} />
      <EarlierSessions view={view} />
      <Choices
        legend="Purpose"
        isInColumns
        value={purpose}
        onChange={setPurpose}
        choices={[
          { value: 'recovery', title: 'Recover an HSM', detail: 'Build the restore blob for a new HSM.' },
          {
            value: 'share-check',
            title: 'Share check (drill D1)',
            detail: 'Each custodian proves their key. Nothing is put together.',
          },
          {
            value: 'quorum-drill',
            title: 'Quorum drill (drill D2)',
            detail: 'Prove that the quorum works. No file is written.',
          },
          {
            value: 'custodian-keys',
            title: 'Make custodian keys',
            detail: 'New keys on new sticks, before an activation.',
          },
        ]}
      />
      {purpose === 'recovery' && <Bring />}
      <Choices
        legend="Mode"
        isInColumns
        value={mode}
        onChange={setMode}
        choices={[
          { value: 'practice', title: 'Practice', detail: 'With practice files. Production files are refused.' },
          {
            value: 'production',
            title: 'Production',
            detail: view.practiceOnly ? 'Not possible in this preview.' : 'The real thing. Practice files are refused.',
            isDisabled: view.practiceOnly,
          },
        ]}
      />
      <div className="measure">
        <Field
          label="Ceremony id"
          value={id}
          onChange={(text) => {
            setId(text.toUpperCase());
          }}
          description="From the cover of the printed script. An id of practice begins with PRACTICE-."
          isMono
          maxLength={40}
        />
      </div>
      <div className="actions">
        <Action
          kind="primary"
          isDisabled={purpose === null || mode === null || !ceremonyIdPattern.test(id.trim())}
          onPress={() => void start()}
        >
          Begin
        </Action>
        <MachineSheetButton />
      </div>
      <h2>Without a session</h2>
      <DeskEntries />
    </Screen>
  );
}
