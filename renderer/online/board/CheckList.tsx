// Checks with what was found and what to do, the worst first.
import { findingText, todoText } from '#shared/messages/findings.ts';
import type { OnlineCheck, OnlineCheckOutcome } from '#shared/online/checks.ts';
import { useOnline } from '#renderer/store/online-store.ts';
import { useFurtherTexts, useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Mark, type Tone } from '#renderer/ui/Mark.tsx';
import type { PageId } from '#renderer/store/online-store.ts';

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
            <WayOn found={found} />
          </div>
        </li>
      ))}
    </ul>
  );
}

/** Pages on which people do what a finding asks for. */
const pages: Readonly<Partial<Record<OnlineCheck['found']['kind'], PageId>>> = {
  'hsm-soft-deleted': 'deleted',
  'identity-not-attached': 'identity',
};

function WayOn({ found: { kind } }: Pick<OnlineCheck, 'found'>) {
  const { step, frame } = useTexts('online');
  const look = useOnline((store) => store.look);
  const page = pages[kind];
  if (page === undefined) return null;
  return (
    <Action
      kind="quiet"
      onPress={() => {
        look(page);
      }}
    >
      {step.goThere(frame.pages[page])}
    </Action>
  );
}
