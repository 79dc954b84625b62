// Drills and makings of keys that ended without a finish: what is gone, what is still true, and the way to go on with them.
import type { EarlierSession } from '#shared/contract/offline/session-view.ts';
import type { View } from '#shared/contract/offline/view.ts';
import { lifeboat } from '../../bridge.ts';
import { useStore } from '#renderer/store/store.ts';
import { useTexts, useMoment } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';

export function EarlierSessions({ view: { earlier, practiceOnly } }: { readonly view: View }) {
  return earlier.map((session) => (
    <EarlierCard key={session.log} session={session} isRefused={practiceOnly && !session.practice} />
  ));
}

interface EarlierCardProps {
  readonly session: EarlierSession;
  readonly isRefused: boolean;
}

function EarlierCard({ session, isRefused }: EarlierCardProps) {
  const start = useTexts('start');
  const t = start.earlier;
  const moment = useMoment();
  const { action, look } = useStore();
  const { id, practice, lastUtc, isDamaged, log } = session;
  const resume = async (): Promise<void> => {
    look(undefined);
    await action(() => lifeboat.session.resume({ log }));
  };
  return (
    <section className="card stack" data-tight aria-label={t.heading(id)}>
      <h2>{t.heading(id)}</h2>
      <p className="soft">{t.lastNoted(practice ? start.practice : start.production, moment(lastUtc))}</p>
      {isDamaged && <Notice tone="warn">{t.damaged}</Notice>}
      <p>
        <strong>{t.gone}</strong> {session.shares === 0 ? t.noShares : t.shares(session.shares)} {t.loadAgain}
      </p>
      <Still session={session} />
      <div className="actions">
        <Action isDisabled={isRefused} onPress={() => void resume()}>
          {t.goOn}
        </Action>
      </div>
      {isRefused && <p className="soft">{t.refused}</p>}
    </section>
  );
}

function Still({ session }: { readonly session: EarlierSession }) {
  const t = useTexts('start').earlier;
  const { written, wallUtc, exceptions, proven } = session;
  const files = written.map(({ name, volume }) => t.fileOn(name, volume)).join(', ');
  return (
    <>
      <p>
        <strong>{t.still}</strong> {wallUtc === null ? t.noClock : t.clock}; {proven > 0 && `${t.proven(proven)}; `}
        {t.exceptions(exceptions)}; {t.files(written.length)}
        {files === '' ? '' : ` (${files})`}.
      </p>
    </>
  );
}
