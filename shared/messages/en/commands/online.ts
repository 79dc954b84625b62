// English answers of `lifeboat hsm`.
import { readableUtc } from '../../../formatting/date-time.ts';
import type { ServiceOperation } from '../../../faults/service.ts';
import { number, plural } from '../formats.ts';

const keys = (count: number): string => plural(count, { one: '1 key', other: `${number(count)} keys` });
const versions = (count: number): string => plural(count, { one: '1 version', other: `${number(count)} versions` });
const roles = (count: number): string => plural(count, { one: '1 role', other: `${number(count)} roles` });

/** What an attestation lacks. */
export type AttestationGap = 'signature' | 'maker' | 'key' | 'extractable' | 'unsaid';
const gaps: Readonly<Record<AttestationGap, string>> = {
  signature: 'no certificate in it has signed it',
  maker: 'its certificates lead to no root of the maker that is known here',
  key: 'it does not name this key',
  extractable: 'the key could leave an HSM',
  unsaid: 'it does not say whether the key could leave an HSM',
};

/** How long a call took when it was recorded, after the line that it goes on. */
const usual: Readonly<Partial<Record<ServiceOperation, string>>> = {
  'control-plane': '. Usually 15 to 17 minutes for a new HSM or a purge, up to 4 for another change',
  backup: '. Usually one minute with few keys, longer with many',
  restore: '. Usually one minute with few keys, longer with many',
};

