// The emergency: the smallest grade of a recovery, without a plan. Two people, a gap, an attested key for a typed address, a quorum; the
// offline document (e) and the online one (f).
import { check, choose, fingerprint, long, medium, part, seen, short, step } from './build-step.ts';
import type { Part, Script } from './model.ts';

const whoIsHere = [medium('first'), medium('second'), medium('decided-by'), short('time')];

const offlineBegin: Part = part('e1', [
  step('E1', ['OP', 'W1'], 2, {
    needs: { session: 'before' },
    sets: { session: 'identified' },
    fields: whoIsHere,
  }),
  step('E2', 'OP', 2, {
    needs: { session: 'identified', offline: 'sealed' },
    sets: { offline: 'ready' },
    fields: [seen(check('gap'))],
  }),
  step('E3', 'OP', 1, {
    needs: { offline: 'ready', domain: 'none' },
    sets: { domain: 'loaded' },
    fields: [seen(short('quorum')), seen(fingerprint('domain'))],
  }),
  step('E4', ['OP', 'W1'], 2, {
    hold: true,
    after: ['F3'],
    needs: { domain: 'loaded', exchange: 'handed-over' },
    sets: { exchange: 'examined' },
    fields: [
      seen(medium('address')),
      seen(choose('proof', 'attested', 'none')),
      seen(medium('refused')),
      seen(fingerprint('certificate')),
    ],
  }),
]);

const custodians: Part = part(
  'e2',
  [
    step('E5', 'C', 1, {
      needs: {
        offline: 'ready',
        domain: 'loaded',
        exchange: 'examined',
        custodianStick: 'none',
        shares: ['none', 'below'],
      },
      sets: { custodianStick: 'in', shares: 'one-more' },
      fields: [check('away'), seen(check('accepted')), seen(medium('certificate'))],
    }),
    step('E6', 'C', 1, {
      needs: { custodianStick: 'in' },
      sets: { custodianStick: 'none' },
      fields: [check('out')],
    }),
  ],
  { repeat: 'quorum' },
);

const offlineEnd: Part = part('e3', [
  step('E7', ['OP', 'W1'], 1, {
    hold: true,
    needs: { shares: 'full', exchange: 'examined', custodianStick: 'none', blob: 'none' },
    sets: { blob: 'built', shares: 'clear' },
    fields: [seen(fingerprint('blob'))],
  }),
  step('E8', 'OP', 1, {
    needs: { blob: 'built', shares: 'none' },
    sets: { blob: 'handed-over' },
    fields: [seen(check('written'))],
  }),
  step('E9', ['OP', 'W1'], 2, {
    needs: {
      session: 'identified',
      offline: 'ready',
      blob: 'handed-over',
      shares: 'none',
      custodianStick: 'none',
    },
    sets: { session: 'closed', offline: 'off' },
    fields: [seen(check('closed')), check('evidence'), long('after')],
  }),
]);

export const emergencyOfflineScript: Script = {
  kind: 'emergency-offline',
  cast: ['OP', 'C', 'W1'],
  start: {},
  parts: [offlineBegin, custodians, offlineEnd],
};

const onlineBegin: Part = part('f1', [
  step('F1', ['RO1', 'RO2'], 2, {
    needs: { session: 'before' },
    sets: { session: 'identified' },
    fields: whoIsHere,
  }),
  step('F2', 'RO1', 2, {
    needs: { session: 'identified', online1: 'sealed' },
    sets: { online1: 'ready' },
    fields: [check('account')],
  }),
  step('F2B', ['RO1', 'RO2'], 2, {
    service: 17,
    hold: true,
    needs: { online1: 'ready', hsm: 'unknown' },
    sets: { hsm: 'provisioned' },
    fields: [seen(check('typed')), seen(choose('outcome', 'succeeded', 'failed', 'unknown'))],
  }),
  step('F3', ['RO1', 'RO2'], 5, {
    hold: true,
    needs: { online1: 'ready', hsm: 'provisioned', exchange: 'none' },
    sets: { hsm: 'recovery', exchange: 'handed-over' },
    fields: [seen(medium('address')), seen(check('typed')), seen(fingerprint('certificate'))],
  }),
]);

const onlineUpload: Part = part('f2', [
  step('F4', 'RO1', 2, {
    after: ['E8'],
    needs: { online1: 'ready', blob: 'handed-over' },
    sets: { blob: 'compared' },
    fields: [seen(check('equal')), seen(fingerprint('blob'))],
  }),
  step('F5', ['RO1', 'RO2'], 2, {
    service: 19,
    hold: true,
    needs: { blob: 'compared', hsm: 'recovery' },
    sets: { blob: 'uploaded', hsm: 'activated' },
    fields: [seen(check('typed')), seen(choose('outcome', 'succeeded', 'failed', 'unknown'))],
  }),
]);

const onlineRestore: Part = part('f3', [
  step('F6', 'RO1', 2, {
    service: 1,
    needs: { hsm: 'activated', blob: 'uploaded' },
    sets: { hsm: 'restore-point' },
    fields: [seen(choose('outcome', 'succeeded', 'failed', 'unknown'))],
  }),
  step('F7', ['RO1', 'RO2'], 1, {
    service: 30,
    hold: true,
    needs: { hsm: 'restore-point' },
    sets: { hsm: 'hold-over' },
    fields: [seen(short('held')), seen(check('timer'))],
  }),
  step('F8', ['RO1', 'RO2'], 2, {
    service: 1,
    hold: true,
    needs: { hsm: 'hold-over' },
    sets: { hsm: 'restored' },
    fields: [seen(long('folder')), seen(check('typed')), seen(choose('outcome', 'succeeded', 'failed', 'unknown'))],
  }),
  step('F9', 'RO1', 15, {
    needs: { hsm: 'restored' },
    sets: { hsm: 'verified' },
    fields: [seen(short('keys')), seen(short('versions')), seen(short('differences'))],
  }),
  step('F10', ['RO1', 'RO2'], 2, {
    after: ['E9'],
    needs: { hsm: 'verified', session: 'identified', online1: 'ready' },
    sets: { session: 'closed', online1: 'off' },
    fields: [seen(check('closed')), check('evidence'), long('after')],
  }),
]);

export const emergencyOnlineScript: Script = {
  kind: 'emergency-online',
  cast: ['RO1', 'RO2'],
  start: {},
  parts: [onlineBegin, onlineUpload, onlineRestore],
};
