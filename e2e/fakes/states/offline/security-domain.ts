// The security domain.
import { checkFailed } from '#core/journal/records.ts';
import { thumbprintOf } from '#core/encoding/thumbprint.ts';
import { certificates } from '#core/journal/testdata/recovery.ts';
import type { View } from '#shared/contract/offline/view.ts';
import type { JournalEvent } from '#shared/journal/events.ts';
import { otherSha, sha } from '../hashes.ts';
import { honest, recoveryOf } from './ceremony.ts';
import { file, inStick, type Known } from './common.ts';
import { paired } from './plan.ts';

/** Of the custodians of the plan. */
export const thumbprints = certificates.map((each) => thumbprintOf(each));
export const domain: Extract<View['securityDomain'], { phase: 'loaded' }> = {
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
export const loaded: readonly JournalEvent[] = [...paired, honest('security-domain-loaded')];
export const loadedKnown: Known = { securityDomain: domain };

export const securityDomainStates = {
  'security-domain-choose': recoveryOf(paired),
  'security-domain-stick-out': recoveryOf(paired, { volumes: [{ ...inStick, present: false }] }),
  'security-domain-other': recoveryOf([
    ...paired,
    checkFailed('security-domain', 'B2', {
      code: 'PLAN_MISMATCH',
      what: 'security domain',
      expected: sha,
      found: otherSha,
    }),
  ]),
} satisfies Readonly<Record<string, View>>;

/** A file that is odd and read all the same; a person goes back to its screen. */
export const domainWithWarnings: View = recoveryOf(loaded, {
  securityDomain: {
    ...domain,
    warnings: [
      { code: 'SHARES_WRAPPED_WITH_SHA1', custodian: thumbprints[0] ?? '' },
      { code: 'SECURITY_DOMAIN_MEMBERS_UNKNOWN', members: ['EncData.hsm_type', 'SharedKeys.enc_shares[2].key_ops'] },
    ],
  },
});
