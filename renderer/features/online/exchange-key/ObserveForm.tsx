// For operator 2: fetch the exchange key on this machine, and write down what was seen.
import type { ExchangeView } from '../../../../shared/contract/online/exchange-view.ts';
import { online } from '../../../online-bridge.ts';
import { useOnline } from '../../../store/online-store.ts';
import { useTexts } from '../../../texts/use-texts.ts';
import { Action } from '../../../ui/Action.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { Judgement } from './Judgement.tsx';
import { Observation } from './Observation.tsx';

export function ObserveForm() {
  const { deed, isWaiting } = useOnline();
  const t = useTexts('online').pages.observe;
  return (
    <div className="actions">
      <Action kind="primary" isPending={isWaiting} onPress={() => void deed(() => online.steps.observe(null))}>
        {t.deed}
      </Action>
    </div>
  );
}

export function ObserveOut({ exchange }: { readonly exchange: ExchangeView }) {
  const { deed, isWaiting } = useOnline();
  const { observe: t, 'exchange-key': texts } = useTexts('online').pages;
  return (
    <>
      <Notice tone="warn">{t.paper}</Notice>
      <Observation title={texts.own} observation={exchange.own} show="both" />
      <div className="actions">
        <Action
          kind="primary"
          isPending={isWaiting}
          onPress={() => void deed(() => online.exchange.exportObservation(null))}
        >
          {t.export}
        </Action>
      </div>
      <Judgement exchange={exchange} />
    </>
  );
}
