// Takes one file from the sticks: people choose it, then press the one button that reads it. In an emergency the only one is read at once.
import { type ComponentProps, type ReactNode, useRef, useState } from 'react';
import { useStore } from '#renderer/store/store.ts';
import { Action } from './Action.tsx';
import { FileChooser } from './FileChooser.tsx';

interface TakeFileProps extends Pick<ComponentProps<typeof FileChooser>, 'legend' | 'kind' | 'volumes' | 'stick'> {
  /** What the button says. */
  readonly take: string;
  /** One was taken before; another is possible, and no longer the main thing. */
  readonly isAgain?: boolean;
  /** Whether the only file that fits is taken without a press. */
  readonly takesOnly?: boolean;
  readonly onTake: (file: string) => Promise<void>;
  /** Further actions beside the button. */
  readonly children?: ReactNode;
}

export function TakeFile({ take, isAgain = false, takesOnly = false, onTake, children, ...chooser }: TakeFileProps) {
  const [file, setFile] = useState<string | null>(null);
  const isTaken = useRef(false);
  const isWaiting = useStore((store) => store.isWaiting);
  return (
    <>
      <FileChooser
        {...chooser}
        chosen={file}
        onChange={setFile}
        onOnly={(only) => {
          setFile(only);
          // Once: what comes of it is read before it is tried again.
          if (takesOnly && !isTaken.current) void onTake(only);
          isTaken.current = true;
        }}
      />
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
