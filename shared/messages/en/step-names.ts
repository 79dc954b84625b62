// English names of the steps of the online part. A step has one: at the side of the screen, in a refusal, in a finding and in the record.
import type { OnlineStepId } from '../../contract/online/step-view.ts';

export const stepNames = {
  pairing: 'Pair with offline',
  preFlight: 'Pre-flight checks',
  create: 'Create the HSM',
  activate: 'Activate',
  'init-recovery': 'Exchange key',
  'exchange-key': 'Second observer',
  observe: 'Observe',
  countersign: 'Countersign',
  upload: 'Upload',
  identity: 'Storage identity',
  deleted: 'Deleted HSMs',
  backup: 'Restore point',
  'first-backup': 'First backup',
  'fresh-backup': 'Fresh backup',
  're-wrap': 'Re-wrap',
  restore: 'Restore',
  verify: 'Verify',
  'hand-over': 'Hand over',
  canary: 'Test key',
  baseline: 'First inventory',
} satisfies Readonly<Record<OnlineStepId | 'first-backup' | 'fresh-backup' | 're-wrap', string>>;
