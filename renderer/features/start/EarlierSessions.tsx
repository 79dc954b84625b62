// Drills and makings of keys that ended without a finish: what is gone, what is still true, and the way to go on with them.
import type { EarlierSession, View } from '../../../shared/contract/offline/view.ts';
import { lifeboat } from '../../bridge.ts';
import { useStore } from '../../store/store.ts';
import { Action } from '../../ui/Action.tsx';
import { Notice } from '../../ui/Notice.tsx';

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
  const { deed, look } = useStore();
  const { id, practice, lastUtc, isDamaged, log } = session;
  const resume = async (): Promise<void> => {
    look(undefined);
    await deed(() => lifeboat.session.resume({ log }));
  };
  return (
    <section className="card stack" data-tight aria-label={`Session ${id}`}>
      <h2>
        Session <span className="mono">{id}</span> was not finished
      </h2>
      <p className="soft">
        {practice ? 'Practice' : 'Production'}. Last noted at {lastUtc.slice(0, 16).replace('T', ' ')} UTC by this
        machine’s clock.
      </p>
      {isDamaged && (
        <Notice tone="warn">
          The last line of its log was cut off. What stood before it is whole; the damaged file is kept beside it.
        </Notice>
      )}
      <p>
        <strong>Gone, as designed:</strong> {goneText(session)}
      </p>
      <Still session={session} />
      <div className="actions">
        <Action kind="primary" isDisabled={isRefused} onPress={() => void resume()}>
          Go on with this session
        </Action>
      </div>
      {isRefused && <p className="soft">Production is not possible in this preview.</p>}
    </section>
  );
}

/** Shares lived in memory only. */
function goneText({ shares }: EarlierSession): string {
  const held =
    shares === 0 ? 'no share was in memory.' : `${count(shares, 'share')}. Custodians begin again with the first one.`;
  return `${held} The security domain must be loaded again.`;
}

function Still({ session }: { readonly session: EarlierSession }) {
  const { written, wallUtc, exceptions } = session;
  const files = written.map(({ name, volume }) => `${name} on ${volume}`).join(', ');
  return (
    <>
      <p>
        <strong>Still true:</strong> {wallUtc === null ? 'the wall clock was not entered' : 'the wall clock as entered'}
        ; {count(exceptions, 'exception')}; {count(written.length, 'file')} written{files === '' ? '' : ` (${files})`}.
      </p>
    </>
  );
}

const count = (many: number, what: string): string =>
  many === 0 ? `no ${what}` : `${many} ${what}${many === 1 ? '' : 's'}`;
