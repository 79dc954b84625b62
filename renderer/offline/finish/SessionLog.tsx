// The log of a drill goes to the stick OUT: it is what the register of custody takes proofs from.
import type { View } from '#shared/contract/offline/view.ts';
import { lifeboat } from '../../bridge.ts';
import { useStore } from '#renderer/store/store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { Sticks } from '../sticks/SticksScreen.tsx';

/** Whether a session leaves a log that proves something: a making of keys opens no share. */
export const provesCopies = ({ ceremony }: View): boolean =>
  ceremony.phase === 'finished' && (ceremony.purpose === 'share-check' || ceremony.purpose === 'quorum-drill');

export const isLogWritten = ({ written }: View): boolean => written.some(({ name }) => name.startsWith('session-log-'));

export function SessionLog({ view }: { readonly view: View }) {
  const t = useTexts('finish').log;
  const { action, isWaiting } = useStore();
  const out = view.volumes.find(({ role, present }) => role === 'out' && present);
  if (isLogWritten(view)) return <Notice tone="good">{t.written}</Notice>;
  return (
    <section className="card stack" aria-label={t.region}>
      <h2>{t.region}</h2>
      <p className="measure">{t.lead}</p>
      {out === undefined && <Sticks view={view} roles={['out', 'none']} />}
      <div className="actions">
        <Action
          kind="primary"
          isDisabled={out === undefined}
          isPending={isWaiting}
          onPress={() => void action(() => lifeboat.session.exportLog(null))}
        >
          {t.write}
        </Action>
      </div>
    </section>
  );
}
