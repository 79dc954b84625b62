// An honest plan of a recovery, from which each test departs in one point; the same for practice, and for new keys.
import type { Plan } from '#shared/plan/plan.ts';
import { planTemplate } from '#shared/plan/template.ts';
import {
  ceremony,
  hsm,
  offline,
  operator1,
  operator2,
  securityDomain,
  textHash,
  witness,
} from '../../transfer/testdata/samples.ts';

const template = planTemplate({
  kind: 'recovery',
  practice: false,
  ceremony,
  date: '2026-10-14',
  custodians: 3,
  required: 2,
  app: '0.1.0',
});

const spkiOf = { 'operator-1': operator1, 'operator-2': operator2, offline, witness };

export const recoveryPlan: Plan = {
  ...template,
  purpose: 'The region was lost',
  place: 'Room 1',
  source: { name: 'lost-hsm', uri: 'https://lost-hsm.managedhsm.azure.net' },
  target: {
    ...hsm,
    name: 'recovered-hsm',
    subscription: '00000000-0000-4000-8000-000000000001',
    resourceGroup: 'recovery',
    location: 'northeurope',
  },
  custodians: template.custodians.map((each) => ({ ...each, certificateSha256: textHash(each.id) })),
  people: template.people.map((each) => ({ ...each, name: `Person ${each.id}` })),
  identities: template.identities.map((each) => ({ ...each, spki: spkiOf[each.role].spkiDer.toString('base64') })),
  backup: {
    method: 'identity',
    account: 'https://backups.blob.core.windows.net',
    container: 'mhsm-backups',
    folder: 'mhsm-lost-hsm-2026101312000000',
    identity:
      '/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/recovery/providers/Microsoft.ManagedIdentity/userAssignedIdentities/restore',
  },
  securityDomain: { sha256: textHash(securityDomain), provenance: 'Register, day of the download' },
};

const practiceUri = (uri: string): string =>
  uri
    .replace('.managedhsm.azure.net', '.managedhsm.practice.invalid')
    .replace('.blob.core.windows.net', '.blob.practice.invalid');

/** The same plan as practice: its id, its HSMs and the account of its backups say so. */
export const asPractice = (plan: Plan, ceremony = 'PRACTICE-2026-10-14-01'): Plan => ({
  ...plan,
  practice: true,
  ceremony,
  source: plan.source && { ...plan.source, uri: practiceUri(plan.source.uri) },
  target: { ...plan.target, uri: practiceUri(plan.target.uri) },
  backup: plan.backup && { ...plan.backup, account: practiceUri(plan.backup.account) },
});

/** The same plan where custodians get new keys: nothing in it that is only made in the ceremony. */
export const asNewKeys = (plan: Plan, kind: 'activation' | 're-wrap'): Plan => ({
  ...plan,
  kind,
  source: null,
  securityDomain: null,
  backup: plan.backup && { ...plan.backup, folder: null },
  custodians: plan.custodians.map((each) => ({ ...each, certificateSha256: null })),
});

/** The same plan for an HSM of another name. */
export const withTarget = (plan: Plan, name: string): Plan => ({
  ...plan,
  target: {
    ...plan.target,
    name,
    uri: plan.target.uri.replace(plan.target.name, name),
    resourceId: plan.target.resourceId.replace(/[^/]+$/, name),
  },
});
