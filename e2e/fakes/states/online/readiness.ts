// A healthy HSM: named, looked at in each light, and backed up outside of a ceremony.
import { recoveryPlan } from '#core/plan/testdata/sample-plan.ts';
import type { OnlineView } from '#shared/contract/online/view.ts';
import { lightOf, type OwnFinding, type ReadinessCheck } from '#shared/readiness/readiness.ts';
import { sha } from '../hashes.ts';
import { at, progress, signedIn, start } from './common.ts';
import { choose, type OnlineState } from './online-state.ts';

const { tenant, subscription, resourceGroup } = recoveryPlan.target;
const container = 'https://nordbankbackups.blob.core.windows.net/pay-hsm1';
const identity = `/subscriptions/${subscription}/resourceGroups/${resourceGroup}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/hsm-backup`;
const folder = 'mhsm-nordbank-pay-hsm1-2026101402000512';
type OpenHsm = Extract<OnlineView['readiness'], { phase: 'open' }>;

const hsm: OpenHsm = {
  phase: 'open',
  practice: false,
  name: 'nordbank-pay-hsm1',
  uri: 'https://nordbank-pay-hsm1.managedhsm.azure.net',
  tenant,
  container,
  place: { subscription, resourceGroup },
  identity,
  look: { phase: 'not-looked' },
  backup: { phase: 'none' },
};
const opened = (change: Partial<OpenHsm> = {}): OnlineView => ({
  ...start,
  account: signedIn,
  lastContactUtc: at('10:39:52'),
  readiness: { ...hsm, ...change },
});

/** A healthy HSM, before anybody looked. */
export const openedHsm = opened();

const age = (hours: number) =>
  ({ kind: 'backup-age', folder, atUtc: at('02:03:00'), hours, limitHours: 26, by: 'container' }) as const;
function consumersFound(change: Partial<Extract<OwnFinding, { kind: 'consumers' }>> = {}) {
  const none = { stranded: [], withoutRole: [], notBackedUp: [], isOlder: false, isOther: false, notSeen: 0 } as const;
  return {
    kind: 'consumers',
    count: 40,
    takenUtc: at('02:05:00'),
    plannedRegion: 'northeurope',
    ...none,
    ...change,
  } as const;
}
const well: readonly ReadinessCheck[] = [
  { id: 'hsm-state', outcome: 'ok', found: { kind: 'hsm-state', provisioning: 'Succeeded', activation: 'active' } },
  { id: 'purge-protection', outcome: 'ok', found: { kind: 'purge-protection', on: true, retentionDays: 90 } },
  { id: 'identity', outcome: 'ok', found: { kind: 'value', value: identity.toLowerCase() } },
  { id: 'own-rights', outcome: 'ok', found: { kind: 'rights-held', count: 3 } },
  { id: 'storage-role', outcome: 'ok', found: { kind: 'role-writes' } },
  { id: 'storage-network', outcome: 'ok', found: { kind: 'network-trusted' } },
  { id: 'hsm-roles', outcome: 'ok', found: { kind: 'hsm-roles-held', roles: ['Managed HSM Backup User'] } },
  { id: 'backup-path', outcome: 'ok', found: { kind: 'path-checked' } },
  { id: 'external-keys', outcome: 'ok', found: { kind: 'none' } },
  { id: 'inventory', outcome: 'ok', found: { kind: 'inventory-same', keys: 214, takenUtc: at('02:00:05') } },
  { id: 'container', outcome: 'ok', found: { kind: 'value', value: container } },
  { id: 'immutability', outcome: 'ok', found: { kind: 'none' } },
  { id: 'last-backup', outcome: 'ok', found: age(8) },
  { id: 'azure-versions', outcome: 'ok', found: { kind: 'versions-newest' } },
  { id: 'backup-record', outcome: 'ok', found: { kind: 'record-seen', folder, endedUtc: at('02:03:00') } },
  {
    id: 'security-domain',
    outcome: 'ok',
    found: { kind: 'domain-agrees', sha256: sha, required: 3, custodians: 5, withRegister: true },
  },
  {
    id: 'custody',
    outcome: 'ok',
    found: { kind: 'custody-healthy', required: 3, custodians: 5, lastProof: '2026-09-01', later: 1 },
  },
  { id: 'consumers', outcome: 'ok', found: consumersFound() },
  { id: 'emergency-card', outcome: 'ok', found: { kind: 'card', check: '3f2a91c0', printed: '3f2a91c0' } },
];
const certificate = (name: string, days: number): ReadinessCheck => ({
  id: 'certificates',
  outcome: days > 30 ? 'ok' : 'look',
  found: { kind: 'certificate-ends', name, on: '2026-10-28', days },
});
const changed = (rows: readonly ReadinessCheck[]): readonly ReadinessCheck[] => [
  ...well.filter(({ id }) => !rows.some((row) => row.id === id)),
  ...rows,
];
const looked = (checks: readonly ReadinessCheck[], change: Partial<OpenHsm> = {}): OnlineView =>
  opened({
    look: {
      phase: 'looked',
      readiness: { hsm: hsm.uri, practice: hsm.practice, atUtc: at('10:39:52'), light: lightOf(checks), checks },
    },
    ...change,
  });

