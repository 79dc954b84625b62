// The comparison with the inventory, and the hand-over.
import type { OnlineView } from '#shared/contract/online/view.ts';
import type { InventoryDifference } from '#shared/inventory/inventory.ts';
import { notRestored } from '#shared/inventory/not-restored.ts';
import { checkFailed } from '#core/journal/records.ts';
import { after, at, compared, exception, oid, to, written } from './common.ts';
import { inRail, type OnlineState } from './online-state.ts';

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
const differs = checkFailed('inventory', 'C22', { code: 'INVENTORY_DIFFERS', differences: 214 });
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

const seen = { verification: differing };
const firstBackup = 'https://backups.blob.core.windows.net/mhsm-backups/mhsm-recovered-hsm-2026101411020000';

/** Handed over, with what is set up by hand. */
export const handedOver: OnlineView['handOver'] = {
  phase: 'written',
  rows,
  rowCount: 341,
  csv: written('hand-over-recovered-hsm.csv'),
  json: written('hand-over-recovered-hsm.json'),
  notRestored: [...notRestored],
  byHand,
  byHandCount: 3,
};

export const verifyStates = {
  'online-verify': { view: to('verify') },
  'online-verify-running': {
    view: to('verify', {
      running: { sinceUtc: at('10:39:12'), isSent: false, attempt: 0, counted: { done: 81, of: 118 } },
    }),
  },
  'online-verify-same': { view: after('verify'), open: inRail('Verify') },
  'online-landing': { view: after('verify'), open: inRail('Finish') },
  'online-verify-partly': { view: after('verify', { seen: { verification: partly } }), open: inRail('Verify') },
  'online-verify-differs': { view: after('verify', { seen, events: [differs] }), open: inRail('Verify') },
  'online-verify-decided': {
    view: after('verify', { seen, events: [differs, exception({ check: 'inventory' })] }),
    open: inRail('Verify'),
  },
  'online-first-backup-recovered': { view: to('first-backup') },
  'online-first-backup-recovered-done': {
    view: after('first-backup', { facts: [{ fact: 'folder-uri', value: firstBackup }] }),
  },
  'online-hand-over-undecided': { view: to('hand-over', { seen, events: [differs] }) },
  'online-hand-over': { view: to('hand-over') },
  'online-hand-over-exporting': { view: to('hand-over', { ui: { exporting: { done: 9900, of: 10_000 } } }) },
  'online-hand-over-done': {
    view: to('hand-over', {
      facts: [{ fact: 'keys', value: '118' }],
      ui: {
        handOver: handedOver,
      },
    }),
    open: inRail('Hand over'),
  },
} satisfies Readonly<Record<string, OnlineState>>;
