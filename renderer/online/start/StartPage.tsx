// The first page asks one question: what somebody came for. Below each answer: what to bring, and the form that begins.
import { useState } from 'react';
import type { OnlineView } from '#shared/contract/online/view.ts';
import type { DrawingName } from '#shared/map/drawings.ts';
import type { ScreenTexts } from '#shared/messages/catalogue.ts';
import { useOnline } from '#renderer/store/online-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Notice } from '#renderer/ui/Notice.tsx';
import { Screen } from '#renderer/ui/Screen.tsx';
import { Answers } from '#renderer/tools/start/Answers.tsx';
import { Bring, type Thing } from '#renderer/tools/start/Bring.tsx';
import { OpenTool } from '#renderer/tools/start/OpenTool.tsx';
import { GoBack } from '#renderer/tools/start/GoBack.tsx';
import { Unfinished, UnfinishedScreen } from '#renderer/tools/start/Unfinished.tsx';
import { HsmForm } from '../readiness/HsmForm.tsx';
import { EarlierCeremonies } from './EarlierCeremonies.tsx';
import { GoOnElsewhere } from './GoOnElsewhere.tsx';
import { EmergencyForm } from './EmergencyForm.tsx';
import { OpenCeremonyForm } from './OpenCeremonyForm.tsx';
import { Trial } from './Trial.tsx';

type Door = keyof ScreenTexts['online']['start']['doors'];
const doors: Readonly<Record<Door, { readonly drawing: DrawingName; readonly things: readonly Thing[] }>> = {
  plan: { drawing: 'hsm', things: ['script', 'own', 'account', 'phone'] },
  emergency: { drawing: 'phone', things: ['account', 'blob', 'two'] },
  readiness: { drawing: 'list', things: ['account', 'register'] },
  write: { drawing: 'paper', things: ['register', 'identities', 'two'] },
  rehearsal: { drawing: 'laptop', things: ['laptops', 'team'] },
  evidence: { drawing: 'certificate', things: ['package', 'hashes'] },
};

export function StartPage({ view }: { readonly view: OnlineView }) {
  const [door, setDoor] = useState<Door | 'unfinished' | null>(null);
  const look = useOnline((store) => store.look);
  const t = useTexts('online').start;
  const go = (next: typeof door): void => {
    look(undefined);
    setDoor(next);
  };
  if (door === 'unfinished') {
    return (
      <UnfinishedScreen onBack={() => go(null)}>
        <EarlierCeremonies view={view} />
      </UnfinishedScreen>
    );
  }
  if (door !== null) return <BehindDoor key={door} door={door} onBack={() => go(null)} />;
  return (
    <Screen title={t.title} lead={view.earlier.length === 0 ? t.lead : undefined}>
      {view.practiceOnly && <Notice tone="warn">{t.preview}</Notice>}
      <Unfinished
        items={view.earlier.map(({ folder, id }) => ({ id: folder, title: t.earlier.heading(id) }))}
        onLook={() => go('unfinished')}
      />
      <Answers
        answers={(Object.keys(doors) as Door[]).map((value) => ({
          ...{ value, ...t.doors[value], drawing: doors[value].drawing },
        }))}
        onChoose={go}
      />
    </Screen>
  );
}

function BehindDoor({ door, onBack }: { readonly door: Door; readonly onBack: () => void }) {
  const { doors: titles } = useTexts('online').start;
  return (
    <Screen title={titles[door].title} lead={titles[door].detail} state={door}>
      {door === 'plan' && (
        <>
          <OpenCeremonyForm />
          <Trial kind="plan" />
        </>
      )}
      {door === 'emergency' && (
        <>
          <EmergencyForm />
          <Trial kind="emergency" />
        </>
      )}
      {door === 'readiness' && <HsmForm />}
      {door === 'write' && <OpenTool page="plan" />}
      {(door === 'rehearsal' || door === 'evidence') && <OpenTool page={door} />}
      <Bring things={doors[door].things} />
      {(door === 'plan' || door === 'emergency') && <GoOnElsewhere />}
      <GoBack onBack={onBack} />
    </Screen>
  );
}
