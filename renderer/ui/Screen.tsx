// The form of every step: a title, a sentence on what it is for, then the step itself. The window is named after it.
import { type ReactNode, useEffect, useRef } from 'react';
import { useFocusWithin } from './focus.ts';

interface ScreenProps {
  readonly title: string;
  readonly lead?: ReactNode;
  /** What the screen shows of several things: where it changes, the focus goes to what came. */
  readonly state?: string;
  readonly children: ReactNode;
}

/** As the page itself says which program it is of. */
const program = document.title;

export function Screen({ title, lead, state = '', children }: ScreenProps) {
  const article = useRef<HTMLElement>(null);
  useFocusWithin(article, `${title} ${state}`);
  useEffect(() => {
    document.title = `${title} – ${program}`;
  }, [title]);
  return (
    <article className="screen" ref={article}>
      <header>
        <h1 tabIndex={-1}>{title}</h1>
        {lead !== undefined && <p className="measure soft">{lead}</p>}
      </header>
      {children}
    </article>
  );
}
