// A file or folder that a person chooses in the system's own dialog: shown by name, known by token.
import type { PickedFile, PickedKind } from '../../shared/contract/desk.ts';
import { desk } from '../desk-bridge.ts';
import { useDesk } from '../store/desk-store.ts';
import { useTexts } from '../texts/use-texts.ts';
import { Action } from './Action.tsx';

interface PickFileProps {
  /** What is chosen, as in "the plan"; in German in the accusative. */
  readonly what: string;
  readonly detail?: string;
  readonly picked: PickedFile | null;
  readonly kind: PickedKind;
  readonly onPicked: (picked: PickedFile) => void;
}

export function PickFile({ what, detail, picked, kind, onPicked }: PickFileProps) {
  const { ask, isWaiting } = useDesk();
  const t = useTexts('ui').pick;
  const choose = async (): Promise<void> => {
    const answer = await ask(() => desk.desk.pick({ what: kind }));
    // Turned back: what was chosen before stays.
    if (answer.ok && answer.value !== null) onPicked(answer.value);
  };
  return (
    <div className="stack" data-tight role="group" aria-label={t.choose(what)}>
      <div className="row">
        <Action isDisabled={isWaiting} onPress={() => void choose()}>
          {picked === null ? t.choose(what) : t.again(what)}
        </Action>
        {picked === null ? <span className="soft">{t.none}</span> : <strong className="mono">{picked.name}</strong>}
      </div>
      {detail !== undefined && <p className="soft measure">{detail}</p>}
    </div>
  );
}
