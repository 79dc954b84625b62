// Leaves a step that is done: nothing is looked at by choice any more, so the next step shows itself.
import type { ReactNode } from 'react';
import { Action } from './Action.tsx';

interface ContinueButtonProps {
  /** The store's: which step somebody looks at by choice. */
  readonly look: (step: undefined) => void;
  /** Whether going on is what is best done now: not where something bad was found. */
  readonly isMain?: boolean;
  readonly children: ReactNode;
}

export function ContinueButton({ look, isMain = true, children }: ContinueButtonProps) {
  return (
    <Action kind={isMain ? 'primary' : 'plain'} onPress={() => look(undefined)}>
      {children}
    </Action>
  );
}
