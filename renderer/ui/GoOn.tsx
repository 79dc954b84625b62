// Leaves a step that is done: nothing is looked at by choice any more, so the next step shows itself.
import type { ReactNode } from 'react';
import { Action } from './Action.tsx';

interface GoOnProps {
  /** The store's: which step somebody looks at by choice. */
  readonly look: (step: undefined) => void;
  readonly children: ReactNode;
}

export function GoOn({ look, children }: GoOnProps) {
  return (
    <Action
      kind="primary"
      onPress={() => {
        look(undefined);
      }}
    >
      {children}
    </Action>
  );
}
