// A step that people answer for in main's own view: it is asked for as soon as this is there. Whoever turned back asks again.
import { useEffect, useRef } from 'react';
import { Action } from './Action.tsx';

interface ConfirmProps {
  readonly children: string;
  readonly isPending: boolean;
  /** Ends when people have answered or turned back. */
  readonly ask: () => Promise<void>;
}

export function Confirm({ children, isPending, ask }: ConfirmProps) {
  const isAsked = useRef(false);
  useEffect(() => {
    if (isAsked.current) return;
    isAsked.current = true;
    void ask();
  });
  return (
    <div className="actions">
      <Action kind="primary" isPending={isPending} onPress={() => void ask()}>
        {children}
      </Action>
    </div>
  );
}
