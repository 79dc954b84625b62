// English texts of the online part: the checks before a step, the phases of calls, the hold.
import type { InventoryListName, NotReadReason } from '../../inventory/inventory.ts';
import type { NotRestored } from '../../inventory/not-restored.ts';
import type { CallState } from '../../journal/call-index.ts';
import type { OnlineCheckId, OnlineCheckOutcome } from '../../online/checks.ts';

const checks: Readonly<Record<OnlineCheckId, string>> = {
  'account-tenant': 'The account belongs to the expected tenant',
  'account-in-plan': 'The account is an operator’s',
  'azure-versions': 'The versions of Azure’s interfaces',
  provider: 'The subscription is registered for Managed HSM',
  'own-rights': 'What this account may do in Azure',
  'region-quota': 'HSMs in the region, against the documented limit',
  'storage-role': 'The identity has its role on the container',
  'storage-network': 'The HSM gets through the storage firewall',
  'target-name-free': 'The name of the new HSM is free',
  'target-state': 'The new HSM is in the state that this step needs',
  'target-new': 'The HSM of this activation is not active yet',
  'target-active': 'The HSM of this re-wrap is active',
  'target-identity': 'The identity for the storage account is attached',
  administrators: 'The administrators of the new HSM',
  'source-state': 'The lost HSM',
  container: 'The container of the backups',
  'source-folder': 'The folder of the source’s backup',
  immutability: 'Immutability policies and legal holds on the container',
  'external-keys': 'External keys in the backup',
  'backup-tenant': 'The backup is of the directory of the plan',
  'operators-in-backup': 'Those who work here are administrators in the backup',
};

/** What to do where a check does not say "ok". */
const todo: Readonly<Record<OnlineCheckId, string>> = {
  'account-tenant': 'Sign out, and sign in again in that tenant.',
  'account-in-plan': 'Say aloud who is signed in. A custodian signs out: their part is offline.',
  'azure-versions': 'Get a newer version of Lifeboat before that day. An older interface still works until then.',
  provider: 'Have the provider Microsoft.KeyVault registered in the subscription. It takes some minutes.',
  'own-rights':
    'Have the missing roles assigned to this account, or sign in with another; give them back after the recovery.',
  'region-quota': 'Purge what nobody needs, ask for a higher limit, or choose another region, before anybody travels.',
  'storage-role':
    'Have “Storage Blob Data Contributor” on the container assigned to the identity. It can take some minutes.',
  'storage-network': 'In the firewall of the storage account, let trusted services pass, or open it for the recovery.',
  'target-name-free':
    'Choose another name, or recover or purge the HSM that has it: on the page “Deleted HSMs”, or with “lifeboat hsm deleted”.',
  'target-state': 'Look at the HSM in the portal. Nothing is recovered into an active one.',
  'target-new':
    'Compare the name of the HSM with the paper. An active one gets new custodians in a re-wrap, which has its own plan.',
  'target-active':
    'Compare the name of the HSM with the paper. A new one is activated, in a ceremony with its own plan.',
  'target-identity':
    'Attach the identity of the plan to the HSM: on the page “Storage identity”, or with “lifeboat hsm identity”.',
  administrators: 'Make sure that the operators, or their group, are administrators of the new HSM.',
  'source-state':
    'If the old HSM is soft-deleted, recover it: on the page “Deleted HSMs”, or with “lifeboat hsm deleted”. If it still works, this recovery is not needed.',
  container: 'Check account and container on paper. A new container is made at the backup, if you say so there.',
  'source-folder': 'Look for the folder of the last backup, and have the plan corrected and approved again.',
  immutability: 'Choose a container without a policy or legal hold: a backup cannot be finished there.',
  'external-keys':
    'Ask the vendor of the external key manager and Microsoft how to bring these keys back. The restore stops for a decision of two people.',
  'backup-tenant':
    'Take the backup of an HSM of this directory, or correct the tenant in the plan: an HSM belongs to one directory.',
  'operators-in-backup': 'Find somebody who is an administrator in the backup, or decide by an exception at step C5.',
};

