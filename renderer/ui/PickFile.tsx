// A file or folder that a person chooses in the system's own dialog: shown by name, known by token.
import type { PickedFile } from '../../shared/contract/offline/desk.ts';
import type { Result } from '../../shared/faults/fault.ts';
import { useStore } from '../store/store.ts';
import { Action } from './Action.tsx';

interface PickFileProps {
  /** What is chosen, as in "the plan". */
  readonly what: string;
  readonly detail?: string;
  readonly picked: PickedFile | null;
  readonly pick: () => Promise<Result<PickedFile | null>>;
  readonly onPicked: (picked: PickedFile) => void;
}

export function PickFile({ what, detail, picked, pick, onPicked }: PickFileProps) {
  const { ask, isWaiting } = useStore();
  const choose = async (): Promise<void> => {
    const answer = await ask(pick);
    // Turned back: what was chosen before stays.
    if (answer.ok && answer.value !== null) onPicked(answer.value);
  };
  return (
    <div className="stack" data-tight role="group" aria-label={`Choose ${what}`}>
      <div className="row">
        <Action isDisabled={isWaiting} onPress={() => void choose()}>
          {picked === null ? `Choose ${what}` : `Choose ${what} again`}
        </Action>
        {picked === null ? (
          <span className="soft">not chosen yet</span>
        ) : (
          <strong className="mono">{picked.name}</strong>
        )}
      </div>
      {detail !== undefined && <p className="soft measure">{detail}</p>}
    </div>
  );
}
