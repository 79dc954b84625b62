// What came of the upload: the other side's signed message, from the IN stick.
import type { RecoveryView } from '#shared/contract/offline/recovery-view.ts';
import type { View } from '#shared/contract/offline/view.ts';
import { lifeboat } from '../../bridge.ts';
import { useDesk } from '#renderer/store/desk-store.ts';
import { useStore } from '#renderer/store/store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { resultMark } from '#renderer/ui/focus.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { Screen } from '#renderer/ui/Screen.tsx';
import { TakeFile } from '#renderer/ui/TakeFile.tsx';
import { PracticeOperators } from './PracticeOperators.tsx';

export function OutcomeScreen({ view }: { readonly view: View }) {
  const t = useTexts('ceremony').outcome;
  const { recovery } = view;
  if (recovery === null) return null;
  return (
    <Screen title={t.title} lead={t.lead} state={recovery.outcome?.verdict ?? ''}>
      {recovery.outcome === null ? <Take view={view} /> : <Taken outcome={recovery.outcome} />}
    </Screen>
  );
}

function Take({ view }: { readonly view: View }) {
  const t = useTexts('ceremony').outcome;
  const { deed, look } = useStore();
  return (
    <section className="stack" aria-label={t.title}>
      <PracticeOperators view={view} />
      <TakeFile
        legend={t.legend}
        kind="outcome"
        volumes={view.volumes.filter(({ role }) => role === 'in')}
        missing={t.missing}
        take={t.take}
        onTake={async (file) => {
          await deed(() => lifeboat.ceremony.takeOutcome({ file }));
        }}
      >
        <Action
          onPress={() => {
            look('finish');
          }}
        >
          {t.later}
        </Action>
      </TakeFile>
    </section>
  );
}

function Taken({ outcome }: { readonly outcome: NonNullable<RecoveryView['outcome']> }) {
  const t = useTexts('ceremony').outcome;
  const ceremony = useTexts('ceremony');
  const look = useStore((store) => store.look);
  const openDesk = useDesk((store) => store.openDesk);
  const isGood = outcome.verdict === 'succeeded';
  return (
    <section {...resultMark} className="card stack" aria-label={t.title}>
      <Notice tone={isGood ? 'good' : 'warn'}>
        <strong>{t.verdict[outcome.verdict]}</strong>
      </Notice>
      <dl className="facts">
        <dt>{t.detail}</dt>
        <dd>{outcome.detail}</dd>
        <dt>{t.request}</dt>
        <dd className="mono">{outcome.requestId}</dd>
      </dl>
      {outcome.verdict === 'failed' && <p>{t.failedAdvice}</p>}
      <div className="actions">
        {outcome.verdict === 'failed' && (
          <Action
            kind="primary"
            onPress={() => {
              openDesk('incident');
            }}
          >
            {ceremony.failed.incident}
          </Action>
        )}
        <Action
          kind={isGood ? 'primary' : 'plain'}
          onPress={() => {
            look('finish');
          }}
        >
          {ceremony.blob.goOn}
        </Action>
      </div>
    </section>
  );
}
