// Before the new HSM is there, and its creation: pairing, board, create.
import { recoveryPlan } from '#core/plan/testdata/sample-plan.ts';
import type { OnlineView } from '#shared/contract/online/view.ts';
import type { OnlineCheck } from '#shared/online/check-results.ts';
import { after, at, intended, oid, to } from './common.ts';
import { confirmed } from '#core/journal/testdata/recovery.ts';
import { inRail, type OnlineState } from './online-state.ts';

const preFlight: readonly OnlineCheck[] = [
  { id: 'target-name-free', outcome: 'ok', found: { kind: 'value', value: 'recovered-hsm' } },
  { id: 'source-state', outcome: 'ok', found: { kind: 'hsm-purged', name: 'lost-hsm' } },
  {
    id: 'container',
    outcome: 'ok',
    found: { kind: 'value', value: 'https://backups.blob.core.windows.net/mhsm-backups' },
  },
  {
    id: 'source-folder',
    outcome: 'ok',
    found: {
      kind: 'folder',
      folder: 'mhsm-lost-hsm-2026101312000000',
      files: 14,
      bytes: 18_446_744,
      written: '2026-10-13T12:04:31Z',
    },
  },
  { id: 'immutability', outcome: 'stop', found: { kind: 'immutability-policy' } },
  { id: 'operators-in-backup', outcome: 'look', found: { kind: 'no-inventory' } },
  { id: 'target-identity', outcome: 'unknown', found: { kind: 'hsm-not-made' } },
  {
    id: 'own-rights',
    outcome: 'unknown',
    found: { kind: 'refused', fault: { code: 'SERVICE_ANSWER_LOST', operation: 'control-plane' } },
  },
  { id: 'administrators', outcome: 'ok', found: { kind: 'value', value: oid } },
];
const fine = preFlight.filter(({ outcome }) => outcome === 'ok');
const looked = (checks: readonly OnlineCheck[]): OnlineView['preFlight'] => ({
  phase: 'looked',
  atUtc: at('10:38:11'),
  checks: [...checks],
  isClear: checks.every(({ outcome }) => outcome !== 'stop'),
});

/** It is asked for, and not there yet. */
const creating = [confirmed('create'), intended('create')];

const inspected = { ui: { preFlight: looked(fine) } };
const board = inRail('Pre-flight checks');

export const createStates = {
  'online-pairing': { view: to('pairing') },
  'online-pairing-done': { view: after('pairing'), open: inRail('Pair with offline') },
  'online-board': { view: to('preFlight') },
  'online-board-looking': {
    view: to('preFlight', {
      running: {},
      ui: { preFlight: { phase: 'looking', sinceUtc: at('10:39:46') } },
    }),
  },
  'online-board-stops': { view: to('preFlight', { ui: { preFlight: looked(preFlight) } }), open: board },
  'online-board-clear': { view: to('preFlight', { ui: { preFlight: looked(fine) } }), open: board },
  'online-board-exporting': {
    view: to('preFlight', { ui: { preFlight: looked(fine), exporting: { done: 2400, of: 10_000 } } }),
    open: board,
  },
  'online-create': { view: to('create', inspected) },
  'online-create-running': { view: to('create', { ...inspected, events: creating, running: {} }) },
  'online-create-refused': {
    view: to('create', {
      ...inspected,
      events: [...creating, { kind: 'call-settled', id: 'create-1', verdict: 'failed', detail: null }],
      refused: {
        code: 'SERVICE_REFUSED',
        operation: 'control-plane',
        status: 409,
        serviceCode: 'VaultAlreadyExists',
        serviceMessage: 'The name "recovered-hsm" is already in use.',
      },
    }),
  },
  'online-create-done': {
    view: after('create', {
      facts: [
        { fact: 'hsm-uri', value: recoveryPlan.target.uri },
        { fact: 'resource-id', value: recoveryPlan.target.resourceId },
        { fact: 'activation', value: 'not-activated' },
      ],
    }),
    open: inRail('Create the HSM'),
  },
} satisfies Readonly<Record<string, OnlineState>>;
