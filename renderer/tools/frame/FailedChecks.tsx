// Checks that failed and stand: what happened, what is safe, what to do. Nothing goes on until an exception names them. Where an attack is
// suspected, to stop comes first, and the exception last.
import type { FailedCheckView } from '#shared/contract/exception-view.ts';
import { adviceFor } from '#shared/messages/advice.ts';
import { useTools } from '#renderer/store/tools-store.ts';
import { useSpokenTexts, useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Facts } from '#renderer/ui/Facts.tsx';

interface FailedChecksProps {
  readonly failures: readonly FailedCheckView[];
  /** Whether one of them may mean an attack or a wrong key. */
  readonly isSuspected: boolean;
  readonly onWrite: () => void;
}

/** Above the step: the one panel that says what to do. */
export function FailedChecks(props: FailedChecksProps) {
  return props.failures.length === 0 ? null : <Standing {...props} />;
}

function Standing({ failures, isSuspected, onWrite }: FailedChecksProps) {
  const t = useTexts('ceremony').failed;
  const openTools = useTools((store) => store.openTools);
  return (
    <section className="refusal" role="alert" aria-label={t.region}>
      <h2>{isSuspected ? t.stop : t.heading}</h2>
      {failures.map((failure, at) => (
        <Failure key={at} failure={failure} />
      ))}
      <div className="actions">
        {isSuspected && (
          <Action kind="stop" onPress={() => openTools('incident')}>
            {t.incident}
          </Action>
        )}
        <Action kind={isSuspected ? 'quiet' : 'stop'} onPress={onWrite}>
          {t.write}
        </Action>
      </div>
    </section>
  );
}

function Failure({ failure }: { readonly failure: FailedCheckView }) {
  const t = useTexts('ceremony').failed;
  const { advice, word } = useSpokenTexts();
  const { check, step, fault, known } = failure;
  const told = known ? adviceFor(advice, known) : { ...t.unknown, happened: t.unknown.happened(word(check)) };
  return (
    <>
      <p>
        <strong>{t.check(word(check), step)}</strong>
      </p>
      <Facts {...told} code={known?.code ?? fault} />
    </>
  );
}

/** Below what says to stop: the exception, for when the incident sheet is done. */
export function AfterIncident({ failures, onWrite }: Pick<FailedChecksProps, 'failures' | 'onWrite'>) {
  const t = useTexts('ceremony').failed;
  const { word } = useSpokenTexts();
  return (
    <section className="card stack" data-tight aria-label={t.after}>
      <h2>{t.after}</h2>
      <ul className="bullets">
        {failures.map(({ check, step }, at) => (
          <li key={at}>{t.check(word(check), step)}</li>
        ))}
      </ul>
      <p className="measure">{t.afterLead}</p>
      <div className="actions">
        <Action onPress={onWrite}>{t.write}</Action>
      </div>
    </section>
  );
}
