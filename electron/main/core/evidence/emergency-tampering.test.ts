// The table of tampering with the evidence of an emergency, which nobody signed: an attacker who alters its files writes the list again, too.
import { beforeAll, describe, expect, it } from 'vitest';
import { long } from '#e2e/support/long.ts';
import { eachOfTable } from '#e2e/support/table.ts';
import type { EventOf, JournalEvent } from '#shared/journal/events.ts';
import { issueExchangeKey, makeExchangeParts, plainExtensions } from '#simulator/exchange-key-issuer.ts';
import { sha256 } from '../encoding/bytes.ts';
import { newKey, practiceRootKey } from '#simulator/attestation-root.ts';
import { authorityOf, revocationList } from '../exchange-key/testdata/revocation-lists.ts';
import { verifyJournal } from '../journal/chain.ts';
import { keyRefused, revocationListNoted } from '../journal/emergency.ts';
import { exchangeReferenceOf } from '../transfer/certificate-hashes.ts';
import { by as people, certificates } from '../journal/testdata/emergency.ts';
import { sheet } from '../journal/testdata/recovery.ts';
import { maxRegisterBytes } from '../register/register-file.ts';
import { textHash } from '../transfer/testdata/samples.ts';
import { algorithmIdentifier, encodeCertificate } from '../x509/certificate-writer.ts';
import { buildEmergencyEvidence, listEmergency, sumsPath } from './emergency.ts';
import type { PaperHeads } from './journals.ts';
import {
  emergencyAnswer,
  emergencyFiles,
  emergencyHost,
  emergencyKey,
  fetchPath,
  keyPath,
  offlineJournal,
  onlineJournal,
} from './testdata/sample-emergency.ts';
import { sampleFiles } from './testdata/sample-package.ts';
import { agreed, hasBoth, assessed, listed, type Said, useCheckers } from './testdata/both-checkers.ts';
import {
  anyOutsider,
  both,
  changed,
  flip,
  type Insider,
  moved,
  type Outsider,
  put,
  remove,
  renamed,
  replaced,
  rewritten,
  set,
  text,
  without,
} from './testdata/tampering.ts';

const verdictPath = 'verdicts/verdict.json';
const inventoryPath = 'lists/inventory.json';

const outsiders: readonly Outsider[] = [
  ...anyOutsider(sumsPath, offlineJournal),
  { name: 'a paper altered', change: put('documents/record.txt', text('The recorD\n')) },
  { name: 'a bit of the list flipped', change: changed(sumsPath, (list) => flip(list, 3)) },
  { name: 'the list cut off', change: changed(sumsPath, (list) => list.subarray(0, -1)) },
  { name: 'a line of the list twice', change: changed(sumsPath, (list) => Buffer.concat([list, list])) },
  { name: 'an empty list', change: put(sumsPath, Buffer.alloc(0)) },
  { name: 'a bit of a journal flipped', change: changed(offlineJournal, (journal) => flip(journal, 300)) },
  { name: 'a journal cut off', change: changed(onlineJournal, (journal) => journal.subarray(0, -40)) },
  { name: 'a verdict emptied', change: put(verdictPath, Buffer.alloc(0)) },
];

const kindIs =
  (...kinds: readonly string[]) =>
  ({ kind }: JournalEvent): boolean =>
    kinds.includes(kind);
const noon = new Date('2026-10-14T09:00:00Z');
const otherKey = issueExchangeKey(emergencyHost, noon);
const strangersKey = issueExchangeKey('attackers-hsm.managedhsm.practice.invalid', noon);
/** A whole emergency of another HSM: its key is genuine, and under the name that is there in this one. */
const certified = (extensions: typeof plainExtensions): Buffer =>
  encodeCertificate(makeExchangeParts(emergencyHost, emergencyKey.privateKey, noon, extensions));
const hashOf = (bytes: Uint8Array): string => sha256(bytes).toString('hex');
/** One certificate in the place of the one that was verified, wherever it stands. */
const keySwapped = (der: Uint8Array, journal = true): Insider['change'] =>
  both(
    set(keyPath, () => Buffer.from(der)),
    ...(journal ? [renamed(offlineJournal, hashOf(emergencyKey.certificateDer), hashOf(der))] : []),
  );