const outcomes: Readonly<Record<OnlineCheckOutcome, string>> = {
  ok: 'ok',
  look: 'LOOK',
  stop: 'STOP',
  unknown: 'unknown',
};

const phases: Readonly<Record<CallState['phase'], string>> = {
  intended: 'may or may not have been sent: run the step again, which asks and does not repeat',
  answered: 'the service is at work: run the step again to wait for the end',
  succeeded: 'done, and read back',
  failed: 'refused or failed',
  unknown: 'unknown: find out what became of it, then enter it with “decide”',
};

export const englishOnlineTexts = {
  checks,
  todo,
  outcomes,
  phases,
  hold: {
    'no-restore-point': 'has not begun: there is no restore point',
    running: 'is running',
    over: 'is over',
  },
  parts: {
    operator: 'an operator of this plan',
    custodian: 'A CUSTODIAN, who must not act here',
    other: 'in another role than operator',
    nobody: 'no name in the plan belongs to this account; say aloud who is signed in',
  },
  granted: { yes: 'may', no: 'MAY NOT', unknown: 'not known' },
  createFirst: 'Create the new HSM first; then look again.',
  preFlightClear: 'NOTHING IS IN THE WAY, as far as could be asked.',
  preFlightStops: 'STOP: correct these before anybody travels.',
  rolesNotTold: 'The HSM does not list its roles: it is not made or not active yet, or this account may not ask.',
  rolesThroughGroup: 'No role is assigned to this account directly; a group may have one.',
  notProvenAlone: 'One fetch proves little: the second operator fetches it on another machine, and both sign.',
  inventory: {
    lists: {
      roles: 'role assignments',
      settings: 'settings of the HSM',
      regions: 'regions',
      rotationPolicies: 'rotation policies',
      releasePolicies: 'release policies',
      softDeletedKeys: 'deleted keys',
    } satisfies Readonly<Record<InventoryListName, string>>,
    reasons: {
      forbidden: 'the account that asked may not read it',
      'not-offered': 'the service does not offer it',
      'not-understood': 'the answer has a form that this program does not know',
      'not-asked': 'nobody asked for it',
      'no-control-plane': 'the control plane was not reached',
      'too-long': 'it is longer than an inventory can hold',
      'earlier-format': 'an inventory of this earlier format does not have it',
    } satisfies Readonly<Record<NotReadReason, string>>,
    notRestored: {
      'replaced-roles':
        'Role assignments: the restore replaced those of the new HSM with those of the backup. Go through them, give the missing ones again, remove what is no longer right.',
      'external-keys':
        'External keys and the connection to their manager (EKM): not in a backup as they must be. Set the connection up first, then make each external key again.',
      settings: 'Settings of the HSM: not known to come back. Compare them, and set what differs.',
      'rotation-policies':
        'Rotation policies of keys: not known to come back. Without one, a key is not renewed by itself.',
      'release-policies':
        'Release policies of exportable keys: not known to come back. Compare them before anybody releases a key.',
      'soft-deleted-keys': 'Deleted keys: not known to be in a backup. Anyone who may still need one must say so now.',
      regions:
        'Replicas in other regions: they belong to the lost HSM. Add the regions to the new one in Azure when all else is done. It takes up to 30 minutes, in which nothing may be changed; later a change reaches every region within 6 minutes.',
      'network-rules':
        'Network rules, public access and private endpoints: they belong to the lost HSM. Compare those of the new one with the plan.',
    } satisfies Readonly<Record<NotRestored, string>>,
  },
  reportOffline: 'Tell the offline side: “uploaded”. Then take the restore point.',
};

/** The shape of these texts in every language. */
export type OnlineTexts = typeof englishOnlineTexts;
