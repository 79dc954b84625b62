// A refusal as people read it: what happened, what is still safe, what to do.
import { type ReactNode, useEffect, useRef } from 'react';
import type { Fault } from '#shared/faults/fault.ts';
import { adviceFor } from '#shared/messages/advice.ts';
import { Facts } from './Facts.tsx';
import { resultMark } from './focus.ts';
import { useSpokenTexts, useTexts } from '#renderer/texts/use-texts.ts';

interface RefusedProps {
  readonly fault: Fault;
  readonly title?: string;
  readonly children?: ReactNode;
}

export function Refused({ fault, title, children }: RefusedProps) {
  const { advice } = useSpokenTexts();
  const t = useTexts('refused');
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    // The button that was pressed may be far below.
    section.current?.scrollIntoView({ block: 'nearest' });
  }, [fault]);
  return (
    <section ref={section} {...resultMark} className="refusal" role="alert" aria-label={title ?? t.title}>
      <h2>{title ?? t.title}</h2>
      <Facts {...adviceFor(advice, fault)} code={fault.code} />
      {children}
    </section>
  );
}