const unreachable = { kind: 'refused', fault: { code: 'SERVICE_UNREACHABLE', host: 'x', reason: 'timeout' } } as const;

export const readinessStates = {
  'online-readiness-form': { view: start, open: choose('Readiness of an HSM') },
  'online-readiness-sign-in': { view: { ...opened(), account: { phase: 'signed-out' } } },
  'online-readiness-practice': {
    view: {
      ...opened({ practice: true, uri: 'https://nordbank-pay-hsm1.managedhsm.practice.invalid' }),
      practiceOnly: true,
      account: { phase: 'signed-out' },
    },
  },
  'online-readiness': { view: opened({ place: null, identity: null }) },
  'online-readiness-looking': { view: opened({ look: { phase: 'looking', sinceUtc: at('10:39:20') } }) },
  'online-readiness-ready': { view: looked(well) },
  'online-readiness-attention': {
    view: looked(
      changed([
        { id: 'purge-protection', outcome: 'look', found: { kind: 'purge-protection', on: false, retentionDays: 90 } },
        {
          id: 'hsm-roles',
          outcome: 'look',
          found: { kind: 'hsm-role-missing', needed: 'Managed HSM Backup User', roles: ['Managed HSM Crypto Auditor'] },
        },
        {
          id: 'inventory',
          outcome: 'look',
          found: { kind: 'inventory-differs', differences: 3, takenUtc: at('02:00:05') },
        },
        { id: 'backup-record', outcome: 'look', found: { kind: 'no-record' } },
        { id: 'emergency-card', outcome: 'look', found: { kind: 'card', check: '3f2a91c0', printed: '77b01e5d' } },
        { id: 'security-domain', outcome: 'look', found: { kind: 'domain-not-compared', sha256: sha } },
        { id: 'custody', outcome: 'unknown', found: { kind: 'not-given', what: 'register' } },
        certificate('custodian-1.cer', 14),
        {
          id: 'consumers',
          outcome: 'look',
          found: consumersFound({
            stranded: ['disks-pay', 'logs'],
            withoutRole: ['ledger2'],
            notSeen: 1,
            isOlder: true,
          }),
        },
        { id: 'certificates', outcome: 'look', found: { kind: 'certificate-foreign', name: 'old.cer', sha256: sha } },
        { id: 'identity', outcome: 'unknown', found: { kind: 'identity-not-named' } },
      ]),
    ),
  },
  'online-readiness-not-ready': {
    view: looked(
      changed([
        { id: 'last-backup', outcome: 'stop', found: age(71) },
        {
          id: 'backup-path',
          outcome: 'stop',
          found: {
            kind: 'refused',
            fault: {
              code: 'SERVICE_OPERATION_FAILED',
              operation: 'pre-backup',
              serviceCode: 'Forbidden',
              serviceMessage: 'The storage account denied access.',
            },
          },
        },
        {
          id: 'security-domain',
          outcome: 'stop',
          found: { kind: 'domain-differs', what: 'hash', expected: sha, found: '9'.repeat(64) },
        },
        {
          id: 'custody',
          outcome: 'stop',
          found: { kind: 'custody', finding: { kind: 'proven-below-quorum', proven: 2, required: 3 } },
        },
      ]),
    ),
  },
  'online-readiness-not-known': {
    view: looked(
      well.map(({ id, ...row }) =>
        id === 'security-domain' || id === 'custody' ? { id, ...row } : { id, outcome: 'unknown', found: unreachable },
      ),
    ),
  },
  'online-readiness-backing-up': {
    view: looked(well, { backup: { phase: 'running', progress: progress({ attempt: 4 }) } }),
  },
  'online-readiness-backup-refused': {
    view: looked(well, {
      backup: { phase: 'refused', fault: { code: 'BACKUP_CONTAINER_MISSING', uri: container }, atUtc: at('10:39:52') },
    }),
  },
  'online-readiness-backed-up': {
    view: {
      ...looked(well, { backup: { phase: 'done', folderUri: `${container}/${folder}` } }),
      written: [
        {
          volume: 'backups',
          name: 'lifeboat-backup-nordbank-pay-hsm1-20261014T103807Z.json',
          bytes: 812,
          sha256: sha,
          readBack: true,
        },
      ],
    },
  },
} satisfies Readonly<Record<string, OnlineState>>;
