// The first page: what somebody came for and what to bring; go on with what was not closed, open a ceremony by its plan, begin an emergency,
// or look at a healthy HSM.
import { useState } from 'react';
import type { OnlineView } from '#shared/contract/online/view.ts';
import type { ScreenTexts } from '#shared/messages/catalogue.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Choices } from '#renderer/ui/Choices.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { Screen } from '#renderer/ui/Screen.tsx';
import { ToolEntries } from '#renderer/tools/ToolEntries.tsx';
import { Bring, type Thing } from '#renderer/tools/start/Bring.tsx';
import { OpenTool } from '#renderer/tools/start/OpenTool.tsx';
import { HsmForm } from '../readiness/HsmForm.tsx';
import { EarlierCeremonies } from './EarlierCeremonies.tsx';
import { GoOnElsewhere } from './GoOnElsewhere.tsx';
import { EmergencyForm } from './EmergencyForm.tsx';
import { OpenCeremonyForm } from './OpenCeremonyForm.tsx';

type Door = keyof ScreenTexts['online']['start']['doors'];
const things: Readonly<Record<Door, readonly Thing[]>> = {
  plan: ['script', 'own', 'account', 'phone'],
  emergency: ['account', 'blob', 'two'],
  readiness: ['account', 'register'],
  write: ['register', 'identities', 'two'],
  rehearsal: ['laptops', 'team'],
  evidence: ['package', 'hashes'],
};
const doors = Object.keys(things) as Door[];

export function StartPage({ view }: { readonly view: OnlineView }) {
  const [door, setDoor] = useState<Door>('plan');
  const t = useTexts('online').start;
  return (
    <Screen title={t.title} lead={t.lead}>
      {view.practiceOnly && <Notice tone="warn">{t.preview}</Notice>}
      <EarlierCeremonies view={view} />
      <Choices
        legend={t.door}
        isInColumns
        value={door}
        onChange={setDoor}
        choices={doors.map((value) => ({ value, ...t.doors[value] }))}
      />
      <Bring things={things[door]} />
      {door === 'plan' && <OpenCeremonyForm />}
      {door === 'emergency' && <EmergencyForm />}
      {door === 'readiness' && <HsmForm />}
      {door === 'write' && <OpenTool page="plan" />}
      {(door === 'rehearsal' || door === 'evidence') && <OpenTool page={door} />}
      <GoOnElsewhere />
      <h2>{t.tools}</h2>
      <ToolEntries />
    </Screen>
  );
}
