// The form of a plan, part by part. Each part says how much of it is open; the last one checks and writes.
import { type ReactNode, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import type { PickedFile } from '#shared/contract/desk/picked.ts';
import type { PlanView } from '#shared/contract/desk/plans.ts';
import type { WrittenFile } from '#shared/contract/files.ts';
import { placeOfMember, planSections } from '#shared/plan/sections.ts';
import { desk } from '../../desk-bridge.ts';
import { useDesk } from '#renderer/store/desk-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { resultMark } from '#renderer/ui/focus.ts';
import { Notice } from '#renderer/ui/Notice.tsx';
import { Screen } from '#renderer/ui/Screen.tsx';
import { CeremonyPart } from './CeremonyPart.tsx';
import { CheckPart } from './CheckPart.tsx';
import { CustodiansPart } from './CustodiansPart.tsx';
import { FurtherPart } from './FurtherPart.tsx';
import { HsmPart } from './HsmPart.tsx';
import { MachinesPart } from './MachinesPart.tsx';
import { PeoplePart } from './PeoplePart.tsx';
import { useOpenPlan, usePlanDraft } from './plan-draft.ts';
import { RestoredPart } from './RestoredPart.tsx';

const formParts = [...planSections, 'check'] as const;
export type FormPart = (typeof formParts)[number];

/** A plan that the form has written. */
export interface WrittenPlan {
  readonly file: WrittenFile;
  readonly plan: PickedFile;
  readonly view: PlanView;
}

export function PlanForm({ onWritten }: { readonly onWritten: (written: WrittenPlan) => void }) {
  const { view, isKept, open, settled } = usePlanDraft();
  const [part, setPart] = useState<FormPart>('ceremony');
  const ask = useDesk((store) => store.ask);
  const t = useTexts('planForm');
  const { practice } = useTexts('desk');
  if (view === undefined) return null;
  const write = async (folder: PickedFile): Promise<void> => {
    const kept = await settled();
    if (kept === undefined) return;
    const order = { draft: kept.draft.token, seen: kept.sha256, folder: folder.token };
    const answer = await ask(() => desk.plans.writePlan(order));
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
  const next = formParts[formParts.indexOf(part) + 1];
  return (
    <Screen title={t.title} state={part}>
      <div className="row">
        <span className="mono">{t.draft(view.draft.name)}</span>
        <span className="soft" role="status">
          {isKept ? t.kept : t.notKept}
        </span>
        <Action
          kind="quiet"
          onPress={() => {
            open(undefined);
          }}
        >
          {t.leave}
        </Action>
      </div>
      {view.plan.practice && <Notice tone="warn">{practice}</Notice>}
      <PartList part={part} onGo={setPart} />
      <section className="stack" aria-label={t.section[part]}>
        <h2 {...resultMark}>{t.section[part]}</h2>
        {parts[part]()}
        {next !== undefined && (
          <div className="actions">
            <Action
              kind="primary"
              onPress={() => {
                setPart(next);
              }}
            >
              {t.next(t.section[next])}
            </Action>
          </div>
        )}
      </section>
    </Screen>
  );
}

interface PartListProps {
  readonly part: FormPart;
  readonly onGo: (part: FormPart) => void;
}

function PartList({ part, onGo }: PartListProps) {
  const { problems } = useOpenPlan();
  const t = useTexts('planForm');
  const openIn = (each: FormPart): number =>
    each === 'check' ? problems.length : problems.filter(({ path }) => placeOfMember(path).section === each).length;
  return (
    <nav aria-label={t.sections}>
      <ol className="form-parts">
        {formParts.map((each) => (
          <li key={each}>
            <Button
              className="form-part"
              {...(each === part ? { 'aria-current': 'step' } : {})}
              onPress={() => {
                onGo(each);
              }}
            >
              {t.section[each]} <span className="form-part-state">{openIn(each) === 0 ? '✓' : openIn(each)}</span>
              <span className="visually-hidden">{openIn(each) === 0 ? t.complete : t.open}</span>
            </Button>
          </li>
        ))}
      </ol>
    </nav>
  );
}
