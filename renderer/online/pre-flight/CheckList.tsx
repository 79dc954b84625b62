// Checks with what was found and what to do, the worst first.
import type { ReactNode } from 'react';
import { findingText, todoText } from '#shared/messages/findings.ts';
import type { OnlineCheckOutcome } from '#shared/online/checks.ts';
import type { OnlineCheck } from '#shared/online/check-results.ts';
import { useOnline } from '#renderer/store/online-store.ts';
import { useSpokenTexts, useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Badge, type Tone } from '#renderer/ui/Badge.tsx';
import type { PageId } from '#renderer/store/online-store.ts';

const order: readonly OnlineCheckOutcome[] = ['stop', 'look', 'unknown', 'ok'];
const tones: Readonly<Record<OnlineCheckOutcome, Tone>> = { stop: 'stop', look: 'warn', unknown: 'warn', ok: 'good' };

export function CheckList({ checks }: { readonly checks: readonly OnlineCheck[] }) {
  const t = useTexts('online').preFlight;
  const further = useSpokenTexts();
  return (
    <CheckRows
      rows={checks.map(({ id, outcome, found }) => ({
        key: `${id} ${found.kind}`,
        outcome,
        label: t.checks[id],
        found: findingText(further, found),
        todo: todoText({ ...further, todo: t.checkTodo, createFirst: t.createFirst }, { id, found }),
        wayOn: <WayOn found={found} />,
      }))}
    />
  );
}

/** A check in words. */
interface CheckRow {
  readonly key: string;
  readonly outcome: OnlineCheckOutcome;
  readonly label: string;
  readonly found: string;
  /** What to do about it, shown where it is not "ok". */
  readonly todo: string;
  readonly wayOn?: ReactNode;
}

interface CheckRowsProps {
  readonly rows: readonly CheckRow[];
  /** Words for the outcomes, where they are not those of the checks before a step. */
  readonly marks?: Readonly<Record<OnlineCheckOutcome, string>>;
}

export function CheckRows({ rows, marks }: CheckRowsProps) {
  const t = useTexts('online').preFlight;
  const sorted = order.flatMap((outcome) => rows.filter((row) => row.outcome === outcome));
  return (
    <ul className="checks">
      {sorted.map(({ key, outcome, label, found, todo, wayOn }) => (
        <li key={key} data-outcome={outcome}>
          <Badge tone={tones[outcome]}>{(marks ?? t.outcomes)[outcome]}</Badge>
          <div>
            <p>
              <strong>{label}:</strong> <span className="soft found">{found}</span>
            </p>
            {outcome !== 'ok' && (
              <p>
                <span className="visually-hidden">{t.todo}: </span>
                <span aria-hidden="true">→ </span>
                {todo}
              </p>
            )}
            {wayOn}
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
    <Action kind="quiet" onPress={() => look(page)}>
      {step.goThere(frame.pages[page])}
    </Action>
  );
}
