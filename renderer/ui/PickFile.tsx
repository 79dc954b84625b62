// Files or a folder that a person chooses in the system's own dialog: shown by name, known by token.
import type { PickedFile, PickedKind } from '#shared/contract/tools/picked.ts';
import { useEffect, useId } from 'react';
import { tools } from '../tools-bridge.ts';
import { useTools } from '#renderer/store/tools-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from './Action.tsx';

interface PickFileProps {
  /** What is chosen, as in "the plan"; in German in the nominative, because it is behind a colon. */
  readonly what: string;
  readonly detail?: string;
  readonly picked: PickedFile | null;
  readonly kind: PickedKind;
  readonly onPicked: (picked: PickedFile) => void;
}

export function PickFile({ what, detail, picked, kind, onPicked }: PickFileProps) {
  const { ask } = useTools();
  const choose = async (): Promise<void> => {
    const answer = await ask(() => tools.files.pick({ what: kind }));
    // Turned back: what was chosen before stays.
    if (answer.ok && answer.value !== null) onPicked(answer.value);
  };
  const take = ([first]: readonly PickedFile[]): void => {
    if (first !== undefined) onPicked(first);
  };
  const names = picked === null ? [] : [picked.name];
  return <Picker what={what} detail={detail} kind={kind} names={names} onChoose={choose} onDropped={take} />;
}

interface PickFilesProps {
  readonly what: string;
  readonly detail?: string;
  readonly picked: readonly PickedFile[];
  readonly kind: 'bundle' | 'journal' | 'data';
  readonly onPicked: (picked: readonly PickedFile[]) => void;
}

/** Several files at once; choosing again replaces them. */
export function PickFiles({ what, detail, picked, kind, onPicked }: PickFilesProps) {
  const { ask } = useTools();
  const choose = async (): Promise<void> => {
    const answer = await ask(() => tools.files.pickMany({ what: kind }));
    if (answer.ok && answer.value.length > 0) onPicked(answer.value);
  };
  const names = picked.map(({ name }) => name);
  return <Picker what={what} detail={detail} kind={kind} names={names} onChoose={choose} onDropped={onPicked} />;
}

interface PickerProps {
  readonly what: string;
  readonly detail: string | undefined;
  readonly kind: PickedKind;
  readonly names: readonly string[];
  readonly onChoose: () => Promise<void>;
  readonly onDropped: (files: readonly PickedFile[]) => void;
}

/** More names than this are counted. */
const shownNames = 3;

function Picker({ what, detail, kind, names, onChoose, onDropped }: PickerProps) {
  const isWaiting = useTools((store) => store.isWaiting);
  const t = useTexts('ui').pick;
  const { some } = useTexts('tools').choose;
  const slot = useId();
  useEffect(
    () =>
      tools.files.dropped((drop) => {
        if (drop.slot === slot) onDropped(drop.files);
      }),
    [slot, onDropped],
  );
  return (
    // The preload script reads what may be dropped here; a page hears of no drop.
    <div className="stack" data-tight data-drop={kind} data-slot={slot} role="group" aria-label={t.choose(what)}>
      <div className="row">
        <Action isPending={isWaiting} onPress={() => void onChoose()}>
          {names.length === 0 ? t.choose(what) : t.again(what)}
        </Action>
        {names.length === 0 ? (
          <span className="soft">{t.none}</span>
        ) : (
          <strong className="mono">{names.length > shownNames ? some(names.length) : names.join(', ')}</strong>
        )}
      </div>
      {detail !== undefined && <p className="soft measure">{detail}</p>}
    </div>
  );
}
