// The security domain.
import type { RecoveryView } from '../../../../shared/contract/offline/recovery-view.ts';
import type { View } from '../../../../shared/contract/offline/view.ts';
import { file, inStick, thumbprints } from './common.ts';
import { known, paired } from './plan.ts';

export const loaded: View = {
  ...paired,
  securityDomain: {
    phase: 'loaded',
    file: file('security-domain.json', 15_214),
    version: 2,
    required: 2,
    custodians: thumbprints,
    data: [
      { tag: 'hsm_backup', bytes: 9011 },
      { tag: 'base_enclave_backup', bytes: 1023 },
      { tag: 'kmsp_enclave_backup', bytes: 3072 },
    ],
    notes: [],
  },
  custodians: { ...paired.custodians, required: 2 },
};
export const failing = (check: string, step: string, fault: string): RecoveryView => ({
  ...known,
  failures: [{ check, step, fault, detail: '' }],
});

export const securityDomainStates = {
  'security-domain-choose': paired,
  'security-domain-stick-out': { ...paired, volumes: [{ ...inStick, present: false }] },
  'security-domain-other': { ...paired, recovery: failing('security-domain', 'B2', 'PLAN_MISMATCH') },
} satisfies Readonly<Record<string, View>>;
