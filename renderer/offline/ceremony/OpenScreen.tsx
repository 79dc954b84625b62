// Plan and identity: both are chosen from the sticks, the journal begins, and the words of the plan are compared with the paper.
import { useState } from 'react';
import type { RecoveryView } from '#shared/contract/offline/recovery-view.ts';
import type { View } from '#shared/contract/offline/view.ts';
import { lifeboat } from '../../bridge.ts';
import { useStore } from '#renderer/store/store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { ContinueButton } from '#renderer/ui/ContinueButton.tsx';
import { FileChooser } from '#renderer/ui/FileChooser.tsx';
import { Fingerprint } from '#renderer/ui/Fingerprint.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { Screen } from '#renderer/ui/Screen.tsx';
import { Ask } from '../frame/Ask.tsx';
import { StickFor } from '../sticks/SticksScreen.tsx';

export function OpenScreen({ view }: { readonly view: View }) {
  const t = useTexts('ceremony').open;
  const { recovery } = view;
  return (
    <Screen title={t.title} lead={t.lead} state={recovery?.planWords.phase ?? ''}>
      {recovery === null ? <ChooseFiles view={view} /> : <Compare recovery={recovery} />}
    </Screen>
  );
}

function ChooseFiles({ view }: { readonly view: View }) {
  const { volumes } = view;
  const t = useTexts('ceremony').open;
  const [plan, setPlan] = useState<string | null>(null);
  const [identity, setIdentity] = useState<string | null>(null);
  const { action, isWaiting } = useStore();
  const own = volumes.filter(({ role }) => role === 'own');
  const open = async (): Promise<void> => {
    if (plan === null || identity === null) return;
    await action(() => lifeboat.ceremony.open({ plan, identity }));
  };
  return (
    <section className="stack" aria-label={t.title}>
      <FileChooser
        legend={t.planLegend}
        kind="plan"
        volumes={[...own, ...volumes.filter(({ role }) => role === 'in')]}
        stick={<StickFor view={view} role="own" />}
        chosen={plan}
        onChange={setPlan}
      />
      <FileChooser legend={t.identityLegend} kind="identity" volumes={own} chosen={identity} onChange={setIdentity} />
      <p className="soft measure">{t.openLead}</p>
      <div className="actions">
        <Action
          kind="primary"
          isDisabled={plan === null || identity === null}
          isPending={isWaiting}
          onPress={() => void open()}
        >
          {t.open}
        </Action>
      </div>
    </section>
  );
}

function Compare({ recovery }: { readonly recovery: RecoveryView }) {
  const t = useTexts('ceremony').open;
  const ceremony = useTexts('ceremony');
  const { planWords } = recovery;
  const look = useStore((store) => store.look);
  return (
    <>
      {planWords.phase === 'asking' && (
        <Ask ask={() => lifeboat.ceremony.confirmPlan(null)}>{ceremony.words.compare}</Ask>
      )}
      {planWords.phase === 'locked' && <Notice tone="warn">{ceremony.words.locked}</Notice>}
      <section className="card stack" aria-label={t.facts.ceremony}>
        {planWords.phase === 'agreed' && (
          <Notice isResult tone="good">
            {t.adopted}
          </Notice>
        )}
        <Facts recovery={recovery} />
        {recovery.planSha256 !== null && (
          <>
            <Fingerprint label={t.fingerprint} sha256={recovery.planSha256} show="both" />
            <div className="actions">
              <ContinueButton look={look}>{t.goOn}</ContinueButton>
            </div>
          </>
        )}
      </section>
    </>
  );
}

function Facts({ recovery: { plan, approvers, holder } }: { readonly recovery: RecoveryView }) {
  const t = useTexts('ceremony').open;
  return (
    <dl className="facts">
      <dt>{t.facts.ceremony}</dt>
      <dd className="mono">{plan.ceremony}</dd>
      <dt>{t.facts.purpose}</dt>
      <dd>{plan.purpose}</dd>
      <dt>{t.facts.target}</dt>
      <dd className="mono">{plan.target.uri}</dd>
      <dt>{t.facts.quorum}</dt>
      <dd>{t.facts.quorumText(plan.quorum.required, plan.quorum.custodians)}</dd>
      <dt>{t.facts.approvers}</dt>
      <dd>{approvers.join(', ')}</dd>
      <dt>{t.facts.identity}</dt>
      <dd>{holder}</dd>
    </dl>
  );
}
