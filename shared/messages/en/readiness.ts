// English texts of readiness: the light, its rows, what was found, and what to do.
import { readableUtc } from '../../formatting/date-time.ts';
import type { OwnFindingBook, ReadinessCheckId, ReadinessFile, ReadinessLight } from '../../readiness/readiness.ts';
import { number, plural } from './formats.ts';
import { englishOnlineTexts } from './online.ts';

const hours = (count: number): string => plural(count, { one: '1 hour', other: `${number(count)} hours` });
const files: Readonly<Record<ReadinessFile, string>> = {
  inventory: 'no inventory was given',
  'security-domain': 'no security domain was given',
  register: 'no register of custody was given',
  consumers: 'no map of consumers was given',
  plan: 'no plan that is kept ready was given',
};
const domain = {
  hash: 'its SHA-256',
  quorum: 'the quorum',
  custodians: 'the custodians',
} as const;

export const englishReadiness = {
  lights: {
    ready: 'READY: a recovery can begin at any time, as far as a look from here can tell.',
    attention: 'ATTENTION: a recovery would probably work. Something is not known, or must be looked at.',
    'not-ready': 'NOT READY: a recovery today would fail, or lose too much.',
    'not-known': 'NOT KNOWN: nobody answered. This says nothing about the HSM.',
  } satisfies Readonly<Record<ReadinessLight, string>>,
  checks: {
    'hsm-state': 'The HSM works and is active',
    'purge-protection': 'Purge protection',
    identity: 'The identity for the storage account is attached',
    'own-rights': 'What this account may do in Azure',
    'storage-role': 'The identity has its role on the container',
    'storage-network': 'The HSM gets through the storage firewall',
    'hsm-roles': 'This account may take a backup of the HSM',
    'backup-path': 'The HSM reaches the container (its own check)',
    'external-keys': 'External keys',
    inventory: 'The inventory is what the HSM holds',
    container: 'The container of the backups',
    immutability: 'Immutability policies and legal holds on the container',
    'last-backup': 'The last backup',
    'azure-versions': 'The versions of Azure’s interfaces',
    'backup-record': 'The record of the last backup',
    'security-domain': 'The security domain is the one of the register',
    custody: 'The quorum would come together',
    certificates: 'A custodian’s certificate',
    consumers: 'Everybody who uses a key would get it back',
    'emergency-card': 'The printed emergency card is up to date',
  } satisfies Readonly<Record<ReadinessCheckId, string>>,
  todo: {
    'hsm-state': 'Look at the HSM in the portal. Compare name, subscription and resource group with the papers.',
    'purge-protection':
      'Switch purge protection on: without it, one account can destroy the HSM and its keys for good.',
    identity: 'Attach the identity to the HSM, then look again.',
    'own-rights': 'Have the missing roles assigned to this account, or sign in with another.',
    'storage-role':
      'Have “Storage Blob Data Contributor” on the container assigned to the identity. It can take some minutes.',
    'storage-network': 'In the firewall of the storage account, let trusted services pass.',
    'hsm-roles':
      'Have “Managed HSM Backup User” on the whole HSM assigned to this account, or make sure that its group has it.',
    'backup-path': 'Take a backup now: only that shows whether the HSM reaches its container.',
    'external-keys':
      'Plan how the connection and the external keys are set up again: a backup does not bring them back, and restoring one can harm the HSM.',
    inventory: 'Take a backup with a new inventory, and keep both together.',
    container: 'Make the container, or name the right one. No backup can be taken without it.',
    immutability: 'Choose a container without a policy or legal hold: a backup cannot be finished there.',
    'last-backup': 'Take a backup now, and find out why the schedule did not.',
    'azure-versions': englishOnlineTexts.todo['azure-versions'],
    'backup-record':
      'Find out who deletes backups in the container, and take a new one. Point the schedule to the folder of the records.',
    'security-domain':
      'Find the file that was downloaded last, and its hash on paper. Without the right one the HSM cannot be recovered: make a new one in a re-wrap.',
    custody: 'Go through the register of custody.',
    certificates:
      'Its date keeps no share shut. Plan new keys in a re-wrap; a certificate of nobody here belongs to another set.',
    consumers:
      'Go through the named resources: back up the keys, assign the roles, choose another region, or find the consumers again.',
    'emergency-card':
      'Compare the check value on the printed card. If it differs, print the card again and destroy the old one.',
  } satisfies Readonly<Record<ReadinessCheckId, string>>,
  give: {
    inventory: 'Give the inventory that was taken with the last backup.',
    'security-domain': 'Give the copy of the security domain that a recovery would use.',
    register: 'Give the register of custody.',
    consumers: 'Give the map that “lifeboat consumers find” wrote.',
    plan: 'Give the plan from which the emergency card is printed.',
  } satisfies Readonly<Record<ReadinessFile, string>>,
  sayPlace: 'Give the subscription and the resource group of the HSM.',
  correctPath:
    'Correct what the reason names: the container, the identity and its role, or the firewall. Then look again.',
  compareClocks: 'Compare the clock of this machine with the wall. If it is right, ask who wrote that folder.',
  nameIdentity: 'Give the resource id of the identity by which the HSM reaches the container.',
  found: {
    'not-given': ({ what }) => files[what],
    'hsm-missing': ({ name, resourceGroup }) => `there is no HSM ${name} in ${resourceGroup}`,
    'purge-protection': ({ on, retentionDays }) =>
      on
        ? retentionDays === null
          ? 'on'
          : `on; a deleted HSM is kept for ${plural(retentionDays, { one: '1 day', other: `${retentionDays} days` })}`
        : 'OFF',
    'identity-not-named': () => 'nobody has named the identity',
    'hsm-roles-held': ({ roles }) => roles.join(', '),
    'hsm-role-missing': ({ needed, roles }) =>
      `${needed} is not assigned to this account directly${roles.length === 0 ? '' : `; it has ${roles.join(', ')}`}`,
    'hsm-roles-not-told': () => 'the HSM does not list its roles to this account',
    'path-checked': () => 'passed, with the same way in as a backup has',
    'path-no-check': () => 'this build of the service has no such check',
    'container-gone': ({ uri }) => `${uri} is missing`,
    'no-backup': ({ container }) => `there is none of this HSM in ${container}`,
    'backup-age': ({ folder, atUtc, hours: age, limitHours, by }) =>
      `${folder}, ${readableUtc(atUtc)}: ${hours(age)} old, at most ${limitHours}${by === 'record' ? '; by its record alone, the container does not show itself here' : ''}`,
    'backup-ahead': ({ folder, atUtc }) => `${folder} was written at ${readableUtc(atUtc)}, which has not come yet`,
    'no-record': () => 'there is none in the folder of the records',
    'record-seen': ({ folder, endedUtc }) => `${folder}, ended ${readableUtc(endedUtc)}, is in the container`,
    'record-gone': ({ folder, endedUtc }) =>
      `${folder}, ended ${readableUtc(endedUtc)}, IS NOT in the container any more`,
    'record-not-compared': ({ folder, endedUtc }) =>
      `${folder}, ended ${readableUtc(endedUtc)}; the container does not show itself here`,
    'inventory-same': ({ keys, takenUtc }) =>
      `taken ${readableUtc(takenUtc)}, ${plural(keys, { one: '1 key', other: `${number(keys)} keys` })}, the same`,
    'inventory-partly': ({ lists, takenUtc }) =>
      `taken ${readableUtc(takenUtc)}; nothing differs, but not compared: ${lists.map((list) => englishOnlineTexts.inventory.lists[list]).join(', ')}`,
    'inventory-differs': ({ differences, takenUtc, regions }) =>
      `taken ${readableUtc(takenUtc)}; ${plural(differences, { one: '1 difference', other: `${number(differences)} differences` })} since${regions === undefined ? '' : `. The HSM has ${number(regions)} regions: what was written in the last six minutes may not be everywhere yet, so look again`}`,
    'domain-agrees': ({ sha256, required, custodians, withRegister }) =>
      `SHA-256 ${sha256.slice(0, 16)}… agrees; ${required} of ${custodians} custodians${withRegister ? ', those of the register' : ''}`,
    'domain-not-compared': ({ sha256 }) =>
      `it can be read; nothing says which hash it must have (SHA-256 ${sha256.slice(0, 16)}…)`,
    'domain-differs': ({ what, expected, found }) =>
      `${domain[what]} differs: ${expected || 'none'} expected, ${found || 'none'} found`,
    card: ({ check, printed }) =>
      printed === null
        ? `a card of today has the check value ${check}`
        : printed === check
          ? `check value ${check}`
          : `OUT OF DATE: the printed card has the check value ${printed}, a card of today ${check}`,
    'certificate-ends': ({ name, on, days }) =>
      days < 0
        ? `${name} ended on ${on}`
        : `${name} is valid until ${on}, ${plural(days, { one: '1 more day', other: `${number(days)} more days` })}`,
    'certificate-foreign': ({ name, sha256 }) =>
      `${name} is of no custodian of this HSM (SHA-256 ${sha256.slice(0, 16)}…)`,
    consumers: ({ count, takenUtc, plannedRegion, isOlder, isOther, notSeen, stranded, withoutRole, notBackedUp }) =>
      [
        `${plural(count, { one: '1 resource', other: `${number(count)} resources` })}, asked ${readableUtc(takenUtc)}`,
        ...(notBackedUp.length > 0 ? [`IN NO BACKUP is the key of ${notBackedUp.join(', ')}`] : []),
        ...(stranded.length > 0 ? [`a new HSM in ${plannedRegion ?? ''} would strand ${stranded.join(', ')}`] : []),
        ...(withoutRole.length > 0 ? [`no role on the HSM has the identity of ${withoutRole.join(', ')}`] : []),
        ...(notSeen > 0
          ? [plural(notSeen, { one: '1 subscription not seen', other: `${number(notSeen)} subscriptions not seen` })]
          : []),
        ...(isOlder ? ['older than the newest backup'] : []),
        ...(isOther ? ['not the map that the register names'] : []),
      ].join('; '),
    'custody-healthy': ({ required, custodians, lastProof, later }) =>
      `${required} of ${custodians}; last proof ${lastProof ?? 'never'}${later === 0 ? '' : `; ${plural(later, { one: '1 point', other: `${later} points` })} for the next occasion`}`,
  } satisfies OwnFindingBook as OwnFindingBook,
  /** The lines of the command. */
  lookedAt: (utc: string) => `Looked at ${readableUtc(utc)}`,
  report: {
    title: 'Readiness of an HSM',
    row: 'Asked',
    outcome: 'Outcome',
    found: 'Found',
    todo: 'To do',
  },
};

/** The shape of these texts in every language. */
export type ReadinessTexts = typeof englishReadiness;
