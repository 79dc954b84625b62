// Document (a): custodian keys are made, the security domain is downloaded, and every custodian proves a share of it.
// The re-wrap gives the same domain to new custodians.
import { closingBlock, offlineMachine, onlineMachine, openingBlock, pairingOnline, plannedBreak } from './blocks.ts';
import {
  boxes,
  check,
  choose,
  fingerprint,
  given,
  long,
  medium,
  part,
  seen,
  short,
  step,
  writtenFingerprint,
  writtenWords,
} from './build-step.ts';
import type { Part, Script } from './model.ts';

const beforeAnyKey: Part = part('a1', [
  step('A1', 'RO1', 5, {
    only: ['new-hsm'],
    needs: { online1: 'ready', hsm: 'unknown' },
    sets: { hsm: 'provisioned' },
    fields: [seen(check('state')), seen(long('resource-id')), given('creation', check('creation'))],
  }),
  step('A1R', ['CA', 'RO1'], 5, {
    only: ['re-wrap'],
    needs: { online1: 'ready', hsm: 'unknown' },
    sets: { hsm: 'provisioned' },
    fields: [long('reason'), check('old-valid'), seen(check('state'))],
  }),
  step('A2', ['RO1', 'RO2'], 6, {
    only: ['new-hsm'],
    needs: { hsm: 'provisioned' },
    fields: [medium('group'), check('no-custodian'), check('privileged'), choose('purge', 'on', 'off'), short('days')],
  }),
  step('A3', 'RO2', 8, {
    needs: { online2: 'ready' },
    fields: [check('logging'), check('alert'), medium('received')],
  }),
  step('A4', 'CA', 3, { fields: [check('read'), check('three'), check('apart')] }),
]);

const custodianKey: Part = part(
  'a2',
  [
    step('A5', 'MC', 3, {
      needs: { offline: 'ready', custodianStick: 'none', custodianKey: 'none', materials: 'bags-checked' },
      sets: { custodianStick: 'new' },
      fields: [boxes('serial1'), boxes('serial2'), boxes('bag1'), boxes('bag2')],
    }),
    step('A6', 'C', 4, {
      needs: { custodianStick: 'new' },
      sets: { custodianStick: 'labelled' },
      fields: [check('alone'), check('labels')],
    }),
    step('A7', 'C', 5, {
      needs: { custodianStick: 'labelled', custodianKey: 'none' },
      sets: { custodianStick: 'written', custodianKey: 'in-memory' },
      fields: [seen(choose('size', '3072', '4096')), seen(check('stored'))],
    }),
    step('A8', 'C', 4, {
      needs: { custodianStick: 'written' },
      sets: { custodianStick: 'checked' },
      fields: [seen(check('copy1')), seen(choose('sticks', 'numbers', 'people', 'token')), seen(check('copy2'))],
    }),
    step('A9', 'OP', 6, {
      needs: { custodianStick: 'checked', custodianKey: 'in-memory' },
      sets: { custodianKey: 'none' },
      fields: [seen(check('wiped')), seen(fingerprint('certificate'))],
    }),
    step('A10', 'OP', 2, {
      needs: { custodianKey: 'none', certificates: ['none', 'below'] },
      sets: { certificates: 'one-more' },
      fields: [seen(check('count'))],
    }),
    step('A11', ['C', 'MC'], 4, {
      needs: { custodianStick: 'checked' },
      sets: { custodianStick: 'none' },
      fields: [boxes('bag1'), boxes('bag2'), check('log')],
    }),
    step('A12', 'C', 2, { fields: [choose('rule', 'memory', 'envelope'), medium('where')] }),
  ],
  { repeat: 'custodians' },
);

const certificatesAcross: Part = part('a3', [
  step('A13', 'OP', 7, {
    needs: { certificates: 'full', custodianKey: 'none' },
    sets: { bundle: 'certificates-written' },
    fields: [seen(writtenWords('bundle'))],
  }),
  step('A14', 'RO1', 8, {
    needs: { bundle: 'certificates-written', online1: 'ready', pairing: 'paired' },
    sets: { bundle: 'certificates-read' },
    fields: [seen(check('signature')), seen(check('ceremony')), seen(check('count')), check('each')],
  }),
  step('A15', ['RO1', 'RO2'], 8, {
    hold: true,
    needs: { bundle: 'certificates-read' },
    sets: { bundle: 'certificates-agreed' },
    fields: [seen(check('words'))],
  }),
  plannedBreak('A15P', 'ALL'),
]);