/** The same in both journals. */
const keyIs = (der: Uint8Array): Insider['change'] =>
  both(keySwapped(der), renamed(onlineJournal, hashOf(emergencyKey.certificateDer), hashOf(der)));
/** The length of a certificate in one byte more than it needs. */
const withLongLength = (der: Buffer): Buffer => Buffer.concat([Buffer.from([0x30, 0x83, 0]), der.subarray(2)]);
const verdictAgain = (change: object): Buffer =>
  Buffer.from(JSON.stringify({ ...(JSON.parse(emergencyFiles().get(verdictPath)!.toString()) as object), ...change }));
/** The journal of another emergency for the same HSM, whose blob is another one. */
const ofAnother = (path: string): Buffer => emergencyFiles(emergencyKey, textHash('another blob')).get(path)!;
/** A register as anybody may write one; nobody signs it. */
const register = (rows: object): Buffer =>
  text(JSON.stringify({ format: 'lifeboat-custody', v: 2, practice: true, securityDomainSha256: null, ...rows }));
const eveAsFirst = {
  people: [{ id: 'p1', name: 'Eve' }],
  custodians: [{ id: 'C1', person: 'p1', certificateSha256: certificates[0] }],
};
const isUpload = (event: JournalEvent): boolean => 'id' in event && event.id === 'upload-1';

const root = { name: 'PRACTICE SGX Root CA', key: practiceRootKey() };
/** A journal that says with which list the key was checked, and the list that is in the package; none where it was left out. */
const withList = (noted: Buffer, given: Buffer | undefined): Insider['change'] =>
  both(
    rewritten(offlineJournal, (lines) =>
      lines.flatMap((line) =>
        line.event.kind === 'exchange-key-verified' ? [{ ...line, event: revocationListNoted(noted) }, line] : [line],
      ),
    ),
    ...(given ? [set('lists/list.crl', () => given)] : []),
  );

const revoked = Buffer.from(authorityOf(emergencyKey.certificateDer).serialNumberHex, 'hex');
const critical = Buffer.from('300a06032a03040101ff0400', 'hex');
const refused = /revocation-lists/u;
/** Lists with which the key would not have been accepted, and what the independent checker names. */
const lists: readonly (readonly [string, Buffer, RegExp])[] = [
  [
    'a revocation list that revokes the authority of the processor',
    revocationList(root, { revoked: [revoked] }),
    refused,
  ],
  ['a revocation list under a stranger’s key', revocationList({ ...root, key: newKey() }), refused],
  ['a revocation list in a stranger’s name', revocationList({ ...root, name: 'Another CA' }), refused],
  ['a revocation list with a bit flipped', flip(revocationList(root), 40), refused],
  ['a revocation list cut off', revocationList(root).subarray(0, -1), refused],
  ['a revocation list and something after it', Buffer.concat([revocationList(root), revocationList(root)]), refused],
  ['a revocation list of version 1', revocationList(root, { version: 0 }), refused],
  [
    'a revocation list with a condition that nobody understands',
    revocationList(root, { listExtension: critical }),
    refused,
  ],
  [
    'a revocation list with such a condition in an entry',
    revocationList(root, { revoked: [Buffer.from([7])], entryExtension: critical }),
    refused,
  ],
  [
    'a revocation list with more behind its extensions',
    revocationList(root, { afterExtensions: Buffer.from([5, 0]) }),
    refused,
  ],
  [
    'a revocation list that names two algorithms',
    revocationList(root, { inner: algorithmIdentifier('1.2.840.10045.4.3.3', 'none') }),
    refused,
  ],
];

/** A fetch was refused, and two people went on. */
const leftFailure: readonly JournalEvent[] = [
  { kind: 'check-failed', check: 'exchange-key', step: 'F3', fault: 'EXCHANGE_KEY_REFUSED', detail: 'x' },
  { kind: 'exception', number: 1, check: 'exchange-key', ...sheet, step: 'F3', decidedBy: people },
];
const strangersFetch = (event: EventOf<'exchange-key-fetched'>): JournalEvent => ({
  ...event,
  requestId: 'r-2',
  ...exchangeReferenceOf(strangersKey.certificateDer),
  answerSha256: hashOf(strangersKey.certificateDer),
});

