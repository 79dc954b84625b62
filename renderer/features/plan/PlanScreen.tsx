// The plan: read it, see everything that is wrong with it at once, compare its fingerprint, approve it.
import { useState } from 'react';
import type { ApprovedPlanView, PickedFile, PlanView } from '../../../shared/contract/desk.ts';
import { useCatalogue } from '../../texts/use-texts.ts';
import type { PlanProblem } from '../../../shared/plan/problems.ts';
import { desk } from '../../desk-bridge.ts';
import { useDesk } from '../../store/desk-store.ts';
import { Action } from '../../ui/Action.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { PickFile } from '../../ui/PickFile.tsx';
import { Screen } from '../../ui/Screen.tsx';
import { WrittenFiles } from '../finish/WrittenFiles.tsx';
import { PlanFacts } from './PlanFacts.tsx';

export function PlanScreen() {
  const [file, setFile] = useState<PickedFile | null>(null);
  const [plan, setPlan] = useState<PlanView>();
  const [problems, setProblems] = useState<readonly PlanProblem[]>([]);
  const { ask, closeRefusal } = useDesk();
  const load = async (picked: PickedFile): Promise<void> => {
    setFile(picked);
    setPlan(undefined);
    setProblems([]);
    const answer = await ask(() => desk.plans.load({ plan: picked.token }));
    if (answer.ok) {
      setPlan(answer.value);
    } else if (answer.fault.code === 'PLAN_INVALID') {
      // All of them stand below, one to a line.
      closeRefusal();
      setProblems(answer.fault.problems);
    }
  };
  return (
    <Screen
      title="Plan and approvals"
      lead="The plan says who does what, to which HSM, with which keys. Two people read it, compare it, and sign it."
    >
      <PickFile what="the plan" kind="plan" picked={file} onPicked={(picked) => void load(picked)} />
      {problems.length > 0 && <Problems problems={problems} />}
      {plan && <PlanFacts view={plan} />}
      {plan && file && <Approve file={file} view={plan} onApproved={setPlan} />}
    </Screen>
  );
}

function Problems({ problems }: { readonly problems: readonly PlanProblem[] }) {
  const { planProblem } = useCatalogue();
  return (
    <section className="refusal" role="alert" aria-label="Problems of the plan">
      <h2>{problems.length === 1 ? 'One thing is wrong' : `${problems.length} things are wrong`} with this plan</h2>
      <ul>
        {problems.map((problem, at) => (
          <li key={at}>{planProblem(problem)}</li>
        ))}
      </ul>
      <p>Nothing was approved. Correct the file, then choose it again.</p>
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
  const { ask, isWaiting } = useDesk();
  const approve = async (): Promise<void> => {
    if (identity === null) return;
    const answer = await ask(() => desk.plans.approve({ plan: file.token, identity: identity.token }));
    if (!answer.ok || answer.value === null) return;
    setApproved(answer.value);
    onApproved(answer.value.view);
  };
  if (approved) {
    return (
      <section className="card stack" aria-label="Approved">
        <Notice tone="good">Signed. Give the new file to the next person, and keep the old one as it is.</Notice>
        <WrittenFiles files={[approved.file]} />
      </section>
    );
  }
  return (
    <section className="card stack" aria-label="Approve">
      <h2>Approve it</h2>
      <p className="measure">
        You have read the whole plan, and its fingerprint is the one on the printed cover. Your passphrase is typed in a
        window of its own.
      </p>
      <PickFile what="your identity" kind="identity" picked={identity} onPicked={setIdentity} />
      <div className="actions">
        <Action
          kind={view.approvers.length < view.required ? 'primary' : 'plain'}
          isDisabled={identity === null || isWaiting}
          onPress={() => void approve()}
        >
          Type the passphrase and sign
        </Action>
      </div>
    </section>
  );
}
