// A blind read-back: words are typed before this screen shows its own.
import { type ReactNode, useState } from 'react';
import type { ReadBackView } from '#shared/contract/offline/read-back-view.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { Mark } from '#renderer/ui/Mark.tsx';

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

export function ReadBack({ heading, lead, words, isReady, isPending, onCompare, children }: ReadBackProps) {
  const t = useTexts('ceremony').words;
  const { places, triesLeft } = words;
  const [typed, setTyped] = useState<readonly string[]>(() => places.map(() => ''));
  return (
    <section className="card stack" aria-label={t.region}>
      <div className="row spread">
        <h2>{heading}</h2>
        <Mark tone={triesLeft > 1 ? 'plain' : 'warn'}>{t.tries(triesLeft)}</Mark>
      </div>
      <p className="measure">{lead}</p>
      <div className="choices" data-columns="">
        {places.map((place, at) => (
          <Field
            key={place}
            label={t.place(place)}
            value={typed[at] ?? ''}
            onChange={(word) => {
              setTyped(typed.map((old, other) => (other === at ? word : old)));
            }}
            maxLength={40}
          />
        ))}
      </div>
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
