// The end of an emergency: what was written, what was missing, two people close the journal, and it goes to a stick.
import type { View } from '#shared/contract/offline/view.ts';
import { lifeboat } from '../../bridge.ts';
import { useStore } from '#renderer/store/store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Fingerprint } from '#renderer/ui/Fingerprint.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { Screen } from '#renderer/ui/Screen.tsx';
import { Achieved, Exceptions } from '../finish/FinishScreen.tsx';
import { WrittenFiles } from '#renderer/tools/finish/WrittenFiles.tsx';
import { Sticks } from '../sticks/SticksScreen.tsx';
import { MissingParts } from '#renderer/tools/emergency/Missing.tsx';

export function EmergencyFinishScreen({ view }: { readonly view: View }) {
  const say = useTexts('finish');
  const { finish: t, missingAnd } = useTexts('emergency');
  const { action, isWaiting } = useStore();
  const { emergency } = view;
  if (emergency === null) return null;
  const isOver = view.ceremony.phase === 'finished';
  return (
    <Screen title={isOver ? say.over : say.title} lead={isOver ? say.overLead : t.lead}>
      <Achieved view={view} />
      {isOver ? (
        <Records view={view} />
      ) : (
        <div className="actions">
          <Action
            kind="primary"
            isPending={isWaiting}
            onPress={() => void action(() => lifeboat.emergency.finish(null))}
          >
            {t.close}
          </Action>
        </div>
      )}
      <Notice tone="warn">
        <strong>{missingAnd}</strong> <MissingParts parts={emergency.missing} />. {t.newPlan}
      </Notice>
      {view.written.length === 0 ? <Notice>{say.noFile}</Notice> : <WrittenFiles files={view.written} />}
      <Exceptions view={view} />
    </Screen>
  );
}

function Records({ view }: { readonly view: View }) {
  const say = useTexts('finish');
  const { finish: t } = useTexts('emergency');
  const { head, headNumber } = useTexts('ceremony').finish;
  const { action, isWaiting } = useStore();
  const { emergency } = view;
  const out = view.volumes.find(({ role, present }) => role === 'out' && present);
  const isWritten = view.written.some(({ name }) => name.startsWith('evidence-'));
  if (emergency === null) return null;
  return (
    <section className="card stack" aria-label={t.records}>
      {isWritten && (
        <Notice tone="good" isResult>
          {t.recordsWritten}
        </Notice>
      )}
      {out === undefined && <Sticks view={view} roles={['out', 'none']} />}
      <div className="actions">
        <Action
          kind={isWritten ? 'plain' : 'primary'}
          isDisabled={out === undefined || isWritten}
          isPending={isWaiting}
          onPress={() => void action(() => lifeboat.emergency.exportRecords(null))}
        >
          {t.records}
        </Action>
        <Action kind={isWritten ? 'primary' : 'plain'} onPress={() => void action(() => lifeboat.session.leave(null))}>
          {say.back}
        </Action>
      </div>
      <p className="soft">
        {t.recordsLead} {headNumber(emergency.head.n)}
      </p>
      <Fingerprint label={head} sha256={emergency.head.sha256} />
    </section>
  );
}
