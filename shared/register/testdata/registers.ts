// Registers for tests and for the gallery: invented people, invented places.
import { madeUpFingerprint } from '../../ceremony/testdata/plans.ts';
import type { RegisterCopy, CustodyRegister, RegisteredCustodian } from '../register.ts';

const names = [
  'Anna Berg',
  'Bruno Castelli',
  'Chiamaka Obi',
  'Daniel Fournier',
  'Elif Yıldız',
  'Farid Haddad',
  'Greta Lindqvist',
  'Hiroshi Tanaka',
  'Ines Carvalho',
  'Jonas Weber',
];

/** The certificates are those of the sample plans. */
export const custodianOf = (k: number, changes: Partial<RegisteredCustodian> = {}): RegisteredCustodian => ({
  id: `C${k}`,
  person: `custodian-${k}`,
  certificateSha256: madeUpFingerprint(k),
  availabilityPercent: 90,
  envelopeSite: null,
  copies: [copyOf(k, 1), copyOf(k, 2)],
  ...changes,
});

/** The first copy lies at a site of its custodian's own, the second at another's. */
export const copyOf = (k: number, copy: 1 | 2, changes: Partial<RegisterCopy> = {}): RegisterCopy => ({
  site: copy === 1 ? `site-${k}` : `vault-${k}`,
  serial: `AK7-${1000 + 2 * k + copy}`,
  bag: `B00${4410 + 2 * k + copy}`,
  proof: { on: '2026-09-01', how: 'share-check', ceremony: 'MHSM-DRILL-2026-09-01' },
  ...changes,
});

/** A register in which nothing needs attention on the day of the sample plans, 2026-10-14. */
export function registerOf(custodians: number, required: number, changes: Partial<CustodyRegister> = {}): CustodyRegister {
  const numbers = Array.from({ length: custodians }, (_, at) => at + 1);
  return {
    format: 'lifeboat-custody',
    v: 2,
    practice: false,
    hsm: { name: 'nordbank-pay-hsm1', uri: 'https://nordbank-pay-hsm1.managedhsm.azure.net' },
    securityDomainSha256: madeUpFingerprint(201),
    required,
    proofEveryDays: 91,
    reviewedOn: '2026-09-01',
    people: numbers.map((k) => ({
      id: `custodian-${k}`,
      name: names[k - 1] ?? `Custodian ${k}`,
      employer: 'Nordbank AG',
      hsmAdministrator: false,
    })),
    sites: numbers.flatMap((k) => [
      { id: `site-${k}`, name: `Office ${k}`, region: `region-${k}`, keyholders: [] },
      { id: `vault-${k}`, name: `Vault ${k}`, region: `vault-region-${k}`, keyholders: [] },
    ]),
    custodians: numbers.map((k) => custodianOf(k)),
    ...changes,
  };
}

/** A register in which much needs attention. */
export const troubledRegister: CustodyRegister = registerOf(5, 3, {
  reviewedOn: null,
  people: registerOf(5, 3).people.map((each, at) => (at === 1 ? { ...each, hsmAdministrator: true } : each)),
  sites: [
    { id: 'zurich', name: 'Zürich', region: 'switzerlandnorth', keyholders: ['custodian-1'] },
    { id: 'geneva', name: 'Genève', region: 'switzerlandnorth', keyholders: [] },
    { id: 'frankfurt', name: 'Frankfurt', region: 'germanywestcentral', keyholders: [] },
  ],
  custodians: [
    custodianOf(1, { copies: [copyOf(1, 1, { site: 'zurich' }), copyOf(1, 2, { site: 'geneva' })] }),
    custodianOf(2, {
      copies: [copyOf(2, 1, { site: 'zurich', proof: null }), copyOf(2, 2, { site: 'zurich', bag: null })],
      envelopeSite: 'zurich',
    }),
    custodianOf(3, {
      availabilityPercent: 60,
      copies: [
        copyOf(3, 1, { site: 'zurich', proof: { on: '2026-04-02', how: 'activation', ceremony: 'MHSM-ACT-2026-04-02' } }),
        copyOf(3, 2, { site: 'geneva', proof: { on: '2026-07-20', how: 'quorum-drill', ceremony: 'MHSM-DRILL-2026-07-20' } }),
      ],
    }),
    custodianOf(4, { copies: [copyOf(4, 1, { site: 'frankfurt', proof: null }), copyOf(4, 2, { site: 'geneva', proof: null })] }),
    custodianOf(5, {
      copies: [copyOf(5, 1, { site: 'frankfurt' }), copyOf(5, 2, { site: 'geneva', proof: { on: '2026-12-24', how: 'share-check', ceremony: 'MHSM-D1-2026-12-24' } })],
    }),
  ],
});

/** A register as it is begun from a plan: nobody has said where second copies lie, in which regions, and who can open what. */
export const blankRegister: CustodyRegister = registerOf(5, 3, {
  securityDomainSha256: null,
  reviewedOn: null,
  sites: [
    ...registerOf(5, 3).sites.map((each) => ({ ...each, region: null, keyholders: null })),
    { id: 'site-unknown', name: 'FILL IN', region: null, keyholders: null },
  ],
  custodians: [1, 2, 3, 4, 5].map((k) =>
    custodianOf(k, {
      copies: [copyOf(k, 1, { proof: null }), copyOf(k, 2, { site: 'site-unknown', bag: null, proof: null })],
    }),
  ),
});
