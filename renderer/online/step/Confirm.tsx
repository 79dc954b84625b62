// A call that cannot be taken back: main asks two people in a view of its own, where they type from paper what it is about.
import type { ReactNode } from 'react';
import { useOnline } from '#renderer/store/online-store.ts';
import { Action } from '#renderer/ui/Action.tsx';

interface ConfirmProps {
  readonly action: string;
  /** Whether the rest of the form is whole. */
  readonly isReady?: boolean;
  readonly onDone: () => void;
  /** What must stand right above the button. */
  readonly children?: ReactNode;
}

export function Confirm({ action, isReady = true, onDone, children }: ConfirmProps) {
  const isWaiting = useOnline((store) => store.isWaiting);
  return (
    <section className="stack" aria-label={action}>
      {children}
      <div className="actions">
        <Action kind="primary" isDisabled={!isReady} isPending={isWaiting} onPress={onDone}>
          {action}
        </Action>
      </div>
    </section>
  );
}
