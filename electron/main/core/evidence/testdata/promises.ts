// What each checker promises to refuse or to say by name, played by people of the plan who sign whatever they like: a row for each promise.
import { generateKeyPairSync } from 'node:crypto';
import { serverChain } from '#e2e/support/server-chains.ts';
import type { JournalEvent } from '#shared/journal/events.ts';
import type { Plan } from '#shared/plan/plan.ts';
import { offlineRecovery } from '../../journal/testdata/recovery.ts';
import { approveAgain, approvePlan, planPayloadType } from '../../plan/approval.ts';
import { encodeCanonicalJson } from '../../encoding/canonical-json.ts';
import { recoveryPlan } from '../../plan/testdata/sample-plan.ts';
import { signDocument } from '../../transfer/signed-document.ts';
import { offline, operator1, stranger, textHash, witness } from '../../transfer/testdata/samples.ts';
import { planPath } from '../manifest.ts';
import { beforeTheEnd, bodyOf, first, forged, found } from './forgeries.ts';
import { plan } from './sample-package.ts';
import { both, type Insider, remove, renamed, replaced, set, text } from './tampering.ts';

const onlinePath = 'journals/online.jsonl';
const [C1, C2, C3] = plan.custodians as [Plan['custodians'][number], Plan['custodians'][number], Plan['custodians'][number]];

/** A plan that no program would approve, and two people did. */
const approvedByTwo = (any: Plan): Buffer => signDocument(planPayloadType, encodeCanonicalJson(any), [operator1, witness]);
/** The plan altered, and approved by the same two people. */
const planned = (change: Partial<Plan>): Insider['change'] =>
  set(planPath, () => approvedByTwo({ ...plan, ...change }));
const person = (id: string, change: Partial<Plan['people'][number]>): Partial<Plan> => ({
  people: plan.people.map((each) => (each.id === id ? { ...each, ...change } : each)),
});
const { id: anyone } = found(plan.people.find(({ roles }) => roles.length === 0 || roles.includes('C')));
const leader = found(plan.people.find(({ roles }) => roles.includes('CA')));
const custodian = (change: Partial<Plan['custodians'][number]>): Partial<Plan> => ({
  custodians: plan.custodians.map((each) => (each.id === 'C1' ? { ...each, ...change } : each)),
});
const aToken = { serial: '13952502', model: 'YubiKey YK5', manufacturer: null, firmware: null, label: null, keyId: '03' };
const { target, backup, securityDomain, identities } = plan;
const creation = {
  ...{ sku: 'Standard_B1' as const, tags: {} },
  network: { publicAccess: true, defaultAction: 'allow' as const, bypass: 'none' as const, allowedAddresses: ['203.0.113.1'] },
};
const newKeys = {
  ...{ kind: 'activation' as const, source: null, securityDomain: null, backup: backup && { ...backup, folder: null } },
  custodians: plan.custodians.map((each) => ({ ...each, certificateSha256: null })),
};

/** Each rule over a whole plan, broken by itself. */
const brokenPlans: readonly (readonly [rule: string, what: string, change: Partial<Plan>])[] = [
  ['left-blank', 'a blank that nobody filled in', { purpose: 'Fill in the purpose' }],
  ['quorum-above-custodians', 'more custodians required than there are', { quorum: { custodians: 3, required: 4 } }],
  ['custodian-count', 'fewer custodians than it says', { custodians: [C1, C2] }],
  ['given-twice', 'one certificate for two custodians', custodian({ certificateSha256: C2.certificateSha256 })],
  ['given-twice', 'one token for two custodians', { custodians: plan.custodians.map((each) => ({ ...each, token: aToken })) }],
  ['given-twice', 'one person under two spellings', person(anyone, { name: leader.name.toUpperCase() })],
  ['given-twice', 'one key for two machines', { identities: identities.map((each, at) => (at === 1 ? { ...each, spki: found(identities[0]).spki } : each)) }],
  ['person-unknown', 'a custodian who is nobody', custodian({ person: 'nobody' })],
  ['role-missing', 'no witness', person(found(plan.people.find(({ roles }) => roles.includes('W1'))).id, { roles: [] })],
  ['role-missing', 'no identity of the second operator', { identities: identities.filter(({ role }) => role !== 'operator-2') }],
  ['role-twice', 'two people who lead', person(anyone, { roles: ['CA'] })],
  ['role-conflict', 'a leader who is a custodian', custodian({ person: leader.id })],
  ['waiver-needless', 'a waiver of nothing', { waivers: [{ person: leader.id, roles: ['CA', 'W1'], reason: 'x' }] }],
  ['waiver-not-allowed', 'a waiver of what nobody may waive', { people: plan.people.map((each) => (each.roles.includes('RO1') ? { ...each, roles: [...each.roles, 'RO2'] } : each)), waivers: [{ person: found(plan.people.find(({ roles }) => roles.includes('RO1'))).id, roles: ['RO1', 'RO2'], reason: 'x' }] }],
  ['identity-role', 'the offline machine in the hands of a custodian', { identities: identities.map((each) => (each.role === 'offline' ? { ...each, person: C1.person } : each)) }],
  ['needed-for-kind', 'no backup to restore from', { backup: null }],
  ['needed-for-kind', 'an identity that the backup needs missing', { backup: backup && { ...backup, identity: null } }],
  ['not-for-kind', 'a security domain where one is made', { ...newKeys, securityDomain }],
  ['nothing-created', 'how an HSM is made, where none is', { ...newKeys, kind: 're-wrap', creation: { ...creation, network: { ...creation.network, allowedAddresses: [] } } }],
  ['addresses-needless', 'addresses that may come in where everybody may', { creation }],
  ['names-differ', 'an HSM whose address has another name', { target: { ...target, name: 'other-hsm' } }],
  ['names-equal', 'one HSM as the lost one and the new one', { source: { name: target.name, uri: target.uri } }],
  ['practice-address', 'a lost HSM of production', { source: recoveryPlan.source }],
  ['practice-id', 'practice under the name of production', { ceremony: recoveryPlan.ceremony }],
  ['key-not-p384', 'a key that is none', { identities: identities.map((each) => (each.role === 'witness' ? { ...each, spki: textHash('x').slice(0, 40) } : each)) }],
  ['other-cloud', 'a backup in production', { backup: recoveryPlan.backup }],
];

