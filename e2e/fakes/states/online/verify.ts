// The comparison with the inventory, and the hand-over.
import type { OnlineView } from '#shared/contract/online/view.ts';
import type { InventoryDifference } from '#shared/inventory/inventory.ts';
import { notRestored } from '#shared/inventory/not-restored.ts';
import { clockAt, at, done, exception, oid, progress, ready, to, written } from './common.ts';
import { inRail, type OnlineState } from './online-state.ts';

export const compared: Extract<OnlineView['verification'], { phase: 'compared' }> = {
  phase: 'compared',
  atUtc: at('10:39:00'),
  isSame: true,
  keys: { expected: 118, found: 118 },
  versions: { expected: 341, found: 341 },
  roles: { expected: 22, found: 22 },
  differences: [],
  differenceCount: 0,
  byHandCount: 0,
  notCompared: [],
  canaries: [{ key: 'canary', version: '0'.repeat(32), proven: ['sign'] }],
  file: written('inventory-recovered-hsm.json'),
};
const differing: OnlineView['verification'] = {
  ...compared,
  isSame: false,
  keys: { expected: 118, found: 117 },
  versions: { expected: 341, found: 338 },
  roles: { expected: 22, found: 23 },
  canaries: [],
  differenceCount: 214,
  differences: [
    { kind: 'key-missing', key: 'payments-signing-2024', versions: 3 },
    {
      kind: 'attribute',
      key: 'customer-data-encryption-key-with-a-long-name',
      version: 'a'.repeat(32),
      field: 'enabled',
      expected: 'true',
      found: 'false',
    },
    { kind: 'version-added', key: 'canary', version: 'b'.repeat(32) },
    { kind: 'role-added', scope: '/keys/canary', role: 'Managed HSM Crypto User', principalId: oid },
  ],
};
const inventory = {
  check: 'inventory',
  step: 'C22',
  fault: 'INVENTORY_DIFFERS',
  known: { code: 'INVENTORY_DIFFERS', differences: 214 } as const,
};
const byHand: InventoryDifference[] = [
  { kind: 'setting-differs', name: 'AllowKeyManagementOperationsThroughARM', expected: 'false', found: 'true' },
  { kind: 'region-missing', region: 'westeurope' },
  { kind: 'soft-deleted-missing', key: 'payments-signing-2019', scheduledPurge: '2026-12-24T08:00:00.000Z' },
];
/** All that a restore brings is there; the rest is set up by hand, and some lists nobody could read. */
const partly: OnlineView['verification'] = {
  ...compared,
  roles: { expected: 22, found: null },
  differences: [...byHand],
  differenceCount: 3,
  byHandCount: 3,
  notCompared: [
    { list: 'roles', expected: null, found: 'forbidden' },
    { list: 'rotationPolicies', expected: 'earlier-format', found: 'not-asked' },
  ],
};
const rows = Array.from({ length: 20 }, (_, place) => ({
  key: `key-${place + 1}`,
  version: String(place).padStart(32, '0'),
  enabled: place !== 3,
  oldUri: `https://lost-hsm.managedhsm.azure.net/keys/key-${place + 1}/${String(place).padStart(32, '0')}`,
  newUri: `https://recovered-hsm.managedhsm.azure.net/keys/key-${place + 1}/${String(place).padStart(32, '0')}`,
}));

export const verifyStates = {
  'online-verify': { view: to('verify', ready) },
  'online-verify-running': {
    view: to('verify', {
      phase: 'running',
      progress: progress({ sinceUtc: at('10:39:12'), isSent: false, attempt: 0, counted: { done: 81, of: 118 } }),
    }),
  },
  'online-verify-same': { view: to('hand-over', ready, { verification: compared }), open: inRail('Verify') },
  'online-landing': {
    view: to('hand-over', ready, {
      verification: compared,
      recoveryTime: clockAt('verify'),
    }),
    open: inRail('Finish'),
  },
  'online-verify-partly': { view: to('hand-over', ready, { verification: partly }), open: inRail('Verify') },
  'online-verify-differs': {
    view: to(
      'hand-over',
      { phase: 'not-yet', needs: ['exception'] },
      { verification: differing, failures: [inventory] },
    ),
    open: inRail('Verify'),
  },
  'online-verify-decided': {
    view: to('hand-over', ready, { verification: differing, exceptions: [{ ...exception, check: 'inventory' }] }),
    open: inRail('Verify'),
  },
  'online-first-backup-recovered': { view: to('first-backup', ready, { verification: compared }) },
  'online-first-backup-recovered-done': {
    view: to(
      'first-backup',
      done([
        {
          fact: 'folder-uri',
          value: 'https://backups.blob.core.windows.net/mhsm-backups/mhsm-recovered-hsm-2026101411020000',
        },
      ]),
      { verification: compared },
    ),
  },
  'online-hand-over-undecided': {
    view: to(
      'hand-over',
      { phase: 'not-yet', needs: ['exception'] },
      { verification: differing, failures: [inventory] },
    ),
  },
  'online-hand-over': { view: to('hand-over', ready) },
  'online-hand-over-exporting': { view: to('hand-over', ready, { exporting: { done: 9900, of: 10_000 } }) },
  'online-hand-over-done': {
    view: to('hand-over', done([{ fact: 'keys', value: '118' }]), {
      handOver: {
        phase: 'written',
        rows,
        rowCount: 341,
        csv: written('hand-over-recovered-hsm.csv'),
        json: written('hand-over-recovered-hsm.json'),
        notRestored: [...notRestored],
        byHand,
        byHandCount: 3,
      },
    }),
    open: inRail('Hand over'),
  },
} satisfies Readonly<Record<string, OnlineState>>;
