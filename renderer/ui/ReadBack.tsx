// A blind read-back: words are typed before this screen shows its own.
import { type ReactNode, useState } from 'react';
import type { ReadBackAsking } from '#shared/contract/read-back-view.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from './Action.tsx';
import { Badge } from './Badge.tsx';
import { emptyRows, wordsAt } from '#shared/formatting/word-rows.ts';
import { WordRows } from './WordRows.tsx';

interface ReadBackProps {
  readonly heading: ReactNode;
  readonly lead: ReactNode;
  readonly words: ReadBackAsking;
  /** What else must be there before words are compared. */
  readonly isReady: boolean;
  readonly isPending: boolean;
  readonly onCompare: (words: string[]) => void;
  /** Further fields, below the words. */
  readonly children?: ReactNode;
}

export function ReadBack({ heading, lead, words, isReady, isPending, onCompare, children }: ReadBackProps) {
  const t = useTexts('ceremony').words;
  const { places, triesLeft } = words;
  const [rows, setRows] = useState(emptyRows);
  const typed = wordsAt(places, rows);
  return (
    <section className="card stack" aria-label={t.region}>
      <div className="row spread">
        <h2>{heading}</h2>
        <Badge tone={triesLeft > 1 ? 'plain' : 'warn'}>{t.tries(triesLeft)}</Badge>
      </div>
      <p className="measure">{lead}</p>
      <WordRows places={places} rows={rows} onChange={setRows} />
      {children}
      <div className="actions">
        <Action
          kind="primary"
          isDisabled={!isReady || typed === undefined}
          isPending={isPending}
          onPress={() => {
            if (typed !== undefined) onCompare(typed);
          }}
        >
          {t.compare}
        </Action>
      </div>
    </section>
  );
}
