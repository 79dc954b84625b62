// Build: what the shares were given for. In a drill it proves and forgets; in a recovery it makes the restore blob.
import { useState } from 'react';
import type { BlobView, View } from '../../../shared/contract/offline/view.ts';
import { lifeboat } from '../../bridge.ts';
import { useStore } from '../../store/store.ts';
import { Action } from '../../ui/Action.tsx';
import { Fingerprint } from '../../ui/Fingerprint.tsx';
import { HeldButton, Hold } from '../../ui/Hold.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Screen } from '../../ui/Screen.tsx';
import { Term } from '../../ui/Term.tsx';
import { areTwo, asCall, nobodyYet, type TwoPeople } from '../ceremony/people.ts';
import { PeopleFields } from '../ceremony/PeopleFields.tsx';

export function BuildScreen({ view }: { readonly view: View }) {
  const isDrill = view.ceremony.phase === 'running' && view.ceremony.purpose === 'quorum-drill';
  const { blob } = view;
  return (
    <Screen title={titleOf(blob, isDrill)} lead={isDrill ? <DrillLead /> : <BuildLead />}>
      {blob.phase === 'built' && <Built blob={blob} />}
      {blob.phase === 'proven' && <Proven data={blob.data} />}
      {(blob.phase === 'none' || blob.phase === 'building') && <Ready view={view} isDrill={isDrill} />}
    </Screen>
  );
}

function titleOf(blob: BlobView, isDrill: boolean): string {
  if (blob.phase === 'built') return 'The restore blob is built';
  if (blob.phase === 'proven') return 'The quorum is proven';
  return isDrill ? 'Prove the quorum' : 'Build the restore blob';
}

const DrillLead = () => (
  <>
    <Term name="quorum drill">Quorum drill</Term>: no blob will be produced, and no file is written.
  </>
);
const BuildLead = () => (
  <>
    The security domain is opened in memory, checked piece by piece, and locked to the new HSM: the{' '}
    <Term name="restore blob" />.
  </>
);

function Ready({ view, isDrill }: { readonly view: View; readonly isDrill: boolean }) {
  const { deed, look } = useStore();
  const { exchangeKey, custodians, blob } = view;
  const [by, setBy] = useState<TwoPeople>(nobodyYet);
  const build = async (): Promise<void> => {
    const answering = view.recovery === null ? null : asCall(by);
    if (await deed(() => lifeboat.blob.build({ by: answering }))) look('build');
  };
  const isPending = blob.phase === 'building';
  return (
    <section className="card stack" aria-label="Before building">
      <p>
        Shares in memory: <strong>{custodians.have}</strong> of {custodians.required} needed.
      </p>
      {exchangeKey.phase === 'confirmed' && !isDrill && (
        <>
          <p className="measure">
            The administrator reads name and words aloud once more from this screen; the witness follows on paper.
          </p>
          <dl className="facts">
            <dt>For the HSM</dt>
            <dd className="mono">{exchangeKey.host}</dd>
          </dl>
          <Fingerprint label="Words of the exchange certificate" sha256={exchangeKey.certificateSha256} show="words" />
        </>
      )}
      {view.recovery === null ? (
        <Hold isPending={isPending} onDone={() => void build()}>
          Hold to prove the quorum
        </Hold>
      ) : (
        <>
          <PeopleFields plan={view.recovery.plan} by={by} onChange={setBy} />
          <HeldButton isDisabled={!areTwo(by) || isPending} onDone={() => void build()}>
            Hold to build
          </HeldButton>
          <p className="soft">Two people are chosen; then press and hold, with the mouse or the space bar.</p>
        </>
      )}
    </section>
  );
}

function Built({ blob }: { readonly blob: Extract<BlobView, { phase: 'built' }> }) {
  const look = useStore((store) => store.look);
  return (
    <section className="card stack" aria-label="Restore blob">
      <Notice tone="good">
        Every one of {blob.data} sealed parts was authentic. Shares, master key and contents are forgotten: the
        processes that had them have ended.
      </Notice>
      <dl className="facts">
        <dt>Size</dt>
        <dd>{blob.bytes} bytes</dd>
        <dt>Locked to certificate</dt>
        <dd className="mono">{blob.wrappedFor}</dd>
      </dl>
      <Fingerprint label="SHA-256 of the restore blob" sha256={blob.sha256} show="both" />
      <div className="actions">
        <Action
          kind="primary"
          onPress={() => {
            look(undefined);
          }}
        >
          Written down: go on
        </Action>
      </div>
    </section>
  );
}

function Proven({ data }: { readonly data: number }) {
  const look = useStore((store) => store.look);
  return (
    <section className="card stack" aria-label="Proof">
      <Notice tone="good">
        The shares rebuilt the master key, and all {data} sealed parts were authentic under it. Everything is forgotten
        again. No file was written.
      </Notice>
      <div className="actions">
        <Action
          kind="primary"
          onPress={() => {
            look(undefined);
          }}
        >
          Go on
        </Action>
      </div>
    </section>
  );
}