const inside = (change: (event: JournalEvent) => object): Insider['change'] =>
  forged({ offline: offlineRecovery.map((event) => change(event) as JournalEvent) });
const keyPem = (): Buffer =>
  Buffer.from(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'pem', type: 'pkcs8' }));
const certificate = (path: string, id: string): Insider['change'] => set(path, () => text(id));
const otherServer = await serverChain({ names: ['other-hsm.managedhsm.practice.invalid'] });
const expired = await serverChain({ names: [new URL(target.uri).hostname], notAfter: new Date('2026-02-01T00:00:00Z') });
/** The letters that are the same to people. */
const spelled: readonly (readonly [string, string])[] = [
  ['in other letters', 'person WITNESS'],
  ['with another blank', 'Person\u00a0witness'],
  ['with an accent', 'Person wítness'],
  ['in digits', 'Person w1tness'],
  ['in small capitals', 'Person ᴡɪᴛɴᴇꜱꜱ'],
  ['with a full stop', 'Person witness.'],
  ['in one word', 'Personwitness'],
];

export const promises: readonly Insider[] = [
  ...brokenPlans.map(([rule, what, change]) => ({
    name: `a plan with ${what} (${rule})`,
    change: planned(change),
    // One change may break two rules; the first one of the page is named.
    theirs: rule === 'waiver-not-allowed' ? /^NOT GOOD: plan-rules: / : new RegExp(`^NOT GOOD: plan-rules: .*: ${rule}$`, 'u'),
  })),
  { name: 'a plan with a member that no plan has', change: planned({ more: 1 } as object), theirs: /^NOT GOOD: plan-form/u },
  {
    name: 'a plan of production by its names, which says that it is practice',
    change: set(planPath, () => approvedByTwo({ ...recoveryPlan, practice: true })),
    theirs: /^NOT GOOD: plan-rules: .*: practice-address$/u,
  },
  {
    name: 'a third approval of the plan',
    change: set(planPath, () => approveAgain(approveAgain(approvePlan(plan, operator1), witness), offline)),
    theirs: /^NOT GOOD: journal-of-plan/u,
  },
  {
    name: 'an approval of somebody whom the plan does not name',
    change: (files) => {
      const other = { ...plan, identities: plan.identities.map((each) => (each.role === 'operator-2' ? { ...each, spki: stranger.spkiDer.toString('base64') } : each)) };
      files.set(planPath, approveAgain(approvePlan(other, operator1), stranger));
    },
    theirs: /^NOT GOOD: plan-on-paper/u,
  },
  // One person twice, in any spelling.
  ...spelled.map(([how, name]) => ({
    name: `a build that one person approved twice, ${how}`,
    change: inside((event) => (event.kind === 'build-approved' ? { ...event, by: ['Person witness', name] } : event)),
    theirs: /^NOT GOOD: approved-by-two/u,
  })),
  {
    name: 'a restore that one person confirmed twice, in other letters',
    change: replaced(onlinePath, (event) =>
      event.kind === 'target-confirmed' && event.call === 'restore' ? { ...event, by: ['Person witness', 'PERSON WITNESS'] } : event,
    ),
    theirs: /^NOT GOOD: call-confirmed-by-two/u,
  },
  {
    name: 'a restore for which the name of another HSM was typed',
    change: replaced(onlinePath, (event) =>
      event.kind === 'target-confirmed' && event.call === 'restore' ? { ...event, typedName: 'other-hsm' } : event,
    ),
    theirs: /^NOT GOOD: call-confirmed-by-two/u,
  },
  {
    name: 'a restore from a folder that the plan does not name, as it was typed',
    change: replaced(onlinePath, (event) => {
      if (event.kind === 'target-confirmed' && event.call === 'restore') return { ...event, typedFolder: 'mhsm-other-hsm-2026101312000000' };
      return event.kind === 'call-intended' && event.call === 'restore' ? { ...event, folder: 'mhsm-other-hsm-2026101312000000' } : event;
    }),
    theirs: /^NOT GOOD: restore-of-the-planned-folder/u,
  },
  {
    name: 'a name in letters of two scripts',
    change: renamed(onlinePath, 'Person witness', 'Person wіtness'),
    theirs: /^NOT GOOD: journal-line/u,
  },
  {
    name: 'a build that one person approved twice, with a Hangul filler',
    change: inside((event) => (event.kind === 'build-approved' ? { ...event, by: ['Person witness', 'Person\u3164witness'] } : event)),
    theirs: /^NOT GOOD: journal-line/u,
  },
  {
    name: 'a name with a no-break space in it',
    change: beforeTheEnd(onlinePath, { kind: 'note', by: 'Person\u00a0witness', text: 'x' }),
    listed: 'L2',
  },
  {
    name: 'an event of a kind that nobody knows, with the place of a text in its name',
    change: beforeTheEnd(onlinePath, { kind: '{kind:>30000000000}', by: '{by}' } as never),
    theirs: /^NOT GOOD: journal-line/u,
  },
  // Keys, certificates, inventories, answers.
  { name: 'a private key in a paper', change: set('documents/key.txt', keyPem), theirs: /^NOT GOOD: no-private-key/u },
  {
    name: 'a private key in a paper, in base64 of base64',
    change: set('documents/key.txt', () => text(Buffer.from(keyPem().toString('base64')).toString('base64'))),
    theirs: /^NOT GOOD: no-private-key/u,
  },
  {
    name: 'a private key in a paper, in UTF-16',
    change: set('documents/key.txt', () => Buffer.from(String(keyPem()), 'utf16le')),
    theirs: /^NOT GOOD: no-private-key/u,
  },
  {
    name: 'a private key in a paper, as JSON with each value on a line of its own',
    change: set('documents/key.txt', () => text(`{"d":\r\n\t"${'A'.repeat(43)}"}`)),
    theirs: /^NOT GOOD: no-private-key/u,
  },
  {
    name: 'two papers whose names differ by case alone',
    change: both(set('documents/A.txt', () => text('1')), set('documents/a.txt', () => text('2'))),
    theirs: /^NOT GOOD: package-files/u,
  },
  {
    name: 'a custodian’s certificate under another one’s name',
    change: certificate('certificates/C1.cer', C2.id),
    theirs: /^NOT GOOD: custodian-of-certificate/u,
  },
  {
    name: 'a custodian’s certificate twice, and another one’s missing',
    change: both(remove('certificates/C1.cer'), certificate('certificates/more.cer', C2.id)),
    theirs: /certificate-twice: certificates\/C2.cer, certificates\/more.cer; named-file-missing: certificate C1 /u,
  },
  { name: 'a custodian’s certificate missing', change: remove('certificates/C3.cer'), theirs: new RegExp(`named-file-missing: certificate C3 ${C3.certificateSha256}`, 'u') },
  { name: 'a file that cannot be read among the certificates, named as what is in no file', change: both(set('certificates/C9.cer', () => text('no certificate')), beforeTheEnd(onlinePath, { kind: 'note', by: 'Lifeboat', text: textHash('') })), theirs: /^NOT GOOD: file-named/u },
  { name: 'the inventory emptied', change: set('lists/inventory.json', () => text('{}')), theirs: /named-file-missing: inventory [^0]/u },
  { name: 'the inventory removed', change: remove('lists/inventory.json'), theirs: /named-file-missing: inventory [^0]/u },
  { name: 'an answer of the service emptied', change: set('service/upload-1.1.answer.json', () => text('{}')), theirs: /named-file-missing: upload-1 /u },
  // The connections, and who answers for a key.
  { name: 'a fetch over the connection of another HSM', change: bodyOf(0, { first: { ...first, tlsChain: otherServer } }), theirs: /^NOT GOOD: (?:connections|fetch-in-its-place)/u },
  { name: 'a fetch over a connection that had expired', change: bodyOf(0, { first: { ...first, tlsChain: expired } }), theirs: /^NOT GOOD: (?:connections|fetch-in-its-place)/u },
  { name: 'a fetch over a connection whose server nobody vouches for', change: bodyOf(0, { first: { ...first, tlsChain: first.tlsChain.slice(0, 1) } }), theirs: /^NOT GOOD: connections/u },
  {
    name: 'a clock on the wall of another decade',
    change: inside((event) => (event.kind === 'wall-clock' ? { ...event, wall: '2036-10-14T10:00:00Z' } : event)),
    theirs: /^NOT GOOD: key-in-time/u,
  },
];
