// A file from another machine: whoever chooses it takes it in. The button is for a second try, and where
// more is to be filled in.
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
  /** Whether the rest of the form is whole; undefined where there is none, and the file is taken as soon as it is chosen. */
  readonly isReady?: boolean;
  readonly take: (file: { file: string }) => Promise<Result<OnlineView>>;
}

export function TakeFile({ what, kind, action: name, isReady, take }: TakeFileProps) {
  const [file, setFile] = useState<PickedFile | null>(null);
  const { action, isWaiting } = useOnline();
  const takeIn = ({ token }: PickedFile): void => void action(() => take({ file: token }));
  return (
    <div className="stack" data-tight>
      <PickFile
        what={what}
        kind={kind}
        picked={file}
        onPicked={(picked) => {
          setFile(picked);
          if (isReady === undefined) takeIn(picked);
        }}
      />
      {file !== null && (
        <div className="actions">
          <Action kind="primary" isDisabled={isReady === false} isPending={isWaiting} onPress={() => takeIn(file)}>
            {name}
          </Action>
        </div>
      )}
    </div>
  );
}
