// Checks that failed and stand: nothing goes on until an exception names them. Shown over every step, in both apps.
import { useFurtherTexts, useTexts } from '../../texts/use-texts.ts';
import { Action } from '../../ui/Action.tsx';

export interface FailedCheck {
  readonly check: string;
  readonly step: string;
  readonly fault: string;
}

interface FailedChecksProps {
  readonly failures: readonly FailedCheck[];
  readonly onWrite: () => void;
}

export function FailedChecks({ failures, onWrite }: FailedChecksProps) {
  if (failures.length === 0) return null;
  return <Standing failures={failures} onWrite={onWrite} />;
}

function Standing({ failures, onWrite }: FailedChecksProps) {
  const t = useTexts('ceremony').failed;
  const { word } = useFurtherTexts();
  return (
    <section className="refusal" role="alert" aria-label={t.region}>
      <h2>{t.heading}</h2>
      <ul>
        {failures.map(({ check, step, fault }, at) => (
          <li key={at}>
            {t.check(word(check), step)} <span className="mono">{fault}</span>
          </li>
        ))}
      </ul>
      <div className="actions">
        <Action kind="stop" onPress={onWrite}>
          {t.write}
        </Action>
      </div>
    </section>
  );
}
