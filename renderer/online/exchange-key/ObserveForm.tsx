// For operator 2: fetch the exchange key of the HSM that is on the paper, on this machine, and write down what was seen.
import type { OnlineView } from '#shared/contract/online/view.ts';
import { online } from '../../online-bridge.ts';
import { useOnline } from '#renderer/store/online-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { Ask } from '../step/Ask.tsx';
import { Observation, Assessment } from './Observation.tsx';

export function ObserveForm() {
  const t = useTexts('online').pages.observe;
  return <Ask ask={() => online.steps.observe(null)}>{t.action}</Ask>;
}

export function ObserveOut({ view: { exchange, unwritten } }: { readonly view: OnlineView }) {
  const { action, isWaiting } = useOnline();
  const { observe: t, 'exchange-key': texts } = useTexts('online').pages;
  return (
    <>
      <Notice tone="warn">{t.paper}</Notice>
      <Observation title={texts.own} observation={exchange.own} show="both" />
      <div className="actions">
        <Action
          kind={unwritten.includes('observe') ? 'primary' : 'plain'}
          isPending={isWaiting}
          onPress={() => void action(() => online.exchange.exportObservation(null))}
        >
          {t.export}
        </Action>
        <FetchAgain />
      </div>
      <p className="measure soft">{t.again}</p>
      <Assessment exchange={exchange} />
    </>
  );
}

/** The exchange key once more, on this machine: for when the two operators were shown different ones. */
export function FetchAgain() {
  const { action, isWaiting } = useOnline();
  const t = useTexts('online').pages['exchange-key'];
  return (
    <Action isPending={isWaiting} onPress={() => void action(() => online.exchange.fetchAgain(null))}>
      {t.fetchAgain}
    </Action>
  );
}
