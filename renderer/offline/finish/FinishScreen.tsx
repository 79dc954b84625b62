// The end: memory is wiped, and what was written is listed with its hashes.
import type { RecoveryView } from '#shared/contract/offline/recovery-view.ts';
import type { View } from '#shared/contract/offline/view.ts';
import { lifeboat } from '../../bridge.ts';
import { useStore } from '#renderer/store/store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Fingerprint } from '#renderer/ui/Fingerprint.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { Screen } from '#renderer/ui/Screen.tsx';
import { allCopies, areProven } from '../activation/new-keys.ts';
import { Sticks } from '../sticks/SticksScreen.tsx';
import { GiveUp } from './GiveUp.tsx';
import { isLogWritten, provesCopies, SessionLog } from './SessionLog.tsx';
import { WrittenFiles } from '#renderer/tools/finish/WrittenFiles.tsx';
import { Table } from '#renderer/ui/Table.tsx';

export function FinishScreen({ view }: { readonly view: View }) {
  const say = useTexts('finish');
  const t = useTexts('ceremony').finish;
  const action = useStore((store) => store.action);
  const { recovery } = view;
  const isOver = view.ceremony.phase === 'finished';
  const finish = async (): Promise<void> => {
    await action(() => lifeboat.session.finish(null));
  };
  const leave = async (): Promise<void> => {
    await action(() => lifeboat.session.leave(null));
  };
  return (
    <Screen title={isOver ? say.over : say.title} lead={isOver ? say.overLead : say.lead}>
      <Achieved view={view} />
      <NewKeysEnd view={view} isOver={isOver} />
      {provesCopies(view) && <SessionLog view={view} />}
      {view.written.length === 0 ? <Notice>{say.noFile}</Notice> : <WrittenFiles files={view.written} />}
      <Exceptions view={view} />
      {recovery !== null && isOver && <Records view={view} recovery={recovery} />}
      {recovery !== null && !isOver && view.activation !== null && !areProven(view.activation) && (
        <GiveUp exceptions={view.exceptions} />
      )}
      <div className="actions">
        {isOver ? (
          <Action kind={provesCopies(view) && !isLogWritten(view) ? 'plain' : 'primary'} onPress={() => void leave()}>
            {say.back}
          </Action>
        ) : (
          <Action kind="primary" onPress={() => void finish()}>
            {recovery === null ? say.wipe : t.close}
          </Action>
        )}
      </div>
    </Screen>
  );
}

/** What this session has achieved, and what is next, before any file and hash; nothing where it has achieved nothing yet. */
export function Achieved({ view }: { readonly view: View }) {
  const t = useTexts('finish').achieved;
  const { next: emergencyNext } = useTexts('emergency').finish;
  const { blob, custodians, recovery, emergency, activation, createdKeys } = view;
  const outcome = recovery?.outcome?.verdict;
  const copies = recovery?.sent?.copies ?? emergency?.copies ?? 0;
  const said = (): readonly [achieved: string, next?: string] | undefined => {
    if (outcome === 'succeeded') return [t.taken, t.takenNext];
    if (outcome !== undefined) return undefined;
    if (blob.phase === 'built' && copies === 0) return [t.blob, t.blobNext];
    if (blob.phase === 'built') return [t.blobOut, emergency === null ? t.blobOutNext : emergencyNext];
    if (blob.phase === 'proven') return [t.quorum];
    if (activation !== null) return areProven(activation) ? [t.proven(allCopies(activation)), t.provenNext] : undefined;
    if (createdKeys.length > 0) return [t.keys(createdKeys.length), t.keysNext];
    return provesCopies(view) && custodians.have > 0 ? [t.copies(custodians.have, custodians.required)] : undefined;
  };
  const achieved = said();
  if (achieved === undefined) return null;
  const [text, next] = achieved;
  return (
    <>
      <Notice tone="good">
        <strong>{text}</strong>
      </Notice>
      {next !== undefined && <p className="measure">{next}</p>}
      {custodians.have > 0 && (recovery !== null || emergency !== null) && (
        <p className="measure soft">{t.custodians}</p>
      )}
    </>
  );
}

/** What must not be overlooked at the end of an activation or a re-wrap: that it was given up, or that an old set is still there. */
function NewKeysEnd({ view: { activation }, isOver }: { readonly view: View; readonly isOver: boolean }) {
  const t = useTexts('activation');
  const look = useStore((store) => store.look);
  if (activation === null) return null;
  const { givenUp, oldSet } = activation;
  if (givenUp !== null) {
    const { exception, reason, by } = givenUp;
    return (
      <Notice tone="warn">
        <strong>{t.giveUp.over}.</strong> {t.giveUp.overText(exception, reason, by.join(', '))}
        <br />
        {t.giveUp.next}
      </Notice>
    );
  }
  if (oldSet !== 'kept' || !areProven(activation)) return null;
  return (
    <>
      <Notice tone="warn">
        <strong>{t.oldSet.title}.</strong> {t.oldSet.kept} {t.oldSet.lastChance}
      </Notice>
      {!isOver && (
        <div className="actions">
          <Action onPress={() => look('register')}>{t.oldSet.goBack}</Action>
        </div>
      )}
    </>
  );
}

/** The end of the journal goes onto paper, and the journal itself to the stick: this machine may be gone tomorrow. */
function Records({ view, recovery }: { readonly view: View; readonly recovery: RecoveryView }) {
  const t = useTexts('ceremony').finish;
  const { action, isWaiting } = useStore();
  const out = view.volumes.find(({ role, present }) => role === 'out' && present);
  const isWritten = view.written.some(({ name }) => name.includes('journal-offline-'));
  return (
    <section className="card stack" aria-label={t.records}>
      {isWritten ? (
        <Notice tone="good" isResult>
          {t.recordsWritten}
        </Notice>
      ) : (
        <p className="soft">{t.recordsLead}</p>
      )}
      {out === undefined && <Sticks view={view} roles={['out', 'none']} />}
      <div className="actions">
        <Action
          isDisabled={out === undefined}
          isPending={isWaiting}
          onPress={() => void action(() => lifeboat.ceremony.exportRecords(null))}
        >
          {t.records}
        </Action>
      </div>
      <p>{t.headNumber(recovery.head.n)}</p>
      <Fingerprint label={t.head} sha256={recovery.head.sha256} />
    </section>
  );
}

/** Every exception of this session. */
export function Exceptions({ view }: { readonly view: View }) {
  const t = useTexts('finish');
  if (view.exceptions.length === 0) return <p className="soft">{t.noException}</p>;
  return (
    <Table caption={t.exceptions} columns={[t.number, t.happened, t.decision, t.affectsTrust]}>
      {view.exceptions.map(({ number, happened, decision, decidedBy, affectsTrust }) => (
        <tr key={number}>
          <td className="unbroken">EX-{number}</td>
          <td>{happened}</td>
          <td>
            {decision} <span className="soft">({decidedBy.join(', ')})</span>
          </td>
          <td>{t.trust[affectsTrust]}</td>
        </tr>
      ))}
    </Table>
  );
}
