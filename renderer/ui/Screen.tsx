// The form of every step: a title, a sentence on what it is for, then the step itself.
import { type ReactNode, useEffect, useRef } from 'react';

interface ScreenProps {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly children: ReactNode;
}

export function Screen({ title, lead, children }: ScreenProps) {
  const article = useRef<HTMLElement>(null);
  useEffect(() => {
    // A new screen is read from its beginning, wherever the last one was scrolled to.
    article.current?.closest('main')?.scrollTo(0, 0);
  }, []);
  return (
    <article className="screen" ref={article}>
      <header>
        <h1>{title}</h1>
        {lead !== undefined && <p className="measure soft">{lead}</p>}
      </header>
      {children}
    </article>
  );
}
