// Takes one file from the sticks: people choose it, then press the one button that reads it.
import { type ComponentProps, type ReactNode, useState } from 'react';
import { useStore } from '#renderer/store/store.ts';
import { Action } from './Action.tsx';
import { FileChooser } from './FileChooser.tsx';

interface TakeFileProps extends Pick<ComponentProps<typeof FileChooser>, 'legend' | 'kind' | 'volumes' | 'stick'> {
  /** What the button says. */
  readonly take: string;
  /** One was taken before; another is possible, and no longer the main thing. */
  readonly isAgain?: boolean;
  readonly onTake: (file: string) => Promise<void>;
  /** Further actions beside the button. */
  readonly children?: ReactNode;
}

export function TakeFile({ take, isAgain = false, onTake, children, ...chooser }: TakeFileProps) {
  const [file, setFile] = useState<string | null>(null);
  const isWaiting = useStore((store) => store.isWaiting);
  return (
    <>
      <FileChooser {...chooser} chosen={file} onChange={setFile} />
      <div className="actions">
        <Action
          kind={isAgain ? 'plain' : 'primary'}
          isDisabled={file === null}
          isPending={isWaiting}
          onPress={() => {
            if (file !== null) void onTake(file);
          }}
        >
          {take}
        </Action>
        {children}
      </div>
    </>
  );
}
