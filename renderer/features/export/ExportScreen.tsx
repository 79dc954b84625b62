// Sends the restore blob: its bundle is signed, written to the OUT stick, read back, and its words are read aloud to the other side.
import { useState } from 'react';
import type { RecoveryView, View } from '../../../shared/contract/offline/view.ts';
import { lifeboat } from '../../bridge.ts';
import { useStore } from '../../store/store.ts';
import { Rich } from '../../texts/Rich.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { Action } from '../../ui/Action.tsx';
import { GoOn } from '../../ui/GoOn.tsx';
import { Fingerprint } from '../../ui/Fingerprint.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Screen } from '../../ui/Screen.tsx';
import { Term } from '../../ui/Term.tsx';
import { areTwo, asCall, suggested } from '../ceremony/people.ts';
import { PeopleFields } from '../ceremony/PeopleFields.tsx';
import { WrittenFiles } from '../finish/WrittenFiles.tsx';
import { Sticks } from '../sticks/SticksScreen.tsx';

export function ExportScreen({ view }: { readonly view: View }) {
  const t = useTexts('ceremony').blob;
  const { recovery } = view;
  if (recovery === null) return null;
  return (
    <Screen
      title={t.title}
      lead={<Rich text={t.lead} tags={{ term: (words) => <Term name="OUT stick">{words}</Term> }} />}
    >
      {recovery.sent !== null && recovery.sent.copies > 0 && <ReadAloud recovery={recovery} sent={recovery.sent} />}
      {view.written.length > 0 && <WrittenFiles files={view.written} />}
      <Write view={view} sent={recovery.sent} />
    </Screen>
  );
}

function Write({ view, sent }: { readonly view: View; readonly sent: RecoveryView['sent'] }) {
  const t = useTexts('ceremony').blob;
  const { deed, look, isWaiting } = useStore();
  const out = view.volumes.find(({ role, present }) => role === 'out' && present);
  const isAgain = sent !== null && sent.copies > 0;
  const write = async (): Promise<void> => {
    if (await deed(() => lifeboat.blob.export(null))) look('export');
  };
  return (
    <section className="stack" data-tight aria-label={t.region}>
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
  readonly recovery: RecoveryView;
  readonly sent: NonNullable<RecoveryView['sent']>;
}

function ReadAloud({ recovery: { plan }, sent }: ReadAloudProps) {
  const { words } = useTexts('ceremony');
  const t = useTexts('ceremony').blob;
  const [by, setBy] = useState(() => suggested(plan, 'OP', 'W1'));
  const { deed, look } = useStore();
  const confirm = async (isAgreed: boolean): Promise<void> => {
    if (await deed(() => lifeboat.blob.confirmReadBack({ by: asCall(by), isAgreed }))) look('export');
  };
  return (
    <section className="card stack" aria-label={words.region}>
      {sent.isReadBack ? <Notice tone="good">{t.isReadBack}</Notice> : <p className="measure">{t.aloud}</p>}
      <Fingerprint label={t.fingerprint} sha256={sent.payloadSha256} show="both" />
      {!sent.isReadBack && <PeopleFields plan={plan} by={by} onChange={setBy} />}
      <div className="actions">
        {sent.isReadBack ? (
          <GoOn look={look}>{t.goOn}</GoOn>
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
