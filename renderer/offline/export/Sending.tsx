// What every bundle that leaves this machine has on its screen: written to the OUT stick, and read aloud to the other side.
import { useState } from 'react';
import type { RecoveryView } from '#shared/contract/offline/recovery-view.ts';
import type { View } from '#shared/contract/offline/view.ts';
import type { Result } from '#shared/faults/fault.ts';
import type { Plan } from '#shared/plan/plan.ts';
import { suggestedPeople } from '#shared/plan/people.ts';
import { useStore } from '#renderer/store/store.ts';
import { Rich } from '#renderer/texts/Rich.tsx';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { resultMark } from '#renderer/ui/focus.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Fingerprint } from '#renderer/ui/Fingerprint.tsx';
import { ContinueButton } from '#renderer/ui/ContinueButton.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { areTwo, asCall } from '../ceremony/people.ts';
import { PeopleFields } from '../ceremony/PeopleFields.tsx';
import { Sticks } from '../sticks/SticksScreen.tsx';

type Sent = NonNullable<RecoveryView['sent']>;

interface WriteBundleProps {
  readonly view: View;
  readonly sent: Sent | null;
  readonly region: string;
  readonly onWrite: () => Promise<Result<View>>;
}

export function WriteBundle({ view, sent, region, onWrite }: WriteBundleProps) {
  const t = useTexts('ceremony').blob;
  const { action, isWaiting } = useStore();
  const out = view.volumes.find(({ role, present }) => role === 'out' && present);
  const isAgain = sent !== null && sent.copies > 0;
  const write = async (): Promise<void> => {
    await action(onWrite);
  };
  return (
    <section className="stack" data-tight aria-label={region}>
      {out === undefined ? (
        <>
          <Notice tone="warn">{t.noStick}</Notice>
          <Sticks view={view} roles={['out', 'none']} />
        </>
      ) : (
        <p>
          <Rich text={t.stick} tags={{ stick: () => <strong className="mono">{out.name}</strong> }} />
        </p>
      )}
      {sent === null && <p className="soft measure">{t.passphrase}</p>}
      <div className="actions">
        <Action
          kind={isAgain ? 'plain' : 'primary'}
          isDisabled={out === undefined}
          isPending={isWaiting}
          onPress={() => void write()}
        >
          {isAgain ? t.again : t.sign}
        </Action>
      </div>
    </section>
  );
}

interface ReadAloudProps {
  readonly plan: Plan;
  readonly sent: Sent;
  readonly onConfirm: (by: [string, string], isAgreed: boolean) => Promise<Result<View>>;
}

export function ReadAloud({ plan, sent, onConfirm }: ReadAloudProps) {
  const { words } = useTexts('ceremony');
  const t = useTexts('ceremony').blob;
  const [by, setBy] = useState(() => suggestedPeople(plan, 'OP', 'W1'));
  const { action, look } = useStore();
  const confirm = async (isAgreed: boolean): Promise<void> => {
    await action(() => onConfirm(asCall(by), isAgreed));
  };
  return (
    <section {...resultMark} className="card stack" aria-label={words.region}>
      {sent.isReadBack ? <Notice tone="good">{t.isReadBack}</Notice> : <p className="measure">{t.aloud}</p>}
      <Fingerprint label={t.fingerprint} sha256={sent.payloadSha256} show="both" />
      {!sent.isReadBack && <PeopleFields plan={plan} by={by} onChange={setBy} />}
      <div className="actions">
        {sent.isReadBack ? (
          <ContinueButton look={look}>{t.goOn}</ContinueButton>
        ) : (
          <>
            <Action kind="primary" isDisabled={!areTwo(by)} onPress={() => void confirm(true)}>
              {t.agreed}
            </Action>
            <Action isDisabled={!areTwo(by)} onPress={() => void confirm(false)}>
              {t.differed}
            </Action>
          </>
        )}
      </div>
    </section>
  );
}
