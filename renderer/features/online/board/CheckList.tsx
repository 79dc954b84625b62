// Checks with what was found and what to do, the worst first.
import { findingText, todoText } from '../../../../shared/messages/findings.ts';
import type { OnlineCheck, OnlineCheckOutcome } from '../../../../shared/online/checks.ts';
import { useFurtherTexts, useTexts } from '../../../texts/use-texts.ts';
import { Mark, type Tone } from '../../../ui/Mark.tsx';

const order: readonly OnlineCheckOutcome[] = ['stop', 'look', 'unknown', 'ok'];
const tones: Readonly<Record<OnlineCheckOutcome, Tone>> = { stop: 'stop', look: 'warn', unknown: 'warn', ok: 'good' };

export function CheckList({ checks }: { readonly checks: readonly OnlineCheck[] }) {
  const t = useTexts('online').board;
  const further = useFurtherTexts();
  const sorted = order.flatMap((outcome) => checks.filter((check) => check.outcome === outcome));
  return (
    <ul className="checks">
      {sorted.map(({ id, outcome, found }) => (
        <li key={`${id} ${found.kind}`} data-outcome={outcome}>
          <Mark tone={tones[outcome]}>{t.outcomes[outcome]}</Mark>
          <div>
            <p>
              <strong>{t.checks[id]}:</strong> <span className="soft found">{findingText(further, found)}</span>
            </p>
            {outcome !== 'ok' && (
              <p>
                <span className="visually-hidden">{t.todo}: </span>
                <span aria-hidden="true">→ </span>
                {todoText({ ...further, todo: t.checkTodo, createFirst: t.createFirst }, { id, found })}
              </p>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}
