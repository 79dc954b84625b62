// The form of a plan, part by part. Each part says how much of it is open; the last one checks and writes.
import { type ReactNode, useState } from 'react';
import type { PickedFile } from '#shared/contract/tools/picked.ts';
import type { PlanView } from '#shared/contract/tools/plans.ts';
import type { WrittenFile } from '#shared/contract/files.ts';
import { givesKeys } from '#shared/plan/kind.ts';
import { placeOfMember } from '#shared/plan/sections.ts';
import { tools } from '../../tools-bridge.ts';
import { useTools } from '#renderer/store/tools-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { DraftForm } from '../form/DraftForm.tsx';
import { CeremonyPart } from './CeremonyPart.tsx';
import { CheckPart } from './CheckPart.tsx';
import { CustodiansPart } from './CustodiansPart.tsx';
import { FurtherPart } from './FurtherPart.tsx';
import { HsmPart } from './HsmPart.tsx';
import { MachinesPart } from './MachinesPart.tsx';
import { PeoplePart } from './PeoplePart.tsx';
import { type FormPart, formParts, usePlanDraft } from './plan-draft.ts';
import { RestoredPart } from './RestoredPart.tsx';

/** A plan that the form has written. */
export interface WrittenPlan {
  readonly file: WrittenFile;
  readonly plan: PickedFile;
  readonly view: PlanView;
}

export function PlanForm({ onWritten }: { readonly onWritten: (written: WrittenPlan) => void }) {
  const { view, isKept, open, settled } = usePlanDraft();
  const [part, setPart] = useState<FormPart>('ceremony');
  const ask = useTools((store) => store.ask);
  const t = useTexts('planForm');
  if (view === undefined) return null;
  const openIn = (each: FormPart): number =>
    each === 'check'
      ? view.problems.length
      : view.problems.filter(({ path }) => placeOfMember(path).section === each).length;
  const write = async (folder: PickedFile): Promise<void> => {
    const kept = await settled();
    if (kept === undefined) return;
    const order = { draft: kept.draft.token, seen: kept.sha256, folder: folder.token };
    const answer = await ask(() => tools.plans.writePlan(order));
    if (answer.ok) onWritten(answer.value);
  };
  const parts: Readonly<Record<FormPart, () => ReactNode>> = {
    ceremony: () => <CeremonyPart />,
    people: () => <PeoplePart />,
    custodians: () => <CustodiansPart />,
    hsm: () => <HsmPart />,
    restored: () => <RestoredPart />,
    machines: () => <MachinesPart />,
    further: () => <FurtherPart />,
    check: () => <CheckPart onGo={setPart} onWrite={(folder) => void write(folder)} />,
  };
  return (
    <DraftForm
      title={t.title}
      label={t.sections}
      draft={{ name: view.draft.name, isKept, isPractice: view.plan.practice }}
      parts={formParts}
      titles={t.section}
      notes={{
        people: t.people.text,
        custodians: givesKeys(view.plan.kind) ? t.custodians.made : t.custodians.text,
        hsm: t.hsm.pasteNote,
        machines: t.machines.text,
        restored: t.restored.domainNote,
        check: t.check.writeText,
        further: t.further.text,
      }}
      openIn={openIn}
      current={part}
      onGo={setPart}
      onLeave={() => open(undefined)}
    >
      {parts[part]()}
    </DraftForm>
  );
}
