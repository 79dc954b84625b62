// Recoveries and activations that were not finished: what is gone, what is still true, and the way to go on with them from their journals.
import type { EarlierCeremony } from '#shared/contract/offline/session-view.ts';
import type { View } from '#shared/contract/offline/view.ts';
import { lifeboat } from '../../bridge.ts';
import { useStore } from '#renderer/store/store.ts';
import { useTexts, useMoment } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';

export function EarlierCeremonies({ view: { earlierCeremonies, practiceOnly } }: { readonly view: View }) {
  return earlierCeremonies.map((ceremony) => (
    <CeremonyCard key={ceremony.journal} ceremony={ceremony} isRefused={practiceOnly && !ceremony.practice} />
  ));
}

interface CeremonyCardProps {
  readonly ceremony: EarlierCeremony;
  readonly isRefused: boolean;
}

function CeremonyCard({ ceremony, isRefused }: CeremonyCardProps) {
  const t = useTexts('ceremony').earlier;
  const { id, events, lastUtc, damage, journal, purpose, exceptions } = ceremony;
  const { action, look, isWaiting } = useStore();
  const heading = t.heading[purpose](id);
  const moment = useMoment();
  const resume = async (): Promise<void> => {
    look(undefined);
    await action(() => lifeboat.ceremony.resume({ journal }));
  };
  return (
    <section className="card stack" data-tight aria-label={heading}>
      <h2>{heading}</h2>
      <p className="soft">{t.facts(events, moment(lastUtc))}</p>
      <p>
        <strong>{t.gone}</strong> {purpose === 'activation' ? t.uncopied : t.shares(ceremony.shares)}
      </p>
      <p>
        <strong>{t.still}</strong>{' '}
        {purpose === 'activation' ? <OfKeys ceremony={ceremony} /> : <OfRecovery ceremony={ceremony} />}{' '}
        {t.exceptions(exceptions)}
      </p>
      {damage === null ? (
        <div className="actions">
          <Action isDisabled={isRefused} isPending={isWaiting} onPress={() => void resume()}>
            {t.goOn[purpose]}
          </Action>
        </div>
      ) : (
        <CloseOff journal={journal} fault={damage.code} />
      )}
      {isRefused && <p className="soft">{t.preview}</p>}
    </section>
  );
}

function OfRecovery({ ceremony: { exchangeKey, blob } }: { readonly ceremony: EarlierCeremony }) {
  const t = useTexts('ceremony').earlier;
  return (
    <>
      {exchangeKey ? t.key : t.noKey} {blob ? t.blob : t.noBlob}
    </>
  );
}

function OfKeys({ ceremony: { keysMade, copiesProven } }: { readonly ceremony: EarlierCeremony }) {
  const t = useTexts('ceremony').earlier;
  return (
    <>
      {t.keysMade(keysMade)} {t.copiesProven(copiesProven)}
    </>
  );
}

function CloseOff({ journal, fault }: { readonly journal: string; readonly fault: string }) {
  const t = useTexts('ceremony').earlier;
  const action = useStore((store) => store.action);
  return (
    <>
      <Notice tone="warn">
        {t.damaged} <span className="mono">{fault}</span>
      </Notice>
      <div className="actions">
        <Action onPress={() => void action(() => lifeboat.ceremony.closeOff({ journal }))}>{t.closeOff}</Action>
      </div>
    </>
  );
}
