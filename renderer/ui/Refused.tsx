// A refusal as people read it: what happened, what is still safe, what to do.
import type { ReactNode } from 'react';
import type { Fault } from '../../shared/faults/fault.ts';
import { adviceFor } from '../../shared/messages/advice.ts';
import { englishAdvice } from '../../shared/messages/en/faults/index.ts';

interface RefusedProps {
  readonly fault: Fault;
  readonly title?: string;
  readonly children?: ReactNode;
}

export function Refused({ fault, title = 'This was refused', children }: RefusedProps) {
  const { happened, safe, todo } = adviceFor(englishAdvice, fault);
  return (
    <section className="refusal" role="alert" aria-label={title}>
      <h2>{title}</h2>
      <dl>
        <dt>What happened</dt>
        <dd>{happened}</dd>
        <dt>Still safe</dt>
        <dd>{safe}</dd>
        <dt>What to do</dt>
        <dd>{todo}</dd>
        <dt>For the record</dt>
        <dd className="mono">{fault.code}</dd>
      </dl>
      {children}
    </section>
  );
}
