// Writes the restore blob to the OUT stick, reads it back, and lists what was written.
import type { View } from '../../../shared/contract/offline/view.ts';
import { lifeboat } from '../../bridge.ts';
import { useStore } from '../../store/store.ts';
import { Action } from '../../ui/Action.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Screen } from '../../ui/Screen.tsx';
import { Term } from '../../ui/Term.tsx';
import { WrittenFiles } from '../finish/WrittenFiles.tsx';
import { Sticks } from '../sticks/SticksScreen.tsx';

export function ExportScreen({ view }: { readonly view: View }) {
  const { deed, look, isWaiting } = useStore();
  const out = view.volumes.find(({ role, present }) => role === 'out' && present);
  const write = async (): Promise<void> => {
    if (await deed(() => lifeboat.blob.export(null))) look('export');
  };
  return (
    <Screen
      title="Write it to the OUT stick"
      lead={
        <>
          A new, empty <Term name="OUT stick" />. The file is written, flushed, and read back byte by byte. Nothing that
          is there is ever overwritten.
        </>
      }
    >
      {view.written.length > 0 && <WrittenFiles files={view.written} />}
      {out === undefined ? (
        <>
          <Notice tone="warn">No stick has the role OUT.</Notice>
          <Sticks view={view} roles={['out', 'none']} />
        </>
      ) : (
        <p>
          OUT stick: <strong className="mono">{out.name}</strong>
        </p>
      )}
      <div className="actions">
        <Action
          kind={view.written.length > 0 ? 'plain' : 'primary'}
          isDisabled={out === undefined}
          isPending={isWaiting}
          onPress={() => void write()}
        >
          {view.written.length > 0 ? 'Write a second copy to another stick' : 'Write and read back'}
        </Action>
        {view.written.length > 0 && (
          <Action
            kind="primary"
            onPress={() => {
              look('finish');
            }}
          >
            Go on
          </Action>
        )}
      </div>
    </Screen>
  );
}
