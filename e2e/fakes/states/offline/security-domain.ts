// The security domain.
import type { RecoveryView } from '#shared/contract/offline/recovery-view.ts';
import type { View } from '#shared/contract/offline/view.ts';
import { file, inStick, thumbprints } from './common.ts';
import { known, paired } from './plan.ts';

const domain: Extract<View['securityDomain'], { phase: 'loaded' }> = {
  phase: 'loaded',
  file: file('security-domain.json', 15_214),
  version: 2,
  required: 2,
  custodians: thumbprints,
  data: [
    { tag: 'hsm_backup', bytes: 9011 },
    { tag: 'base_enclave_backup', bytes: 1023 },
    { tag: 'partition_enclave_backup', bytes: 3072 },
  ],
  warnings: [],
};
export const loaded: View = {
  ...paired,
  securityDomain: domain,
  custodians: { ...paired.custodians, required: 2 },
};
export const failing = (check: string, step: string, fault: string): RecoveryView => ({
  ...known,
  failures: [{ check, step, fault, known: null }],
});

export const securityDomainStates = {
  'security-domain-choose': paired,
  'security-domain-stick-out': { ...paired, volumes: [{ ...inStick, present: false }] },
  'security-domain-other': { ...paired, recovery: failing('security-domain', 'B2', 'PLAN_MISMATCH') },
} satisfies Readonly<Record<string, View>>;

/** A file that is odd and read all the same; a person goes back to its screen. */
export const domainWithWarnings: View = {
  ...loaded,
  securityDomain: {
    ...domain,
    warnings: [
      { code: 'SHARES_WRAPPED_WITH_SHA1', custodian: thumbprints[0] ?? '' },
      { code: 'SECURITY_DOMAIN_MEMBERS_UNKNOWN', members: ['EncData.hsm_type', 'SharedKeys.enc_shares[2].key_ops'] },
    ],
  },
};
