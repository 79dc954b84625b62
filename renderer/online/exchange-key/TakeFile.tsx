// A file from the other operator's machine: chosen, then taken in by an action.
import { useState } from 'react';
import type { PickedFile, PickedKind } from '#shared/contract/tools/picked.ts';
import type { OnlineView } from '#shared/contract/online/view.ts';
import type { Result } from '#shared/faults/fault.ts';
import { useOnline } from '#renderer/store/online-store.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { PickFile } from '#renderer/ui/PickFile.tsx';

interface TakeFileProps {
  readonly what: string;
  readonly kind: PickedKind;
  readonly action: string;
  /** Whether the rest of the form is whole. */
  readonly isReady?: boolean;
  readonly take: (file: { file: string }) => Promise<Result<OnlineView>>;
}

export function TakeFile({ what, kind, action: name, isReady = true, take }: TakeFileProps) {
  const [file, setFile] = useState<PickedFile | null>(null);
  const { action, isWaiting } = useOnline();
  return (
    <div className="stack" data-tight>
      <PickFile what={what} kind={kind} picked={file} onPicked={setFile} />
      {file !== null && (
        <div className="actions">
          <Action
            kind="primary"
            isDisabled={!isReady}
            isPending={isWaiting}
            onPress={() => void action(() => take({ file: file.token }))}
          >
            {name}
          </Action>
        </div>
      )}
    </div>
  );
}
