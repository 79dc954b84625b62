// Build: what the shares were given for. In a drill it proves and forgets; in a recovery it makes the restore blob.
import type { BlobView } from '#shared/contract/offline/blob-view.ts';
import type { View } from '#shared/contract/offline/view.ts';
import type { ScreenTexts } from '#shared/messages/catalogue.ts';
import { certificateSha256Of } from '#shared/formatting/thumbprint.ts';
import { lifeboat } from '../../bridge.ts';
import { useStore } from '#renderer/store/store.ts';
import { Rich } from '#renderer/texts/Rich.tsx';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { ContinueButton } from '#renderer/ui/ContinueButton.tsx';
import { Fingerprint } from '#renderer/ui/Fingerprint.tsx';
import { Hold } from '#renderer/ui/Hold.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { Screen } from '#renderer/ui/Screen.tsx';
import { Term } from '#renderer/ui/Term.tsx';
import { Ask } from '../frame/Ask.tsx';

export function BuildScreen({ view }: { readonly view: View }) {
  const t = useTexts('build');
  const isDrill = view.ceremony.phase === 'running' && view.ceremony.purpose === 'quorum-drill';
  const { blob } = view;
  return (
    <Screen title={titleOf(blob, isDrill, t)} lead={<Lead isDrill={isDrill} />}>
      {blob.phase === 'built' && <Built blob={blob} />}
      {blob.phase === 'proven' && <Proven data={blob.data} />}
      {(blob.phase === 'none' || blob.phase === 'building') && <Ready view={view} />}
    </Screen>
  );
}

function titleOf(blob: BlobView, isDrill: boolean, t: ScreenTexts['build']): string {
  if (blob.phase === 'built') return t.built;
  if (blob.phase === 'proven') return t.proven;
  return isDrill ? t.prove : t.build;
}

function Lead({ isDrill }: { readonly isDrill: boolean }) {
  const t = useTexts('build');
  return (
    <Rich
      text={isDrill ? t.drillLead : t.lead}
      tags={{ term: (words) => <Term name={isDrill ? 'quorum drill' : 'restore blob'}>{words}</Term> }}
    />
  );
}

function Ready({ view }: { readonly view: View }) {
  const t = useTexts('build');
  const action = useStore((store) => store.action);
  const { custodians, blob } = view;
  const build = () => lifeboat.blob.build(null);
  return (
    <section className="card stack" aria-label={t.before}>
      <p>
        <Rich
          text={t.shares(custodians.have, custodians.required)}
          tags={{ count: (words) => <strong>{words}</strong> }}
        />
      </p>
      {view.recovery === null ? (
        <Hold isPending={blob.phase === 'building'} onDone={() => void action(build)}>
          {t.holdToProve}
        </Hold>
      ) : (
        <Ask ask={build}>{t.build}</Ask>
      )}
    </section>
  );
}

function Built({ blob }: { readonly blob: Extract<BlobView, { phase: 'built' }> }) {
  const t = useTexts('build');
  const look = useStore((store) => store.look);
  return (
    <section className="card stack" aria-label={t.blob}>
      <Notice tone="good">{t.authentic(blob.data)}</Notice>
      <dl className="facts">
        <dt>{t.size}</dt>
        <dd>{t.bytes(blob.bytes)}</dd>
        <dt>{t.lockedTo}</dt>
        <dd className="mono">{certificateSha256Of(blob.wrappedFor)}</dd>
      </dl>
      <Fingerprint label={t.sha256} sha256={blob.sha256} show="both" />
      <div className="actions">
        <ContinueButton look={look}>{t.writtenDown}</ContinueButton>
      </div>
    </section>
  );
}

function Proven({ data }: { readonly data: number }) {
  const t = useTexts('build');
  const look = useStore((store) => store.look);
  return (
    <section className="card stack" aria-label={t.proof}>
      <Notice tone="good">{t.provenText(data)}</Notice>
      <div className="actions">
        <ContinueButton look={look}>{t.goOn}</ContinueButton>
      </div>
    </section>
  );
}