export const onlineCommandTexts = {
  requestId: 'Request id',
  receivedAt: 'Received',
  serverDate: 'Date header',
  signIn: (address: string, code: string) => `To sign in, open ${address} and type ${code}`,
  waits: (since: string, contact: string) => `Azure works on it: ${since} so far; last answer: ${contact}`,
  usual,
  noContact: 'none yet',
  askedAgain: (code: string) => `Azure did not answer a question (${code}). Lifeboat asks again.`,
  notAnswered: (code: string) => `, not answered (${code}), going on`,
  account: 'Signed in as',
  objectId: 'Object id',
  tenant: 'Tenant',
  inThePlan: 'In the plan',
  operators: 'Its operators',
  nobody: 'nobody',
  hsmRole: 'Role in the HSM',
  roleOn: (role: string, scope: string) => `${role} on ${scope}`,
  minutesLeft: (minutes: number) =>
    plural(minutes, { one: ', 1 minute is left', other: `, ${minutes} minutes are left` }),
  hold: 'hold',
  stopped: 'STOPPED',
  onlyException: (check: string) => `${check}: needs an exception to continue`,
  counts: (ofKeys: number, ofVersions: number, ofRoles: number | null, hsm: string) =>
    `${keys(ofKeys)}, ${versions(ofVersions)}, ${ofRoles === null ? 'roles not read' : roles(ofRoles)} of ${hsm}`,
  notRead: (list: string, reason: string) => `NOT READ: ${list} (${reason})`,
  attested: (proven: number, of: number) =>
    `Key attestations: ${number(proven)} of ${number(of)} prove that the key never left an HSM`,
  notAttested: (key: string, why: AttestationGap) => `NOT PROVEN: ${key} (${gaps[why]})`,
  inventory: 'Inventory, SHA-256',
  created: (uri: string, activation: string) => `CREATED: ${uri}, ${activation}`,
  resource: 'Resource',
  identityThere: 'The identity is attached already. Nothing was sent.',
  identityAttached: 'ATTACHED. Identities of the HSM:',
  identity: 'Identity',
  creation: 'Created with',
  noneDeleted: 'This subscription has no deleted HSM.',
  notTold: 'not given',
  plannedHsm: { source: 'the lost HSM of the plan', target: 'has the name of the new HSM of the plan' },
  deletedSince: (deleted: string, purge: string) => `deleted ${deleted}; Azure purges it on ${purge}`,
  purgeProtected: 'purge protection is on: nobody can purge it before',
  deletedFailed: (name: string) =>
    `DELETED: ${name}. If “lifeboat hsm deleted list” shows it, purge it with --hsm target; then create it again.`,
  recovered: (name: string, activation: string) => `RECOVERED: ${name}, ${activation}`,
  purged: (name: string) => `PURGED for good: ${name}. Its keys are destroyed, and its name is free.`,
  roleChanges: { assigned: 'ASSIGNED:', found: 'It was assigned already:', removed: 'REMOVED:' },
  request: 'Request',
  requestAt: (id: string, time: string) => `${id} at ${time}, by this machine’s clock`,
  path: 'Path',
  certificates: (count: number) => plural(count, { one: '1 certificate', other: `${count} certificates` }),
  exchangeCertificate: 'Exchange certificate, SHA-256',
  activated: (custodians: number, required: number, file: string) =>
    `ACTIVATED: ${custodians} custodians, ${required} needed. The security domain is in ${file}.`,
  securityDomain: 'Security domain, SHA-256',
  uploaded: 'UPLOADED, and the HSM is active.',
  backedUp: (folder: string) => `BACKED UP into ${folder}`,
  notSeen: 'The container shows itself only to the HSM: the folder was not read back here.',
  seen: (files: number, bytes: number) =>
    `Read back: ${plural(files, { one: '1 file', other: `${number(files)} files` })}, ${number(bytes)} bytes`,
  recordFile: 'Written',
  recordHash: 'SHA-256 of the file',
  cardWritten: (check: string) => `Print the emergency card and destroy the old one. Its check value: ${check}`,
  cardFailed: 'The backup is there. The emergency card was not written:',
  holdEnds: (at: string) => `The hold ends at ${readableUtc(at)}.`,
  restored: 'RESTORED. Nothing is proven yet: verify it now.',
  keyRestored: (key: string, count: number) =>
    `RESTORED: ${key}, ${versions(count)}. Nothing is proven yet: verify it now.`,
  keyRestoredUncounted: (key: string) =>
    `RESTORED: ${key}. The service did not say how many versions. Nothing is proven yet: verify it now.`,
  notOverwritten: (count: number) =>
    plural(count, {
      one: '1 version was there already. It stays as it is.',
      other: `${number(count)} versions were there already. They stay as they are.`,
    }),
  decided: { succeeded: 'succeeded, as you decided.', failed: 'failed, as you decided.' },
  compared: (ofKeys: string, ofVersions: string, ofRoles: string) =>
    `Keys ${ofKeys}, versions ${ofVersions}, roles ${ofRoles}`,
  canary: (key: string, proven: string) => `Test key ${key}: ${proven} proven`,
  canaryKey: 'Public half of the test key, SHA-256',
  and: ' and ',
  recoveredInventory: 'Inventory of the recovered HSM, SHA-256',
  same: 'THE SAME as at the time of the backup.',
  sameAsCompared: 'THE SAME, as far as it was compared. Look at what was not.',
  notCompared: (list: string, reason: string) => `NOT COMPARED: ${list} (${reason})`,
  byHand: (count: number) =>
    plural(count, {
      one: '1 difference is in what a restore is not known to bring back. Set it up by hand.',
      other: `${number(count)} differences are in what a restore is not known to bring back. Set that up by hand.`,
    }),
  notSame: 'NOT THE SAME: go through the differences one by one.',
  keyOf: (key: string, count: number) => `${key}, ${versions(count)}`,
  attribute: (what: string, expected: string, found: string) => `${what}: ${expected} expected, ${found} found`,
  roleFor: (role: string, scope: string, principal: string) => `${role} on ${scope} for ${principal}`,
  rows: (count: number, file: string) =>
    `${plural(count, { one: '1 key version', other: `${number(count)} key versions` })} in ${file}`,
  notRestored: 'Not brought back by a restore, or not known to be:',
  toSetUp: 'To be set up by hand:',
  nothingBefore: 'Nothing was compared: name the inventory of the backup with --before, and the points are listed.',
};

/** The shape of these texts in every language. */
export type OnlineCommandTexts = typeof onlineCommandTexts;
