// A blind read-back: words are typed before this screen shows its own.
import { type ReactNode, useState } from 'react';
import type { ReadBackView } from '#shared/contract/offline/read-back-view.ts';
import { placeOf } from '#shared/formatting/fingerprint.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { Badge } from '#renderer/ui/Badge.tsx';

interface ReadBackProps {
  readonly heading: ReactNode;
  readonly lead: ReactNode;
  readonly words: Extract<ReadBackView, { phase: 'asking' }>;
  /** What else must be there before words are compared. */
  readonly isReady: boolean;
  readonly isPending: boolean;
  readonly onCompare: (words: string[]) => void;
  /** Further fields, below the words. */
  readonly children?: ReactNode;
}

/** As paper and cards have them: eight words in each. */
const rowNames = ['A', 'B', 'C', 'D'] as const;
type RowName = (typeof rowNames)[number];
const rowOf = (place: number): RowName | undefined => rowNames[Math.floor((place - 1) / 8)];

export function ReadBack({ heading, lead, words, isReady, isPending, onCompare, children }: ReadBackProps) {
  const t = useTexts('ceremony').words;
  const { places, triesLeft } = words;
  const [typed, setTyped] = useState<readonly string[]>(() => places.map(() => ''));
  return (
    <section className="card stack" aria-label={t.region}>
      <div className="row spread">
        <h2>{heading}</h2>
        <Badge tone={triesLeft > 1 ? 'plain' : 'warn'}>{t.tries(triesLeft)}</Badge>
      </div>
      <p className="measure">{lead}</p>
      {rowNames.map((row) => (
        <Row
          key={row}
          row={row}
          asked={places.flatMap((place, at) => (rowOf(place) === row ? [{ place, word: typed[at] ?? '' }] : []))}
          onChange={(place, word) => {
            setTyped(typed.map((old, at) => (places[at] === place ? word : old)));
          }}
        />
      ))}
      {children}
      <div className="actions">
        <Action
          kind="primary"
          isDisabled={!isReady || typed.some((word) => word.trim() === '')}
          isPending={isPending}
          onPress={() => {
            onCompare([...typed]);
          }}
        >
          {t.compare}
        </Action>
      </div>
    </section>
  );
}

interface RowProps {
  readonly row: RowName;
  /** What is asked of this row, place by place, counted from 1 over all rows. */
  readonly asked: readonly { readonly place: number; readonly word: string }[];
  readonly onChange: (place: number, word: string) => void;
}

/** Whether a word is one of the list for its place; whether it is the right one is not asked here. */
const canStand = (word: string, place: number): boolean => placeOf(word.trim()) === (place % 2 === 1 ? 'even' : 'odd');

function Row({ row, asked, onChange }: RowProps) {
  const t = useTexts('ceremony').words;
  if (asked.length === 0) return null;
  const isTyped = asked.every(({ word }) => word.trim() !== '');
  const wrong = asked.find(({ place, word }) => !canStand(word, place));
  return (
    <fieldset className="plain-set stack" data-tight>
      <legend className="row">
        <span className="legend">{t.row(row)}</span>
        {/* The word that is typed last may still be growing: nothing is called wrong before the row is full. */}
        <span role="status">
          {isTyped &&
            (wrong === undefined ? (
              <Badge tone="good">{t.fits}</Badge>
            ) : (
              <Badge tone="warn">{t.cannotStand(wrong.word.trim())}</Badge>
            ))}
        </span>
      </legend>
      <div className="choices" data-columns="">
        {asked.map(({ place, word }) => (
          <Field
            key={place}
            label={t.place(place, row, ((place - 1) % 8) + 1)}
            value={word}
            onChange={(next) => {
              onChange(place, next);
            }}
            maxLength={40}
          />
        ))}
      </div>
    </fieldset>
  );
}
