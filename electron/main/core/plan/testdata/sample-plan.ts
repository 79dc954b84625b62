// An honest plan of a recovery, from which each test departs in one point.
import type { Plan } from '../../../../../shared/plan/plan.ts';
import { planTemplate } from '../../../../../shared/plan/template.ts';
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
