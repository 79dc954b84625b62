// Plans for tests and for the gallery: invented people, invented HSMs.
import { givesKeys } from '../../plan/kind.ts';
import { type CeremonyKind, drillLevels } from '../model.ts';
import type { PlanBackup, PlanCustodian, ScriptPlan } from '../script-plan.ts';

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
const sites = ['Zürich', 'Frankfurt', 'Dublin'];

/** A value that looks like a SHA-256; the same seed gives the same value. */
export const madeUpFingerprint = (seed: number): string =>
  Array.from({ length: 32 }, (_, at) =>
    ((seed * 73 + at * 151 + at * at * seed) % 256).toString(16).padStart(2, '0'),
  ).join('');

export const custodiansOf = (count: number): readonly PlanCustodian[] =>
  Array.from({ length: count }, (_, at) => ({
    code: `C${at + 1}`,
    name: names[at % names.length] ?? '',
    employer: 'Nordbank AG',
    fingerprint: madeUpFingerprint(at + 1),
    site: sites[at % sites.length] ?? '',
  }));


export const backupOfTests: PlanBackup = {
  method: 'identity',
  account: 'https://nordbankhsmbackup.blob.core.windows.net',
  container: 'hsm-backups',
  folder: 'mhsm-nordbank-pay-hsm1-2026101301000001',
  identity: 'id-hsm-backup',
};

/** A plan with everything in it. */
export function planOf(kind: CeremonyKind, changes: Partial<ScriptPlan> = {}): ScriptPlan {
  const plan: ScriptPlan = {
    kind,
    mode: 'production',
    isApproved: true,
    grade: 'full',
    ceremonyId: 'MHSM-DR-2026-10-14-01',
    purpose: 'Recover the keys of the payment platform after the loss of the region.',
    place: 'Secure room 2.14, Frankfurt',
    date: '2026-10-14',
    tenant: '7d1f0c1e-52a4-4b37-9a56-0c1b7f3ed201',
    subscription: 'b0d9a3f4-18c6-4c0e-8d5a-6f2f4f1a9c77',
    resourceGroup: 'rg-payments-hsm',
    region: 'switzerlandnorth',
    source: { name: 'nordbank-pay-hsm1', uri: 'https://nordbank-pay-hsm1.managedhsm.azure.net' },
    target: { name: 'nordbank-pay-hsm2', uri: 'https://nordbank-pay-hsm2.managedhsm.azure.net' },
    custodians: custodiansOf(5),
    quorum: 3,
    people: [
      { role: 'CA', name: 'Katrin Vogel', employer: 'Nordbank AG', phone: '+49 69 555 0101' },
      { role: 'OP', name: 'Luca Moretti', employer: 'Nordbank AG', phone: '+49 69 555 0102' },
      { role: 'RO1', name: 'Maria Silva', employer: 'Nordbank AG', phone: '+49 69 555 0103' },
      { role: 'RO2', name: 'Niels Holm', employer: 'Nordbank AG', phone: '+49 69 555 0104' },
      { role: 'W1', name: 'Olga Petrova', employer: 'Nordbank AG' },
      { role: 'W2', name: 'Priya Raman', employer: 'Audit & Co.' },
      { role: 'MC', name: 'Quentin Leroy', employer: 'Nordbank AG' },
    ],
    backup: backupOfTests,
    drillLevels: kind === 'drill' ? drillLevels : [],
    planSha256: madeUpFingerprint(200),
    ...(!givesKeys(kind) && { securityDomainSha256: madeUpFingerprint(201) }),
    bootMediumSha256: madeUpFingerprint(202),
    ...changes,
  };
  const known = givesKeys(kind) ? withoutWhatIsMade(plan) : plan;
  return changes.mode === 'practice' ? withPracticeAddresses(known) : known;
}

/** New keys and the folder of their first backup come into being in the ceremony. */
function withoutWhatIsMade({ custodians, backup, ...plan }: ScriptPlan): ScriptPlan {
  const named = custodians.map(({ code, name, employer = 'Nordbank AG', site = 'Bern' }) => ({ code, name, employer, site }));
  if (backup === undefined) return { ...plan, custodians: named };
  const { method, account, container, identity = 'id-hsm-backup' } = backup;
  return { ...plan, custodians: named, backup: { method, account, container, identity } };
}

/** What is practice names HSMs and an account of practice, and has an id that says so. */
function withPracticeAddresses({ source, target, backup, ...plan }: ScriptPlan): ScriptPlan {
  const practiceUri = (uri: string): string =>
    uri.replace('.managedhsm.azure.net', '.managedhsm.practice.invalid').replace('.core.windows.net', '.practice.invalid');
  return {
    ...plan,
    ceremonyId: plan.ceremonyId.replace('MHSM-DR-', 'PRACTICE-'),
    ...(source && { source: { ...source, uri: practiceUri(source.uri) } }),
    target: { ...target, uri: practiceUri(target.uri) },
    ...(backup && { backup: { ...backup, account: practiceUri(backup.account) } }),
  };
}
