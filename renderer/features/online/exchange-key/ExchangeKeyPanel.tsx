// For operator 1: both observations side by side, then the bundle that both sign.
import type { BundleSummary, ExchangeView } from '../../../../shared/contract/online/exchange-view.ts';
import { online } from '../../../online-bridge.ts';
import { useDesk } from '../../../store/desk-store.ts';
import { useOnline } from '../../../store/online-store.ts';
import { useFurtherTexts, useTexts } from '../../../texts/use-texts.ts';
import { Action } from '../../../ui/Action.tsx';
import { Fingerprint } from '../../../ui/Fingerprint.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { Judgement } from './Judgement.tsx';
import { Observation } from './Observation.tsx';
import { TakeFile } from './TakeFile.tsx';

export function ExchangeKeyPanel({ exchange }: { readonly exchange: ExchangeView }) {
  const t = useTexts('online').pages['exchange-key'];
  return (
    <>
      <Agreement isSame={exchange.isSame} />
      {exchange.isSame === true && <BundleCard bundle={exchange.bundle} />}
      <div className="columns pair">
        <Observation title={t.own} observation={exchange.own} />
        <Observation title={t.second} observation={exchange.second} />
      </div>
      {exchange.second === null && (
        <section className="card stack" aria-label={t.take}>
          <h2>{t.take}</h2>
          <TakeFile what={t.file} kind="observation" deed={t.take} take={online.exchange.takeObservation} />
        </section>
      )}
      <Judgement exchange={exchange} />
    </>
  );
}

function Agreement({ isSame }: Pick<ExchangeView, 'isSame'>) {
  const openDesk = useDesk((store) => store.openDesk);
  const { pages, step } = useTexts('online');
  const t = pages['exchange-key'];
  if (isSame === null) return null;
  return (
    <div className="verdict" data-tone={isSame ? 'good' : 'stop'} role="status">
      <strong>{isSame ? t.same : t.differs}</strong>
      {!isSame && (
        <Action
          kind="stop"
          onPress={() => {
            openDesk('incident');
          }}
        >
          {step.refused.incident}
        </Action>
      )}
    </div>
  );
}

function BundleCard({ bundle }: Pick<ExchangeView, 'bundle'>) {
  const { deed, isWaiting } = useOnline();
  const t = useTexts('online').pages['exchange-key'];
  const make = (
    <Action
      kind={bundle.phase === 'none' ? 'primary' : 'plain'}
      isPending={isWaiting}
      onPress={() => void deed(() => online.exchange.makeBundle(null))}
    >
      {bundle.phase === 'none' ? t.make : t.again}
    </Action>
  );
  return (
    <section className="card stack" aria-label={t.bundle}>
      <h2>{t.bundle}</h2>
      {bundle.phase === 'none' && <p className="measure">{t.bundleNote}</p>}
      {bundle.phase !== 'none' && <BundleFacts bundle={bundle.bundle} isWhole={bundle.phase === 'sent'} />}
      {bundle.phase === 'draft' && (
        <TakeFile what={t.back} kind="bundle" deed={t.takeBack} take={online.exchange.takeCountersigned} />
      )}
      {bundle.phase !== 'sent' && <div className="actions">{make}</div>}
    </section>
  );
}

function BundleFacts({ bundle, isWhole }: { readonly bundle: BundleSummary; readonly isWhole: boolean }) {
  const { pages, step } = useTexts('online');
  const { word } = useFurtherTexts();
  const t = pages['exchange-key'];
  return (
    <>
      <Notice tone={isWhole ? 'good' : 'warn'}>{isWhole ? `${t.sent} ${t.wait}` : t.draft}</Notice>
      <dl className="facts">
        <dt>{step.facts.file}</dt>
        <dd className="mono">{bundle.name}</dd>
        <dt>{t.seq}</dt>
        <dd>{bundle.seq}</dd>
        <dt>{t.signers}</dt>
        <dd>{bundle.signers.map(({ holder, role }) => `${holder} (${word(role)})`).join(', ')}</dd>
      </dl>
      {isWhole && <Fingerprint label={step.facts['payload-sha256']} sha256={bundle.payloadSha256} show="both" />}
    </>
  );
}
