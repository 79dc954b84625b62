// The end: memory is wiped, and what was written is listed with its hashes.
import type { View } from '../../../shared/contract/offline/view.ts';
import { lifeboat } from '../../bridge.ts';
import { useStore } from '../../store/store.ts';
import { Action } from '../../ui/Action.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Screen } from '../../ui/Screen.tsx';
import { WrittenFiles } from './WrittenFiles.tsx';

export function FinishScreen({ view }: { readonly view: View }) {
  const { deed, look } = useStore();
  const isOver = view.ceremony.phase === 'finished';
  const finish = async (): Promise<void> => {
    if (await deed(() => lifeboat.session.finish(null))) look(undefined);
  };
  const leave = async (): Promise<void> => {
    if (await deed(() => lifeboat.session.leave(null))) look(undefined);
  };
  return (
    <Screen
      title={isOver ? 'This session is over' : 'Finish this session'}
      lead={
        isOver
          ? 'All processes that held secrets have ended. Compare this list with the record, then take every stick out.'
          : 'Finishing ends every process that holds a secret. Files that were written stay where they are.'
      }
    >
      {view.written.length === 0 ? (
        <Notice>No file was written in this session.</Notice>
      ) : (
        <WrittenFiles files={view.written} />
      )}
      <Exceptions view={view} />
      <div className="actions">
        {isOver ? (
          <Action kind="primary" onPress={() => void leave()}>
            Back to the first screen
          </Action>
        ) : (
          <Action kind="primary" onPress={() => void finish()}>
            Wipe memory and finish
          </Action>
        )}
      </div>
    </Screen>
  );
}

function Exceptions({ view }: { readonly view: View }) {
  if (view.exceptions.length === 0) return <p className="soft">No exception was noted.</p>;
  return (
    <table className="table">
      <caption className="visually-hidden">Exceptions</caption>
      <thead>
        <tr>
          <th scope="col">No.</th>
          <th scope="col">What happened</th>
          <th scope="col">Decision</th>
          <th scope="col">Affects trust</th>
        </tr>
      </thead>
      <tbody>
        {view.exceptions.map(({ number, happened, decision, decidedBy, trust }) => (
          <tr key={number}>
            <td>EX-{number}</td>
            <td>{happened}</td>
            <td>
              {decision} {decidedBy !== '' && <span className="soft">({decidedBy})</span>}
            </td>
            <td>{trust === 'unknown' ? 'not known' : trust}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
