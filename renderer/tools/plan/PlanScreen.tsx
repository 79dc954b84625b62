// The plan: read it, see everything that is wrong with it at once, compare its fingerprint, approve it.
import { useState } from 'react';
import type { PickedFile } from '#shared/contract/tools/picked.ts';
import type { ApprovedPlanView, PlanView } from '#shared/contract/tools/plans.ts';
import type { PlanProblem } from '#shared/plan/problems.ts';
import type { ScreenTexts } from '#shared/messages/catalogue.ts';
import { tools } from '../../tools-bridge.ts';
import { useTools } from '#renderer/store/tools-store.ts';
import { useSpokenTexts, useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { FocusedResult } from '#renderer/ui/FocusedResult.tsx';
import { Choices } from '#renderer/ui/Choices.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { PickFile } from '#renderer/ui/PickFile.tsx';
import { Screen } from '#renderer/ui/Screen.tsx';
import { Written } from '../Written.tsx';
import { BeginPlan, GoOnWithDraft, NextVersion } from './NewPlan.tsx';
import { usePlanDraft } from './plan-draft.ts';
import { PlanFacts } from './PlanFacts.tsx';
import { PlanForm, type WrittenPlan } from './PlanForm.tsx';
import { PrintPlan } from './PrintPlan.tsx';

type Way = keyof ScreenTexts['plan']['ways'];
const ways: readonly Way[] = ['read', 'begin', 'goOn', 'revise'];

/** A draft is written in its form; everything else is done with plans that there are. */
export function PlanScreen() {
  const isWriting = usePlanDraft(({ view }) => view !== undefined);
  const open = usePlanDraft((store) => store.open);
  const [written, setWritten] = useState<WrittenPlan>();
  if (!isWriting) return <Plans written={written} />;
  return (
    <PlanForm
      onWritten={(plan) => {
        setWritten(plan);
        open(undefined);
      }}
    />
  );
}

function Plans({ written }: { readonly written: WrittenPlan | undefined }) {
  const [way, setWay] = useState<Way>('read');
  const [file, setFile] = useState<PickedFile | null>(written?.plan ?? null);
  const [plan, setPlan] = useState<PlanView | undefined>(written?.view);
  const [problems, setProblems] = useState<readonly PlanProblem[]>([]);
  const { ask, closeRefusal } = useTools();
  const t = useTexts('plan');
  const load = async (picked: PickedFile): Promise<void> => {
    setFile(picked);
    setPlan(undefined);
    setProblems([]);
    const answer = await ask(() => tools.plans.load({ plan: picked.token }));
    if (answer.ok) {
      setPlan(answer.value);
    } else if (answer.fault.code === 'PLAN_INVALID') {
      // All of them are below, one to a line.
      closeRefusal();
      setProblems(answer.fault.problems);
    }
  };
  return (
    <Screen title={t.title} lead={t.lead} state={way}>
      {file !== null && written?.plan === file && (
        <FocusedResult label={t.writtenRegion}>
          <Notice tone="good">{t.written}</Notice>
          <Written file={written.file} />
        </FocusedResult>
      )}
      <Choices
        legend={t.way}
        isInColumns
        value={way}
        onChange={setWay}
        choices={ways.map((value) => ({ value, title: t.ways[value] }))}
      />
      {way === 'begin' && <BeginPlan />}
      {way === 'goOn' && <GoOnWithDraft />}
      {way === 'revise' && <NextVersion />}
      {way === 'read' && (
        <>
          <PickFile what={t.plan} kind="plan" picked={file} onPicked={(picked) => void load(picked)} />
          {problems.length > 0 && <Problems problems={problems} />}
          {plan && <PlanFacts view={plan} />}
          {plan && file && <PrintPlan plan={file} />}
          {plan && file && <Approve file={file} view={plan} onApproved={setPlan} />}
        </>
      )}
    </Screen>
  );
}

function Problems({ problems }: { readonly problems: readonly PlanProblem[] }) {
  const t = useTexts('plan').problems;
  const { planProblem } = useSpokenTexts();
  return (
    <section className="refusal" role="alert" aria-label={t.region}>
      <h2>{t.count(problems.length)}</h2>
      <ul>
        {problems.map((problem, at) => (
          <li key={at}>{planProblem(problem)}</li>
        ))}
      </ul>
      <p>
        {t.todo} {t.placeholders}
      </p>
    </section>
  );
}

interface ApproveProps {
  readonly file: PickedFile;
  readonly view: PlanView;
  readonly onApproved: (view: PlanView) => void;
}

function Approve({ file, view, onApproved }: ApproveProps) {
  const [identity, setIdentity] = useState<PickedFile | null>(null);
  const [approved, setApproved] = useState<ApprovedPlanView>();
  const { ask, isWaiting } = useTools();
  const t = useTexts('plan').approve;
  const choose = useTexts('tools').choose;
  const approve = async (chosen: PickedFile | null): Promise<void> => {
    if (chosen === null) return;
    const parts = { plan: file.token, seen: view.planSha256, identity: chosen.token };
    const answer = await ask(() => tools.plans.approve(parts));
    if (!answer.ok || answer.value === null) return;
    setApproved(answer.value);
    onApproved(answer.value.view);
  };
  // Main shows what is signed.
  const chooseIdentity = (chosen: PickedFile): void => {
    setIdentity(chosen);
    void approve(chosen);
  };
  if (approved) {
    return (
      <FocusedResult label={t.approvedRegion}>
        <Notice tone="good">{t.done}</Notice>
        <Written file={approved.file} />
      </FocusedResult>
    );
  }
  return (
    <section className="card stack" aria-label={t.region}>
      <h2>{t.heading}</h2>
      <p className="measure">{t.text}</p>
      <PickFile what={choose.identity} kind="identity" picked={identity} onPicked={chooseIdentity} />
      <div className="actions">
        <Action
          kind={view.approvers.length < view.required ? 'primary' : 'plain'}
          isDisabled={identity === null}
          isPending={isWaiting}
          onPress={() => void approve(identity)}
        >
          {t.sign}
        </Action>
      </div>
    </section>
  );
}
