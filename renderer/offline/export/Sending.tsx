// What every bundle that leaves this machine has on its screen: written to the OUT stick, and read aloud to the other side.
import type { RecoveryView } from '#shared/contract/offline/recovery-view.ts';
import type { View } from '#shared/contract/offline/view.ts';
import type { Result } from '#shared/faults/fault.ts';
import { useStore } from '#renderer/store/store.ts';
import { Rich } from '#renderer/texts/Rich.tsx';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { resultMark } from '#renderer/ui/focus.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Fingerprint } from '#renderer/ui/Fingerprint.tsx';
import { ContinueButton } from '#renderer/ui/ContinueButton.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { Ask } from '../frame/Ask.tsx';
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
  readonly sent: Sent;
  readonly ask: () => Promise<Result<View>>;
}

export function ReadAloud({ sent, ask }: ReadAloudProps) {
  const { words } = useTexts('ceremony');
  const t = useTexts('ceremony').blob;
  const look = useStore((store) => store.look);
  if (sent.payloadSha256 === null) return <Ask ask={ask}>{words.region}</Ask>;
  return (
    <section {...resultMark} className="card stack" aria-label={words.region}>
      <Notice tone="good">{t.isReadBack}</Notice>
      <Fingerprint label={t.fingerprint} sha256={sent.payloadSha256} show="both" />
      <div className="actions">
        <ContinueButton look={look}>{t.goOn}</ContinueButton>
      </div>
    </section>
  );
}
