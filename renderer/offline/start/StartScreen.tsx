// The first screen: what this session is for, practice or production, and its id from the printed cover.
import { Suspense, useState } from 'react';
import { ceremonyIdPattern } from '#shared/schemas/ceremony-id.ts';
import type { Purpose } from '#shared/contract/offline/session-view.ts';
import type { View } from '#shared/contract/offline/view.ts';
import { lifeboat } from '../../bridge.ts';
import { useStore } from '#renderer/store/store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Choices } from '#renderer/ui/Choices.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { Screen } from '#renderer/ui/Screen.tsx';
import { DeskEntries } from '#renderer/tools/DeskEntries.tsx';
import { EmergencyNotice } from '#renderer/tools/emergency/Missing.tsx';
import { MachineSheetButton } from '../machine/MachineSheet.tsx';
import { SelfTestButton } from '../machine/SelfTest.tsx';
import { Bring } from './Bring.tsx';
import { EarlierCeremonies } from './EarlierCeremonies.tsx';
import { EarlierSessions } from './EarlierSessions.tsx';

type Mode = 'practice' | 'production';
const purposes: readonly Purpose[] = [
  'recovery',
  'emergency',
  'activation',
  'share-check',
  'quorum-drill',
  'custodian-keys',
];

export function StartScreen({ view }: { readonly view: View }) {
  const t = useTexts('start');
  const [purpose, setPurpose] = useState<Purpose | null>(null);
  const [mode, setMode] = useState<Mode | null>(view.practiceOnly ? 'practice' : null);
  const [id, setId] = useState('');
  const { deed, look } = useStore();
  const start = async (): Promise<void> => {
    if (purpose === null || mode === null) return;
    const practice = mode === 'practice';
    look(undefined);
    await deed(() =>
      purpose === 'emergency'
        ? lifeboat.emergency.begin({ practice })
        : lifeboat.session.start({ purpose, practice, id: id.trim() }),
    );
  };
  return (
    <Screen title={t.title} lead={t.lead}>
      <EarlierCeremonies view={view} />
      <EarlierSessions view={view} />
      <Choices
        legend={t.purpose}
        isInColumns
        value={purpose}
        onChange={setPurpose}
        choices={purposes.map((one) => ({ value: one, ...t.purposes[one] }))}
      />
      {(purpose === 'recovery' || purpose === 'activation') && <Bring purpose={purpose} />}
      {purpose === 'emergency' && (
        <Suspense fallback={null}>
          <EmergencyNotice />
        </Suspense>
      )}
      <Choices
        legend={t.mode}
        isInColumns
        value={mode}
        onChange={setMode}
        choices={[
          { value: 'practice', title: t.practice, detail: t.practiceDetail },
          {
            value: 'production',
            title: t.production,
            detail: view.practiceOnly ? t.notInPreview : t.productionDetail,
            isDisabled: view.practiceOnly,
          },
        ]}
      />
      {/* An emergency has no cover: its id is made. */}
      {purpose !== 'emergency' && (
        <div className="measure">
          <Field
            label={t.id}
            value={id}
            onChange={(text) => {
              setId(text.toUpperCase());
            }}
            description={t.idDetail}
            isMono
            maxLength={40}
          />
        </div>
      )}
      <div className="actions">
        <Action
          kind="primary"
          isDisabled={
            purpose === null || mode === null || (purpose !== 'emergency' && !ceremonyIdPattern.test(id.trim()))
          }
          onPress={() => void start()}
        >
          {t.begin}
        </Action>
        <SelfTestButton />
        <MachineSheetButton />
      </div>
      <h2>{t.withoutSession}</h2>
      <DeskEntries />
    </Screen>
  );
}
