// Records of standing backups for tests.
import { recoveryPlan } from '../../plan/testdata/sample-plan.ts';
import type { BackupRecord } from '../backup-record.ts';

export const record: BackupRecord = {
  format: 'lifeboat-backup-record',
  v: 1,
  practice: false,
  hsm: 'https://keys-hsm.managedhsm.azure.net',
  container: 'https://backups.blob.core.windows.net/keys',
  folder: 'mhsm-keys-hsm-2026112702000512',
  jobId: '0a1b'.repeat(8),
  access: 'managed-identity',
  began: '2026-11-27T02:00:05.120Z',
  ended: '2026-11-27T02:03:00.000Z',
  checkedBefore: true,
  seen: { files: 3, bytes: 4096 },
  inventory: null,
  app: { version: '1.0.0', build: 'command-line' },
};

/** Of the HSM and the container of the sample plan, and younger than it. */
export const recordOfPlan: BackupRecord = {
  ...record,
  hsm: recoveryPlan.source?.uri ?? '',
  container: `${recoveryPlan.backup?.account}/${recoveryPlan.backup?.container}`,
  folder: 'mhsm-lost-hsm-2026112702000512',
};
