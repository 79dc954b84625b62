// Chooses one file on a medium. The screen sees names and tokens; the path stays in main.
import { useCallback, useEffect, useState } from 'react';
import type { ListedFile, VolumeView } from '../../shared/contract/offline/view.ts';
import { lifeboat } from '../bridge.ts';
import { useStore } from '../store/store.ts';
import { Action } from './Action.tsx';
import { Choices } from './Choices.tsx';
import { Notice } from './Notice.tsx';

interface FileChooserProps {
  readonly legend: string;
  readonly volume: VolumeView | undefined;
  /** What to say where the medium is not there. */
  readonly missing: string;
  readonly chosen: string | null;
  readonly onChange: (token: string) => void;
}

const kilobytes = (bytes: number): string => (bytes < 1000 ? `${bytes} bytes` : `${(bytes / 1000).toFixed(1)} kB`);

export function FileChooser({ legend, volume, missing, chosen, onChange }: FileChooserProps) {
  const { files, more, again } = useFiles(volume?.present === true ? volume.id : undefined);
  if (volume?.present !== true) return <Notice tone="warn">{missing}</Notice>;
  return (
    <div className="stack" data-tight>
      {files.length === 0 ? (
        <Notice tone="warn">There is no file on “{volume.name}”.</Notice>
      ) : (
        <div className="scroll">
          <Choices
            legend={`${legend} (on “${volume.name}”)`}
            value={chosen}
            onChange={onChange}
            choices={files.map(({ token, name, bytes }) => ({
              value: token,
              title: <span className="mono">{name}</span>,
              aside: kilobytes(bytes),
            }))}
          />
        </div>
      )}
      {more && <Notice tone="warn">Only the first 200 files are shown. A stick of a ceremony holds a few.</Notice>}
      <div>
        <Action kind="quiet" onPress={again}>
          Look again
        </Action>
      </div>
    </div>
  );
}

interface Files {
  readonly files: readonly ListedFile[];
  readonly more: boolean;
  readonly again: () => void;
}

function useFiles(volume: string | undefined): Files {
  const refuse = useStore((store) => store.refuse);
  const [found, setFound] = useState<{ files: readonly ListedFile[]; more: boolean }>({ files: [], more: false });
  const look = useCallback(
    (isAsked: boolean) => {
      if (volume === undefined) return;
      void lifeboat.volumes.files({ volume }).then((answer) => {
        if (answer.ok) setFound(answer.value);
        // Within a second the list of sticks says that this one is out. Unasked, a second refusal would only hide the first.
        else if (isAsked || answer.fault.code !== 'VOLUME_GONE') refuse(answer.fault);
      });
    },
    [volume, refuse],
  );
  const again = useCallback(() => {
    look(true);
  }, [look]);
  useEffect(() => {
    look(false);
  }, [look]);
  return { ...found, again };
}
