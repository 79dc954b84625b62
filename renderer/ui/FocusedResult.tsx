// What came of an action whose button may be far above, or below: it comes into view, is read out, and the keyboard goes on from there.
import { type ReactNode, useEffect, useRef } from 'react';

interface FocusedResultProps {
  /** The name of its own card; without one it is a line of the card that it is in. */
  readonly label?: string;
  readonly children: ReactNode;
}

export function FocusedResult({ label, children }: FocusedResultProps) {
  const place = useRef<HTMLElement>(null);
  useEffect(() => {
    place.current?.focus({ preventScroll: true });
    place.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const parts = { ref: place, tabIndex: -1, 'data-arrival': '' };
  return label === undefined ? (
    <section {...parts} role="status" className="stack" data-tight>
      {children}
    </section>
  ) : (
    <section {...parts} aria-label={label} className="card stack">
      {children}
    </section>
  );
}
