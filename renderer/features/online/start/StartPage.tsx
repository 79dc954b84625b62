// The first page: go on with a ceremony that was not closed, or open one by its plan.
import type { OnlineView } from '../../../../shared/contract/online/view.ts';
import { useTexts } from '../../../texts/use-texts.ts';
import { Notice } from '../../../ui/Notice.tsx';
import { Screen } from '../../../ui/Screen.tsx';
import { DeskEntries } from '../../desk/DeskEntries.tsx';
import { EarlierCeremonies } from './EarlierCeremonies.tsx';
import { GoOnElsewhere } from './GoOnElsewhere.tsx';
import { OpenCeremonyForm } from './OpenCeremonyForm.tsx';

export function StartPage({ view }: { readonly view: OnlineView }) {
  const t = useTexts('online').start;
  return (
    <Screen title={t.title} lead={t.lead}>
      {view.practiceOnly && <Notice tone="warn">{t.preview}</Notice>}
      <EarlierCeremonies view={view} />
      <OpenCeremonyForm />
      <GoOnElsewhere />
      <h2>{t.desk}</h2>
      <DeskEntries />
    </Screen>
  );
}
