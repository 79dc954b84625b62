// The parts of a long form, or what one of them has several of: where we are, and how much of each is open.
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';

interface Part<Id extends string> {
  readonly id: Id;
  readonly title: string;
  /** How many things are missing or wrong in it. */
  readonly open: number;
}

interface PartListProps<Id extends string> {
  readonly label: string;
  readonly words: { readonly open: string; readonly complete: string };
  readonly parts: readonly Part<Id>[];
  readonly current: Id;
  readonly onGo: (part: Id) => void;
  /** Behind the last one. */
  readonly more?: ReactNode;
}

export function PartList<Id extends string>({ label, words, parts, current, onGo, more }: PartListProps<Id>) {
  return (
    <nav aria-label={label}>
      <ol className="form-parts">
        {parts.map(({ id, title, open }) => (
          <li key={id}>
            <Button
              className="form-part"
              {...(id === current ? { 'aria-current': 'step' } : {})}
              onPress={() => onGo(id)}
            >
              {title} <span className="form-part-state">{open === 0 ? '✓' : open}</span>
              <span className="visually-hidden">{open === 0 ? words.complete : words.open}</span>
            </Button>
          </li>
        ))}
        {more !== undefined && <li>{more}</li>}
      </ol>
    </nav>
  );
}
