// The exchange key: fetched by both operators, compared, countersigned.
import { certificateSha256, exchangeBundle, fetched } from '#core/journal/testdata/recovery.ts';
import { recoveryPlan } from '#core/plan/testdata/sample-plan.ts';
import { observed, otherCertificate, textHash } from '#core/transfer/testdata/samples.ts';
import type { ExchangeBundle } from '#services/online/open-ceremony.ts';
import { observationName } from '#services/recovery/exchange-key.ts';
import type { JournalEvent } from '#shared/journal/events.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { after, fileWritten, operator, second, secondOperator, to } from './common.ts';
import { inRail, type OnlineState } from './online-state.ts';

const bundle = (
  phase: ExchangeBundle['phase'],
  signers: readonly { readonly role: string; readonly holder: string }[],
) =>
  // A whole one has what is in it.
  ({
    phase,
    bundle: {
      payload: { type: 'exchange-key', seq: 1, ceremony: recoveryPlan.ceremony },
      payloadSha256: exchangeBundle.payloadSha256,
      signers,
    },
  }) as unknown as ExchangeBundle;
const first = { role: 'operator-1', holder: operator };
const both = [first, { role: 'operator-2', holder: second }];
const other = sha256(otherCertificate).toString('hex');
const differ = (round: number): JournalEvent => ({
  ...{ kind: 'exchange-keys-differ', round, first: certificateSha256, second: other },
  ...{ firstObservation: textHash(`first ${round}`), secondObservation: textHash(`second ${round}`) },
});
const seenOther = { second: observed('operator-2', otherCertificate) };
const fetchedOther: JournalEvent = { ...fetched('operator-2'), certificateSha256: other };
const observationFile = fileWritten(observationName(recoveryPlan.ceremony, observed('operator-2')));

export const exchangeKeyStates = {
  'online-init-recovery': { view: to('init-recovery') },
  'online-exchange-key-one': { view: to('exchange-key') },
  'online-exchange-key-same': {
    view: to('exchange-key', {
      events: [fetched('operator-2')],
      seen: { second: observed('operator-2'), exchange: bundle('draft', [first]) },
    }),
  },
  'online-exchange-key-differs': {
    view: to('exchange-key', { events: [fetchedOther, differ(1)], seen: seenOther }),
  },
  'online-exchange-key-differs-again': {
    view: to('exchange-key', { events: [fetchedOther, differ(1), differ(2)], seen: seenOther }),
  },
  'online-exchange-key-sent': {
    view: after('exchange-key', { seen: { exchange: bundle('sent', both) } }),
    open: inRail('Second observer'),
  },
  'online-observe': { view: to('observe', secondOperator) },
  'online-observe-done': { view: after('observe', secondOperator), open: inRail('Observe') },
  'online-observe-written': {
    view: after('observe', { ...secondOperator, events: [observationFile] }),
    open: inRail('Observe'),
  },
  'online-countersign': { view: after('observe', { ...secondOperator, events: [observationFile] }) },
} satisfies Readonly<Record<string, OnlineState>>;
