// The parts of a long form: where we are, and how much of each is open.
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
}

export function PartList<Id extends string>({ label, words, parts, current, onGo }: PartListProps<Id>) {
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
      </ol>
    </nav>
  );
}
