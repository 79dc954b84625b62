// The frame of a form whose draft is kept in a file: the draft, the list of its parts, one part, and the way to the next.
import type { ReactNode } from 'react';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { resultMark } from '#renderer/ui/focus.ts';
import { Screen } from '#renderer/ui/Screen.tsx';
import { DraftBar } from './DraftBar.tsx';
import { PartList } from './PartList.tsx';

interface DraftFormProps<Part extends string> {
  readonly title: string;
  /** Names the list of the parts. */
  readonly label: string;
  readonly draft: { readonly name: string; readonly isKept: boolean; readonly isPractice: boolean };
  /** The parts in their order; the last one checks and writes. */
  readonly parts: readonly Part[];
  readonly titles: Readonly<Record<Part, string>>;
  /** What a part is about, where its name does not say it. */
  readonly notes: Readonly<Partial<Record<Part, string>>>;
  /** How much is still open in a part. */
  readonly openIn: (part: Part) => number;
  readonly current: Part;
  readonly onGo: (part: Part) => void;
  readonly onLeave: () => void;
  /** The fields of the current part. */
  readonly children: ReactNode;
}

export function DraftForm<Part extends string>(form: DraftFormProps<Part>) {
  const { title, label, draft, parts, titles, notes, openIn, current, onGo, onLeave, children } = form;
  const t = useTexts('planForm');
  const next = parts[parts.indexOf(current) + 1];
  return (
    <Screen title={title} state={current}>
      <div className="form-page">
        <DraftBar name={draft.name} isKept={draft.isKept} isPractice={draft.isPractice} onLeave={onLeave} />
        <div className="form-index">
          <PartList
            label={label}
            words={t}
            parts={parts.map((id) => ({ id, title: titles[id], open: openIn(id) }))}
            current={current}
            onGo={onGo}
          />
          {notes[current] !== undefined && <p className="soft">{notes[current]}</p>}
        </div>
        <section className="stack" aria-label={titles[current]}>
          <h2 {...resultMark} className="visually-hidden">
            {titles[current]}
          </h2>
          {children}
          {next !== undefined && (
            <div className="actions">
              <Action kind="primary" onPress={() => onGo(next)}>
                {t.next(titles[next])}
              </Action>
            </div>
          )}
        </section>
      </div>
    </Screen>
  );
}