/** A journal of practice that says everywhere that it is of production. */
const asProduction = (path: string): Insider['change'] =>
  replaced(
    path,
    (event) =>
      JSON.parse(
        JSON.stringify(event)
          .replaceAll('"practice":true', '"practice":false')
          .replaceAll('PRACTICE-', '')
          .replaceAll('managedhsm.practice.invalid', 'managedhsm.azure.net'),
      ) as JournalEvent,
  );

const insiders: readonly Insider[] = [
  { name: 'the offline journal removed', change: remove(offlineJournal, verdictPath, keyPath) },
  { name: 'both journals removed', change: remove(offlineJournal, onlineJournal) },
  {
    name: 'the online journal removed, and the answers left',
    change: remove(onlineJournal),
  },
  { name: 'a journal given twice', change: (files) => files.set('journals/z.jsonl', files.get(onlineJournal)!) },
  { name: 'a journal of a ceremony', change: set(onlineJournal, () => sampleFiles().get('journals/online.jsonl')!) },
  {
    name: 'a ceremony’s journal beside them',
    change: set('journals/z.jsonl', () => sampleFiles().get('journals/online.jsonl')!),
  },
  {
    name: 'a bundle of a ceremony beside them',
    change: (files) => {
      const [path = '', file = text('')] = [...sampleFiles()].find(([each]) => each.startsWith('bundles/')) ?? [];
      files.set(path, file);
    },
  },
  { name: 'a plan beside them', change: set('plan.dsse.json', () => sampleFiles().get('plan.dsse.json')!) },
  {
    name: 'a fetch in the name of a second operator',
    change: replaced(onlineJournal, (event) =>
      event.kind === 'exchange-key-fetched' ? { ...event, observer: 'operator-2' } : event,
    ),
    theirs: /fetch-by-its-own-operator/u,
  },
  {
    name: 'a fetch before the call that asks for the key',
    change: rewritten(onlineJournal, (lines) => {
      const at = lines.findIndex(({ event }) => event.kind === 'exchange-key-fetched');
      return [...lines.slice(0, 1), lines[at]!, ...lines.slice(1).filter((line) => line !== lines[at])];
    }),
    theirs: /first-fetch-is-the-call/u,
  },
  { name: 'the offline journal of another emergency', change: set(offlineJournal, () => ofAnother(offlineJournal)) },
  { name: 'the online journal of another emergency', change: set(onlineJournal, () => ofAnother(onlineJournal)) },
  {
    name: 'the online journal of another emergency that uploaded nothing',
    change: both(
      set(onlineJournal, () => ofAnother(onlineJournal)),
      rewritten(onlineJournal, (lines) => lines.slice(0, 8)),
    ),
  },
  {
    name: 'practice presented as production',
    change: both(
      replaced(offlineJournal, (event) => (event.kind === 'emergency-opened' ? { ...event, practice: false } : event)),
      replaced(onlineJournal, (event) => (event.kind === 'emergency-opened' ? { ...event, practice: false } : event)),
    ),
  },
  {
    name: 'practice presented as production, in name and address, too',
    change: (files) => {
      both(asProduction(offlineJournal), asProduction(onlineJournal))(files);
      for (const path of [...files.keys()].filter((each) => each.startsWith('service/'))) files.delete(path);
      files.delete(inventoryPath);
    },
  },
  {
    name: 'the gap of a practice in an emergency of production',
    change: both(
      asProduction(offlineJournal),
      replaced(offlineJournal, (event) =>
        event.kind === 'air-gap' ? { ...event, detail: 'PRACTICE: this machine is not cut off: eth0' } : event,
      ),
    ),
    theirs: /practice-gap-in-practice/u,
  },
  {
    name: 'the address of a production HSM',
    change: renamed(offlineJournal, `https://${emergencyHost}`, 'https://recovered-hsm.managedhsm.azure.net'),
    theirs: /practice-apart/u,
  },
  {
    name: 'the offline journal of production, and the other one of practice',
    change: asProduction(offlineJournal),
    theirs: /one-emergency/u,
  },
  {
    name: 'the address of another HSM',
    change: renamed(offlineJournal, `https://${emergencyHost}`, 'https://other-hsm.managedhsm.practice.invalid'),
  },
  {
    name: 'the key of another HSM in the place of the key',
    change: keyIs(strangersKey.certificateDer),
    theirs: /key-of-its-hsm/u,
  },
  {
    name: 'another key of the same name, which one machine has seen',
    change: keySwapped(otherKey.certificateDer),
    theirs: /one-emergency/u,
  },
  { name: 'another key in the file alone', change: keySwapped(otherKey.certificateDer, false) },
  {
    name: 'the key in another spelling of DER',
    change: keyIs(withLongLength(emergencyKey.certificateDer)),
    theirs: /key-file/u,
  },
  {
    name: 'a key whose certificate has its use twice',
    change: keyIs(certified([...plainExtensions, ...plainExtensions])),
    theirs: /key-usage/u,
  },
  { name: 'a key without attestation', change: keyIs(certified(plainExtensions)), theirs: /key-attested/u },
  {
    name: 'a key that people are said to have answered for',
    change: replaced(offlineJournal, (event) =>
      event.kind === 'exchange-key-verified'
        ? { ...event, attested: false, exception: { approvers: ['Anna Beispiel', 'Bert Muster'], reason: 'x' } }
        : event,
    ),
  },
  {
    name: 'a key without attestation that people answered for, noted as attested',
    change: both(
      keyIs(certified(plainExtensions)),
      replaced(offlineJournal, (event) =>
        event.kind === 'exchange-key-verified'
          ? { ...event, exception: { approvers: ['Anna Beispiel', 'Bert Muster'], reason: 'x' } }
          : event,
      ),
    ),
    theirs: /key-as-verified/u,
  },
  {
    name: 'the verified key noted with the numbers of another one',
    change: replaced(offlineJournal, (event) =>
      event.kind === 'exchange-key-verified' ? { ...event, spkiSha256: textHash('another SPKI') } : event,
    ),
    theirs: /key-as-verified/u,
  },
  {
    name: 'the certificate of a custodian as the key',
    change: renamed(offlineJournal, certificates[2]!, hashOf(emergencyKey.certificateDer)),
    theirs: /key-form/u,
  },
  { name: 'the key removed', change: remove(keyPath) },
  {
    name: 'a refused key left out',
    change: rewritten(offlineJournal, (lines) =>
      lines.toSpliced(4, 0, {
        ...lines[4]!,
        event: {
          kind: 'exchange-key-refused',
          fileSha256: textHash('refused'),
          hsmUri: `https://${emergencyHost}`,
          fault: 'EXCHANGE_NAME_MISMATCH',
        },
      }),
    ),
  },
  {
    name: 'a refused key, and the revocation list that was noted before it left out',
    change: rewritten(offlineJournal, (lines) =>
      lines.flatMap((line) =>
        line.event.kind === 'exchange-key-verified'
          ? [
              { ...line, event: revocationListNoted(revocationList(root)) },
              {
                ...line,
                event: keyRefused({ fileBytes: text('refused'), hsmUri: line.event.hsmUri }, 'EXCHANGE_NAME_OTHER'),
              },
              line,
            ]
          : [line],
      ),
    ),
    theirs: /lists-in-package/u,
  },
  { name: 'a revocation list left out', change: withList(revocationList(root), undefined) },
  {
    name: 'a revocation list exchanged for a younger one',
    change: withList(revocationList(root), revocationList(root, { nextUpdate: new Date('2027-10-14T09:00:00Z') })),
  },
  {
    name: 'a revocation list that holds, said to have been there',
    change: withList(revocationList(root), revocationList(root)),
  },
  ...lists.map(([name, list, theirs]) => ({ name, theirs, change: withList(list, list) })),
  { name: 'a revocation list that nothing names', change: set('lists/a.crl', () => revocationList(root)) },
  { name: 'the judgement of the key removed', change: without(offlineJournal, kindIs('exchange-key-verified')) },
  { name: 'the gap removed', change: without(offlineJournal, kindIs('air-gap')) },
  {
    name: 'a share removed',
    change: without(
      offlineJournal,
      (event) => event.kind === 'share-accepted' && event.certificateSha256 === textHash('one'),
    ),
  },
  {
    name: 'a share of nobody',
    change: replaced(offlineJournal, (event) =>
      event.kind === 'share-accepted' && event.certificateSha256 === textHash('one')
        ? { ...event, certificateSha256: textHash('nobody') }
        : event,
    ),
  },
  { name: 'the approval of the build removed', change: without(offlineJournal, kindIs('build-approved')) },
  { name: 'the comparison before the upload removed', change: without(onlineJournal, kindIs('blob-compared')) },
  {
    name: 'the verdict on the upload removed',
    change: without(onlineJournal, (event) => event.kind === 'call-settled' && isUpload(event)),
  },
  { name: 'the hold removed', change: without(onlineJournal, kindIs('hold-over')) },
  {
    name: 'another blob uploaded',
    change: renamed(onlineJournal, textHash('blob'), textHash('another blob')),
  },
  { name: 'the lines of the upload removed', change: without(onlineJournal, isUpload) },
  { name: 'a verdict exchanged', change: set(verdictPath, () => verdictAgain({ use: 'one-shot' })) },
  { name: 'a verdict removed', change: remove(verdictPath) },
  {
    name: 'a verdict that says no, and its hash',
    change: both(
      set(verdictPath, () => verdictAgain({ accepted: false })),
      replaced(offlineJournal, (event) =>
        event.kind === 'exchange-key-verified'
          ? { ...event, verdictSha256: hashOf(verdictAgain({ accepted: false })) }
          : event,
      ),
    ),
  },
  {
    name: 'an answer exchanged',
    change: set('service/upload-1.1.answer.json', () => emergencyAnswer('upload-1', 'another')),
  },
  {
    name: 'the answer with the exchange key, of which the journal has another envelope',
    change: replaced(onlineJournal, (event) =>
      event.kind === 'exchange-key-fetched' ? { ...event, envelopeSha256: 'e'.repeat(64) } : event,
    ),
    theirs: /^NOT GOOD: answer-as-kept: service\/observe-operator-1/u,
  },
  {
    name: 'a fetch that was refused, and noted as a good one',
    change: (files) => {
      const path = 'service/observe-operator-1.1.answer.json';
      const refused = Buffer.from(String(files.get(path)).replace('"status":202', '"status":500'));
      files.set(path, refused);
      replaced(onlineJournal, (event) =>
        event.kind === 'exchange-key-fetched' ? { ...event, envelopeSha256: hashOf(refused) } : event,
      )(files);
    },
    theirs: /^NOT GOOD: success-as-kept: service\/observe-operator-1/u,
  },
  ...(
    [
      ['of no form', { custodians: [{ id: 'C1', name: 'Anna' }, null, 5], people: 'x' }],
      [
        'with numbers for texts',
        {
          people: [{ id: 1, name: 'Anna' }],
          custodians: [{ id: 'C1', person: 1, certificateSha256: certificates[0] }],
        },
      ],
      [
        'with names that move the cursor',
        {
          people: [{ id: 'p1', name: '\u001b[2JAnna' }],
          custodians: [{ id: 'C1', person: 'p1', certificateSha256: certificates[0] }],
        },
      ],
      [
        'with one certificate twice',
        {
          people: [{ id: 'p2', name: 'Bela' }],
          custodians: ['p1', 'p2'].map((person) => ({ id: 'C1', person, certificateSha256: certificates[0] })),
        },
      ],
    ] as const
  ).map(([name, rows]) => ({
    name: `a register ${name}, and another one behind it`,
    change: both(
      set('lists/a.json', () => register(rows)),
      set('lists/b.json', () => register({ people: [{ id: 'p1', name: 'Eve' }] })),
    ),
    theirs: /file-not-named: lists\/a/u,
  })),
  {
    name: 'a register in another folder than the lists',
    change: set('verdicts/a.json', () => register(eveAsFirst)),
    theirs: /file-not-named: verdicts\/a/u,
  },
  {
    name: 'a register behind other lists',
    change: set('lists/register.json', () => register(eveAsFirst)),
    theirs: /file-not-named: lists\/register/u,
  },
  {
    name: 'a register behind a space',
    change: set('lists/a.json', () => text(` ${register(eveAsFirst).toString()}`)),
    theirs: /file-not-named: lists\/a/u,
  },
  ...[0, 1].map((more) => ({
    name: `a register of the greatest size, and ${more} more`,
    change: set('lists/a.json', () => {
      const { length } = register({ ...eveAsFirst, notes: '' });
      return register({ ...eveAsFirst, notes: 'x'.repeat(maxRegisterBytes - length + more) });
    }),
    theirs: /file-not-named: lists\/a/u,
  })),
  { name: 'an answer removed', change: remove('service/upload-1.1.answer.json') },
  {
    name: 'an answer of another emergency',
    change: set('service/upload-1.1.answer.json', () =>
      Buffer.from(emergencyAnswer('upload-1').toString().replace('0915-77C1', '0915-77C2')),
    ),
  },
  {
    name: 'another key in the fetch that was kept',
    change: set(fetchPath, () => emergencyAnswer('observe-operator-1', otherKey.certificateDer)),
  },
  {
    name: 'the key of another HSM fetched',
    change: both(
      set(fetchPath, () => emergencyAnswer('observe-operator-1', strangersKey.certificateDer)),
      renamed(onlineJournal, hashOf(emergencyKey.certificateDer), hashOf(strangersKey.certificateDer)),
    ),
  },
  {
    name: 'the fetched key noted with the numbers of another one',
    change: replaced(onlineJournal, (event) =>
      event.kind === 'exchange-key-fetched' ? { ...event, spkiSha256: textHash('another SPKI') } : event,
    ),
    theirs: /key-as-verified/u,
  },
  {
    name: 'the key of another HSM fetched after one that was refused',
    change: both(
      set('service/observe-operator-1.2.answer.json', () =>
        emergencyAnswer('observe-operator-1', strangersKey.certificateDer),
      ),
      rewritten(onlineJournal, (lines) =>
        lines.flatMap((line) =>
          line.event.kind === 'exchange-key-fetched'
            ? [line, ...leftFailure, strangersFetch(line.event)].map((each) =>
                'event' in each ? each : { ...line, event: each },
              )
            : [line],
        ),
      ),
    ),
    theirs: /key-of-its-hsm/u,
  },
  {
    name: 'another key in the fetch that was kept, and its hash in the journal',
    change: both(
      set(fetchPath, () => emergencyAnswer('observe-operator-1', otherKey.certificateDer)),
      replaced(onlineJournal, (event) =>
        event.kind === 'exchange-key-fetched' ? { ...event, answerSha256: hashOf(otherKey.certificateDer) } : event,
      ),
    ),
    theirs: /key-as-verified/u,
  },
  {
    name: 'a name that moves the cursor and says that all is well',
    change: renamed(offlineJournal, 'Bert Muster', 'Bert\u001b[2J\ngood: all of it'),
  },
  { name: 'what people typed altered', change: set('lists/emergency.json', () => text('{"people":["Nobody"]}')) },
  {
    name: 'the inventory exchanged',
    change: set(inventoryPath, () =>
      Buffer.from(emergencyFiles().get(inventoryPath)!.toString().replace('12:00', '13:00')),
    ),
  },
  { name: 'another security domain', change: set('lists/domain.json', () => text('{"SharedKeys":{}}')) },
  {
    name: 'a torn last line',
    change: (files) => files.set(offlineJournal, files.get(offlineJournal)!.subarray(0, -5)),
  },
  { name: 'the end cut off', change: rewritten(offlineJournal, (lines) => lines.slice(0, -1)) },
  {
    name: 'one line moved back in time',
    change: rewritten(onlineJournal, (lines) => lines.with(4, { ...lines[4]!, at: '2026-10-14T00:00:00Z' })),
  },
  {
    name: 'the verification removed, and its inventory',
    change: both(without(onlineJournal, kindIs('restore-verified')), remove(inventoryPath)),
    listed: 'E1',
  },
  {
    name: 'who approved the build exchanged',
    change: renamed(offlineJournal, 'Bert Muster', 'Carla Niemand'),
    listed: 'E2',
  },
  {
    name: 'all times moved by three days',
    change: both(moved(offlineJournal, 72 * 3_600_000, true), moved(onlineJournal, 72 * 3_600_000, true)),
    listed: 'E3',
  },
  {
    name: 'a paper altered that nothing names',
    change: set('documents/record.txt', () => text('Another record\n')),
    listed: 'E4',
  },
];

