// The first page: go on with what was not closed, open a ceremony by its plan, or begin an emergency without one.
import { Suspense, useState } from 'react';
import type { OnlineView } from '#shared/contract/online/view.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Choices } from '#renderer/ui/Choices.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { Screen } from '#renderer/ui/Screen.tsx';
import { DeskEntries } from '#renderer/tools/DeskEntries.tsx';
import { EarlierCeremonies } from './EarlierCeremonies.tsx';
import { GoOnElsewhere } from './GoOnElsewhere.tsx';
import { LazyEmergencyForm } from './LazyEmergencyForm.tsx';
import { OpenCeremonyForm } from './OpenCeremonyForm.tsx';

type Door = 'plan' | 'emergency';

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
        choices={[
          { value: 'plan', ...t.doors.plan },
          { value: 'emergency', ...t.doors.emergency },
        ]}
      />
      {door === 'plan' ? (
        <OpenCeremonyForm />
      ) : (
        <Suspense fallback={null}>
          <LazyEmergencyForm />
        </Suspense>
      )}
      <GoOnElsewhere />
      <h2>{t.desk}</h2>
      <DeskEntries />
    </Screen>
  );
}
