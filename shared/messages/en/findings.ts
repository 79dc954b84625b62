// English: what a check of the online part found.
import type { FindingTexts } from '../findings.ts';
import { readableUtc } from '../../formatting/date-time.ts';
import { number, plural } from './formats.ts';
import { englishWord } from './code-words.ts';

const missing = {
  'control-plane': 'the control plane',
  storage: 'the storage account',
  subscription: 'the lists of the subscription',
} as const;
const steps = {
  source: 'looking at the lost HSM',
  create: englishWord('create'),
  backup: englishWord('backup'),
  readiness: 'looking at HSM and container',
} as const;
const container = {
  'to-make': 'and can be made at the backup',
  'may-not-make': 'and this account may not make it',
  needed: 'and the plan names a folder in it',
} as const;
const activations: FindingTexts['activations'] = {
  active: 'activated',
  'not-activated': 'not activated yet',
  unknown: 'activation not known',
};

export const englishFindings: FindingTexts = {
  activations,
  found: {
    value: ({ value }) => value,
    nobody: () => 'nobody',
    'not-asked': ({ missing: way }) => `not asked: this machine has no access to ${missing[way]}`,
    'other-tenant': ({ tenant, planned }) => `${tenant}, and the plan says ${planned}`,
    'not-in-plan': ({ operators }) =>
      `no name in the plan belongs to this account; its operators: ${operators.join('; ') || 'nobody'}`,
    'rights-held': ({ count }) =>
      plural(count, { one: '1 right looked at', other: `${number(count)} rights looked at` }),
    'rights-missing': ({ rights }) => rights.map(({ step, role }) => `for ${steps[step]}: ${role}`).join('; '),
    'no-source': () => 'the plan names no lost HSM',
    'hsm-soft-deleted': ({ name, until }) => `${name} is soft-deleted until ${until ?? 'an unknown day'}`,
    'hsm-purged': ({ name }) => `${name} is purged`,
    'hsm-exists': ({ name }) => `there is an HSM ${name}, as far as Azure says`,
    'hsm-failed': ({ name, state }) =>
      `${name} failed creation (${state}): delete it with “lifeboat hsm delete-failed”, on the page Deleted HSMs, or in an emergency in the portal; then create it again`,
    'hsm-extending': ({ regions }) =>
      `Azure is changing the regions of the HSM (${regions.join(', ')}): this takes up to 30 minutes, and nothing may be changed meanwhile`,
    'hsm-not-made': () => 'the new HSM has not been created yet',
    'hsm-made': () => 'the HSM has been created',
    'hsm-state': ({ provisioning, activation }) => `${activations[activation]}; Azure says: ${provisioning}`,
    'name-taken': ({ name, reason }) =>
      reason === '' ? `the name ${name} is taken` : `${name}; Azure says: ${reason}`,
    'hsms-in-region': ({ count, limit, region }) => `${count} of ${limit} in ${region}, soft-deleted ones included`,
    'no-identity': () => 'the plan has no identity: an access token (SAS) is used',
    'identity-not-attached': ({ identity }) => `${identity} is not attached`,
    'identity-unknown': ({ identity }) => `there is no identity ${identity}`,
    'account-not-seen': ({ account }) => `this subscription shows no storage account ${account}`,
    'network-open': () => 'open to all networks',
    'network-trusted': () => 'closed, and trusted services pass; this machine may not see the container',
    'network-perimeter': () =>
      'a network security perimeter decides; only the HSM’s own check before a backup tells whether it passes',
    'network-closed': () => 'closed, and trusted services do not pass',
    'network-closed-to-sas': () =>
      'closed; trusted services pass with the identity of the HSM only, not with a SAS token',
    'role-writes': () => 'it may read and write blobs',
    'role-missing': () => 'no role that lets it write blobs',
    'roles-unknown': ({ roles }) => `roles that are not known here: ${roles.join(', ')}`,
    'container-missing': ({ uri, then }) => `${uri} is missing, ${container[then]}`,
    'folder-missing': ({ folder }) => `${folder} is not in the container`,
    folder: ({ folder, files, bytes, written }) =>
      `${folder}: ${plural(files, { one: '1 file', other: `${number(files)} files` })}, ${number(bytes)} bytes, ${written === null ? 'written at an unknown time' : `written ${readableUtc(written)}`}`,
    none: () => 'none',
    'immutability-policy': () => 'there is an immutability policy',
    'legal-hold': () => 'there is a legal hold',
    'immutable-versions': () =>
      'versions of blobs can be immutable here; with a default period for new ones a backup cannot be finished',
    'container-unseen': ({ uri }) =>
      `this machine does not see ${uri}. The HSM may reach it all the same: its own check decides`,
    provider: ({ state }) => `Azure says: ${state}`,
    'versions-newest': () => 'the newest that this program knows',
    'versions-older': ({ versions }) => `Azure refused the newest ones; in use: ${versions.join(', ')}`,
    'versions-end': ({ versions, on }) =>
      `Azure retires the last ones that this program knows on ${on}: ${versions.join(', ')}`,
    'no-inventory': () => 'there is no inventory of the backup',
    'roles-not-read': () => 'the inventory of the backup has no roles: the account that took it could not read them',
    'tenant-not-known': () => 'the inventory of the backup does not name its directory',
    'external-not-known': () => 'the inventory of the backup does not say which keys are external',
    'external-keys': ({ count, keys }) =>
      `${plural(count, { one: '1 external key', other: `${number(count)} external keys` })}: ${keys.join(', ')}. Restoring one can leave the new HSM degraded`,
    'ekm-connection': ({ host }) => `there is a connection to an external key manager (EKM) at ${host}`,
    'locked-out': ({ operators }) =>
      operators.length === 0
        ? 'nobody was named: the restore would lock you out'
        : `none of ${operators.join(', ')}: the restore would lock you out`,
  },
};