const honest = buildEmergencyEvidence(emergencyFiles()).whole;
const heads: PaperHeads = {
  offline: verifyJournal(honest.get(offlineJournal)!).head.sha256,
  'operator-1': verifyJournal(honest.get(onlineJournal)!).head.sha256,
};
const checkers = useCheckers();

describe.skipIf(!hasBoth)('the table of tampering with an emergency', () => {
  const honestFolder = checkers.folderOf(honest);
  /** What both say of the honest package. */
  let usual: Readonly<Record<'ours' | 'theirs', Said>>;
  beforeAll(async () => {
    usual = { ours: await checkers.ours(honestFolder), theirs: await checkers.theirs(honestFolder) };
  });

  it('finds the honest evidence good in both checkers, also of one machine alone, and against paper', async () => {
    for (const paper of [{}, heads]) {
      expect(Array.isArray(await checkers.ours(honestFolder, paper))).toBe(true);
      expect(Array.isArray(await checkers.theirs(honestFolder, paper))).toBe(true);
    }
    const only = (machine: RegExp) => new Map([...emergencyFiles()].filter(([path]) => !machine.test(path)));
    for (const files of [only(/online|service|lists/u), only(/offline|verdict|certificates/u)]) {
      const folder = checkers.folderOf(listEmergency(files));
      const ours = await checkers.ours(folder);
      expect(ours).toContainEqual(expect.stringMatching(/^journal-missing: /u));
      expect(ours).toContainEqual(expect.stringMatching(/^EVIDENCE_ONE_MACHINE: /u));
      expect(await checkers.theirs(folder)).toContainEqual(
        expect.stringMatching(/^INCOMPLETE: there is no journal of /u),
      );
    }
  });

  it('has rows with names of their own', () => {
    expect(outsiders.length).toBeGreaterThanOrEqual(15);
    expect(insiders.length).toBeGreaterThanOrEqual(40);
    expect(new Set([...outsiders, ...insiders].map(({ name }) => name)).size).toBeGreaterThan(55);
  });

  eachOfTable(outsiders, 'an outsider is refused by both: $name', async ({ change }) => {
    const folder = checkers.folderOf(honest);
    change(folder, honest);
    expect(assessed(await checkers.ours(folder), [])).toMatchObject({ verdict: 'refused' });
    expect(assessed(await checkers.theirs(folder), [])).toMatchObject({ verdict: 'refused' });
  });

  eachOfTable(insiders, 'whoever writes the list anew is caught by both, or it is listed: $name', async (row) => {
    const files = emergencyFiles();
    row.change(files);
    const folder = checkers.folderOf(listEmergency(files));
    agreed(
      row,
      assessed(await checkers.ours(folder), usual.ours),
      assessed(await checkers.theirs(folder), usual.theirs),
    );
  });

  it('and what is listed of journals is told by both where their ends were typed from paper', async () => {
    for (const { change } of insiders.filter(({ listed: entry }) => entry !== undefined && entry !== 'E4')) {
      const files = emergencyFiles();
      change(files);
      const folder = checkers.folderOf(listEmergency(files));
      expect(await checkers.ours(folder, heads)).toMatchObject({ verdict: 'refused', rules: ['end-on-paper'] });
      expect(await checkers.theirs(folder, heads)).toMatchObject({ verdict: 'refused' });
    }
  });

  it('has no plan: both refuse to compare it with the hash of one', async () => {
    const planSha256 = '0'.repeat(64);
    expect(await checkers.ours(honestFolder, {}, planSha256)).toEqual({
      ...{ verdict: 'refused', says: 'EVIDENCE_PLAN_MISSING' },
    });
    expect(await checkers.theirs(honestFolder, {}, planSha256)).toMatchObject({
      says: 'NOT GOOD: plan-on-paper: an emergency has no plan',
    });
  });

  it('has a row for every rule of an emergency', long, () => {
    expect(checkers.unreached('An emergency')).toEqual([]);
  });

  it('has a row for everything that SECURITY.md lists', () => {
    const ofEmergencies = [...listed].filter((id) => id.startsWith('E'));
    expect(new Set(insiders.flatMap(({ listed: entry }) => entry ?? []))).toEqual(new Set(ofEmergencies));
  });
});