const download: Part = part('a4', [
  step('A16', ['RO1', 'RO2'], 4, {
    needs: { bundle: 'certificates-agreed', hsm: 'provisioned' },
    fields: [check('names'), seen(check('typed'))],
  }),
  step('A17', ['RO1', 'RO2'], 8, {
    service: 12,
    hold: true,
    needs: { bundle: 'certificates-agreed', hsm: 'provisioned' },
    sets: { domain: 'downloaded', hsm: 'activated' },
    fields: [
      seen(check('saved')),
      seen(short('bytes')),
      seen(short('succeeded')),
      seen(long('request-id')),
      seen(writtenFingerprint('domain')),
    ],
  }),
  step('A18', 'RO1', 4, {
    needs: { domain: 'downloaded' },
    sets: { domain: 'inspected' },
    fields: [seen(check('version')), seen(check('shares')), seen(check('required')), seen(check('known'))],
  }),
  step('A19', 'RO2', 5, {
    needs: { domain: 'inspected' },
    sets: { domain: 'logged' },
    fields: [check('one'), check('alert'), given('re-wrap', check('explained'))],
  }),
  step('A20', 'RO1', 5, {
    needs: { domain: 'logged' },
    sets: { domain: 'on-stick' },
    fields: [boxes('serial'), check('words')],
  }),
]);

const loadDomain: Part = part('a5', [
  step('A21', 'OP', 5, {
    needs: { domain: 'on-stick', offline: 'ready', custodianStick: 'none' },
    sets: { domain: 'loaded' },
    fields: [seen(check('hash')), seen(check('inspector'))],
  }),
]);

const prove: Part = part(
  'a6',
  [
    step('A22', 'C', 4, {
      needs: { domain: 'loaded', custodianStick: 'none', custodianKey: 'none', proven: ['none', 'below'] },
      sets: { custodianStick: 'in' },
      fields: [boxes('bag'), seen(check('opened')), seen(check('wiped'))],
    }),
    step('A22B', 'C', 3, {
      needs: { custodianStick: 'in', custodianKey: 'none' },
      sets: { proven: 'one-more' },
      fields: [seen(check('opened')), seen(check('wiped'))],
    }),
    step('A22C', ['C', 'MC'], 3, {
      needs: { custodianStick: 'in' },
      sets: { custodianStick: 'none' },
      fields: [boxes('bag1'), boxes('bag2'), check('log')],
    }),
  ],
  { repeat: 'custodians' },
);

const handOver: Part = part('a7', [
  step('A23', ['CA', 'W1'], 5, { hold: true, needs: { proven: 'full' }, fields: [seen(check('all'))] }),
  step('A24', 'MC', 8, {
    needs: { proven: 'full', domain: 'loaded' },
    sets: { domain: 'placed' },
    fields: [medium('place1'), medium('place2'), medium('place3'), check('labels')],
  }),
  step('A25', 'CA', 5, { needs: { domain: 'placed' }, fields: [check('register'), check('sites'), short('review')] }),
  step('A26', 'RO1', 15, {
    needs: { domain: 'placed' },
    fields: [
      check('sticks'),
      seen(fingerprint('test-key')),
      check('canary'),
      seen(short('backup')),
      seen(check('inventory')),
    ],
  }),
  step('A26R', ['CA', 'MC'], 15, {
    only: ['re-wrap'],
    needs: { proven: 'full', domain: 'placed' },
    fields: [check('old-sticks'), check('old-copies')],
  }),
]);

const script = (kind: 'activation' | 're-wrap'): Script => ({
  kind,
  cast: ['CA', 'OP', 'C', 'RO1', 'RO2', 'W1', 'W2', 'MC', 'ALL'],
  start: {},
  parts: [
    openingBlock(),
    offlineMachine(),
    onlineMachine('online1', pairingOnline()),
    onlineMachine('online2'),
    beforeAnyKey,
    custodianKey,
    certificatesAcross,
    download,
    loadDomain,
    prove,
    handOver,
    closingBlock(true, true),
  ],
});

export const activationScript: Script = script('activation');
export const rewrapScript: Script = script('re-wrap');
