// The exchange key: fetched by both operators, compared, countersigned.
import type { ObservationView } from '#shared/contract/online/exchange-view.ts';
import type { OnlineView } from '#shared/contract/online/view.ts';
import { otherSha, sha } from '../hashes.ts';
import { at, operator, ready, second, secondOperator, start, to } from './common.ts';
import { inRail, type OnlineState } from './online-state.ts';

const observation = (observer: 'operator-1' | 'operator-2', certificateSha256 = sha): ObservationView => ({
  observer,
  certificateSha256,
  requestId: '5f0c2ad0-6a7f-4a63-9a2c-0d6b1f9f0a77',
  serverDate: null,
  fetchedUtc: at('10:12:44'),
  tlsCertificates: 3,
});
export const exchange = (change: Partial<OnlineView['exchange']>): OnlineView['exchange'] => ({
  ...start.exchange,
  own: observation('operator-1'),
  ...change,
});
const summary = {
  name: 'lifeboat-MHSM-DR-2026-10-14-01-0001-exchange-key.bundle.json',
  type: 'exchange-key',
  seq: 1,
  payloadSha256: sha,
  signers: [{ role: 'operator-1', holder: operator }],
};
const bothSigners = [...summary.signers, { role: 'operator-2', holder: second }];

export const exchangeKeyStates = {
  'online-init-recovery': { view: to('init-recovery', ready) },
  'online-exchange-key-one': { view: to('exchange-key', ready, { exchange: exchange({}) }) },
  'online-exchange-key-same': {
    view: to('exchange-key', ready, {
      exchange: exchange({
        second: observation('operator-2'),
        isSame: true,
        bundle: {
          phase: 'draft',
          bundle: { ...summary, name: 'lifeboat-MHSM-DR-2026-10-14-01-0001-exchange-key.draft.json' },
        },
      }),
    }),
  },
  'online-exchange-key-differs': {
    view: to('exchange-key', ready, {
      exchange: exchange({ second: observation('operator-2', otherSha), isSame: false, differed: 1 }),
    }),
  },
  'online-exchange-key-differs-again': {
    view: to('exchange-key', ready, {
      exchange: exchange({ second: observation('operator-2', otherSha), isSame: false, differed: 2 }),
    }),
  },
  'online-exchange-key-sent': {
    view: to('upload', ready, {
      exchange: exchange({
        second: observation('operator-2'),
        isSame: true,
        bundle: { phase: 'sent', bundle: { ...summary, signers: bothSigners } },
      }),
    }),
    open: inRail('Second observer'),
  },
  'online-observe': { view: secondOperator('observe', ready) },
  'online-observe-done': {
    view: secondOperator('countersign', ready, {
      exchange: exchange({ own: observation('operator-2') }),
      unwritten: ['observe'],
    }),
    open: inRail('Observe'),
  },
  'online-observe-written': {
    view: secondOperator('countersign', ready, {
      exchange: exchange({ own: observation('operator-2') }),
    }),
    open: inRail('Observe'),
  },
  'online-countersign': { view: secondOperator('countersign', ready) },
} satisfies Readonly<Record<string, OnlineState>>;
