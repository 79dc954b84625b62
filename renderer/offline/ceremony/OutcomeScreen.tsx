// What came of the upload: the other side's signed message, from the IN stick.
import type { RecoveryView } from '#shared/contract/offline/recovery-view.ts';
import type { View } from '#shared/contract/offline/view.ts';
import { lifeboat } from '../../bridge.ts';
import { useStore } from '#renderer/store/store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { resultMark } from '#renderer/ui/focus.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { Screen } from '#renderer/ui/Screen.tsx';
import { TakeFile } from '#renderer/ui/TakeFile.tsx';
import { PracticeOperators } from './PracticeOperators.tsx';
import { StickFor } from '../sticks/SticksScreen.tsx';

export function OutcomeScreen({ view }: { readonly view: View }) {
  const t = useTexts('ceremony').outcome;
  const { recovery } = view;
  if (recovery === null) return null;
  return (
    <Screen title={t.title} lead={t.lead} state={recovery.outcome?.verdict ?? ''}>
      {recovery.outcome === null ? (
        <Take view={view} />
      ) : (
        <Taken outcome={recovery.outcome} isDecided={recovery.failures.length === 0} view={view} />
      )}
    </Screen>
  );
}

function Take({ view }: { readonly view: View }) {
  const t = useTexts('ceremony').outcome;
  const { action, look } = useStore();
  return (
    <section className="stack" aria-label={t.legend}>
      <PracticeOperators view={view} />
      <TakeFile
        legend={t.legend}
        kind="outcome"
        volumes={view.volumes.filter(({ role }) => role === 'in')}
        stick={<StickFor view={view} role="in" />}
        take={t.take}
        onTake={async (file) => {
          await action(() => lifeboat.ceremony.takeOutcome({ file }));
        }}
      >
        <Action onPress={() => look('finish')}>{t.later}</Action>
      </TakeFile>
    </section>
  );
}

interface TakenProps {
  readonly outcome: NonNullable<RecoveryView['outcome']>;
  /** Whether two people have decided how to go on, where it is not good. */
  readonly isDecided: boolean;
  readonly view: View;
}

function Taken({ outcome, isDecided, view }: TakenProps) {
  const t = useTexts('ceremony').outcome;
  const { goOn } = useTexts('ceremony').blob;
  const look = useStore((store) => store.look);
  const isGood = outcome.verdict === 'succeeded';
  return (
    <>
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
        {!isDecided && <p>{t.decideFirst}</p>}
        <div className="actions">
          <Action kind={isGood ? 'primary' : 'plain'} isDisabled={!isDecided} onPress={() => look('finish')}>
            {goOn}
          </Action>
        </div>
      </section>
      {/* The operators may find out later what became of it. */}
      {!isGood && isDecided && <Take view={view} />}
    </>
  );
}
