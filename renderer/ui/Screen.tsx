// The form of every step: a title, a sentence on what it is for, then the step itself.
import type { ReactNode } from 'react';

interface ScreenProps {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly children: ReactNode;
}

export function Screen({ title, lead, children }: ScreenProps) {
  return (
    <article className="screen">
      <header>
        <h1>{title}</h1>
        {lead !== undefined && <p className="measure soft">{lead}</p>}
      </header>
      {children}
    </article>
  );
}
