// The table of tampering: each row goes through both checkers. Each is caught and named by both, or it is listed in SECURITY.md; never in between.
import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { testIdentity, testKey } from '#e2e/support/custodians.ts';
import { faultOf } from '#e2e/support/faults.ts';
import { long } from '#e2e/support/long.ts';
import { eachOfTable } from '#e2e/support/table.ts';
import type { EventOf, JournalEvent } from '#shared/journal/events.ts';
import type { JournalEnd } from '#shared/schemas/atoms.ts';
import {
  attestationExtension,
  issueExchangeKey,
  makeExchangeParts,
  plainExtensions,
} from '#simulator/exchange-key-issuer.ts';
import { newKey, practiceRootKey } from '#simulator/attestation-root.ts';
import { attestedFacts, attesting, attestingInPractice, statement } from '../custodian-key/testdata/attestations.ts';
import { sha256 } from '../encoding/bytes.ts';
import { encodeCanonicalJson } from '../encoding/canonical-json.ts';
import { authorityOf, revocationList } from '../exchange-key/testdata/revocation-lists.ts';
import { verifyJournal } from '../journal/chain.ts';
import { offlineRecovery, sheet } from '../journal/testdata/recovery.ts';
import { withoutSignedEnd, withSignedEnd } from '../journal/testdata/signed-end.ts';
import { approveAgain, approvePlan, readSignedPlan } from '../plan/approval.ts';
import { planFacts } from '../plan/facts.ts';
import { planSha256 } from '../plan/plan-file.ts';
import { asNewKeys, asPractice, recoveryPlan } from '../plan/testdata/sample-plan.ts';
import { openBundle } from '../transfer/bundle.ts';
import { fetched } from '../transfer/session.ts';
import { countersignDocument, signDocument } from '../transfer/signed-document.ts';
import { everyone, operator1, securityDomain, stranger, textHash, witness } from '../transfer/testdata/samples.ts';
import { parseX509 } from '../x509/certificate.ts';
import { encodeCertificate } from '../x509/certificate-writer.ts';
import type { PaperHeads } from './journals.ts';
import { encodeManifest, type EvidenceFiles, manifestPath, manifestPayloadType, planPath } from './manifest.ts';
import { buildEvidence } from './package.ts';
import { forgeries } from './testdata/forgeries.ts';
import { otherReadings } from './testdata/other-readings.ts';
import { promises } from './testdata/promises.ts';
import {
  answerFile,
  app,
  bundles,
  chained,
  fetchFile,
  genuine,
  host,
  journalOf,
  online,
  plan,
  planHash,
  sampleFiles,
  samplePayload,
  secondObserver,
  secondObserverOf,
  seen,
  signedSample,
} from './testdata/sample-package.ts';
import { agreed, hasBoth, assessed, listed, type Said, useCheckers } from './testdata/both-checkers.ts';
import {
  after,
  anyOutsider,
  both,
  chainedLines,
  changed,
  type Files,
  flip,
  gone,
  type Insider,
  later,
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

const [keyBundle, blobBundle, outcomeBundle] = bundles.map(({ name }) => `bundles/${name}`) as [string, string, string];
const otherPlan = { ...plan, purpose: 'Another purpose' };

const offlinePath = 'journals/offline.jsonl';
const onlinePath = 'journals/online.jsonl';
const secondPath = 'journals/operator-2.jsonl';
/** The second operator's journal as it is of another ceremony, with the same machine, key and fetch. */
const ofAnotherCeremony = (): Buffer => {
  const files = sampleFiles();
  renamed(secondPath, plan.ceremony, `${plan.ceremony}-2`)(files);
  return files.get(secondPath) ?? Buffer.alloc(0);
};

const outsiders: readonly Outsider[] = [
  ...anyOutsider(manifestPath, offlinePath),
  { name: 'a paper altered, as long as it was', change: put('documents/record.txt', text('The recorD\n')) },
  { name: 'a paper made longer', change: put('documents/record.txt', text('The record and more\n')) },
  {
    name: 'a folder in a folder',
    change: (folder) => mkdirSync(join(folder, 'documents', 'more')),
  },
  {
    name: 'the plan removed',
    change: gone(planPath),
  },
  { name: 'a plan longer than an envelope may be', change: put(planPath, Buffer.alloc((1 << 20) + 1, ' ')) },
  { name: 'a plan that one person approved', change: put(planPath, approvePlan(plan, operator1)) },
  {
    name: 'another plan that two approved',
    change: put(planPath, approveAgain(approvePlan(otherPlan, operator1), witness)),
  },
  {
    name: 'the list signed by a stranger too',
    change: changed(manifestPath, (list) => countersignDocument(list, stranger)),
  },
  { name: 'a bit of the list flipped', change: changed(manifestPath, (list) => flip(list, 40)) },
  {
    name: 'a bundle in the place of the list',
    change: (folder, honest) => put(manifestPath, honest.get(keyBundle)!)(folder),
  },
  { name: 'a bit of a journal flipped', change: changed('journals/offline.jsonl', (journal) => flip(journal, 300)) },
  { name: 'a journal cut off', change: changed('journals/online.jsonl', (journal) => journal.subarray(0, -40)) },
  { name: 'the second operator’s journal cut off', change: changed(secondPath, (journal) => journal.subarray(0, -40)) },
  {
    name: 'the second operator’s journal removed, without a new list',
    change: gone(secondPath),
  },
  {
    name: 'the second operator’s journal exchanged for another ceremony’s',
    change: put(secondPath, ofAnotherCeremony()),
  },
  {
    name: 'the list of an emergency in a ceremony',
    change: put('SHA256SUMS', text(`${'0'.repeat(64)}  documents/record.txt\n`)),
  },
  { name: 'a bundle cut off', change: changed(blobBundle, (bundle) => bundle.subarray(0, -2)) },
  { name: 'a verdict emptied', change: put('verdicts/verdict.json', Buffer.alloc(0)) },
  { name: 'a journal that is a million brackets', change: put('journals/offline.jsonl', Buffer.alloc(1_000_000, '[')) },
];

// --- insiders ---

const outcomeNoted = (event: JournalEvent): boolean => event.kind === 'bundle-written' && event.type === 'outcome';
/** What the offline machine says of the end that an outcome tells. */
const told = (journal: JournalEnd | undefined): Insider['change'] =>
  replaced(offlinePath, (event) => {
    if (event.kind !== 'bundle-accepted' || event.type !== 'outcome') return event;
    // No reader takes a line without it.
    return { ...event, journal } as JournalEvent;
  });
/** An exception in the first operator's journal, after all that a bundle fixes. */
const withException = (step: string, decidedBy: string[]): Insider['change'] =>
  rewritten(onlinePath, (lines) =>
    lines.toSpliced(-1, 0, {
      ...lines.at(-1)!,
      event: { kind: 'exception', number: 1, check: null, ...sheet, step, decidedBy },
    }),
  );
const hour = 3_600_000;
const isOf =
  (...calls: readonly string[]) =>
  (event: JournalEvent): boolean =>
    (event.kind === 'target-confirmed' && calls.includes(event.call)) ||
    ('id' in event && calls.some((call) => event.id === `${call}-1`));
const isRestore = isOf('restore');
const isOfConsumers = (event: JournalEvent): boolean =>
  (event.kind === 'note' && event.text.startsWith('Consumers ')) ||
  (event.kind === 'file-written' && event.name.startsWith('consumers'));
const isInventory = (event: JournalEvent): boolean => event.kind === 'note' && event.text.startsWith('Inventory');

/** The same bundles, but for one that somebody has made again; the journals follow. */
const withBundle = (at: number, key = genuine): Insider['change'] => {
  const payloads = [
    samplePayload('exchange-key', key),
    samplePayload('restore-blob', key),
    samplePayload('outcome', key),
  ];
  return (files) => {
    const honest = [keyBundle, blobBundle, outcomeBundle][at]!;
    const { file } = signedSample({
      ...payloads[at]!,
      seq: at + 1,
      prev: at === 0 ? null : bundles[at - 1]!.payloadSha256,
      journal: bundles[at]!.journal,
    });
    files.set(honest, file);
  };
};
/** A whole package for another exchange key, which both operators signed. */
const forKey =
  (certificateDer: Buffer, { privateKey }: Pick<typeof genuine, 'privateKey'> = genuine) =>
  (files: Files): void => {
    const forged = sampleFiles({ privateKey, certificateDer });
    for (const path of [...files.keys()]) files.delete(path);
    for (const [path, bytes] of forged) if (!path.startsWith('verdicts/')) files.set(path, bytes);
  };
/** A whole package whose exchange key came with this revocation list. */
const withList =
  (list: Buffer) =>
  (files: Files): void => {
    for (const [path, bytes] of sampleFiles(genuine, offlineRecovery, { revocationLists: [list.toString('base64')] }))
      files.set(path, bytes);
  };
const anew = (observer: 'operator-1' | 'operator-2'): JournalEvent => ({
  ...fetched(seen(observer)),
  requestId: 'r-2',
});
const isSignature = (event: JournalEvent): event is EventOf<'exchange-key-countersigned'> =>
  event.kind === 'exchange-key-countersigned';
const isFirstFetch = (event: JournalEvent): boolean =>
  event.kind === 'exchange-key-fetched' && event.observer === 'operator-1';
/** The first operator's journal with a second fetch before the bundle, which has the first one. */
const fetchedAnew = online.flatMap((event) => (isFirstFetch(event) ? [event, anew('operator-1')] : [event]));
const root = { name: 'PRACTICE SGX Root CA', key: practiceRootKey() };
const revoked = Buffer.from(authorityOf(genuine.certificateDer).serialNumberHex, 'hex');
/** The exchange key sent twice: the second bundle, which is the one that was checked, has this revocation list. */
const sentAgainWith =
  (list: Buffer) =>
  (files: Files): void => {
    const twice = (events: readonly JournalEvent[]): readonly JournalEvent[] =>
      events.flatMap((event): JournalEvent[] => {
        if (event.kind !== 'bundle-written' && event.kind !== 'bundle-accepted') return [event];
        const next = { ...event, seq: event.seq + 1 };
        return event.type === 'exchange-key' ? [event, next] : [next];
      });
    const payloads = [
      samplePayload('exchange-key'),
      samplePayload('exchange-key', genuine, [list.toString('base64')]),
      samplePayload('restore-blob'),
      samplePayload('outcome'),
    ];
    const samples = chained(payloads, genuine, twice(offlineRecovery), twice(online));
    for (const path of [keyBundle, blobBundle, outcomeBundle]) files.delete(path);
    for (const { name, file } of samples) files.set(`bundles/${name}`, file);
    files
      .set(offlinePath, journalOf(twice(offlineRecovery), samples))
      .set(onlinePath, journalOf(twice(online), samples))
      .set(secondPath, journalOf(secondObserverOf(samples), samples));
  };
const noon = new Date('2026-10-14T09:00:00Z');
const own = { privateKey: genuine.privateKey };
const plain = (): Buffer => encodeCertificate(makeExchangeParts(host, own.privateKey, noon, plainExtensions));
/** The attestation of another key under the right name. */
const borrowed = (): Buffer => {
  const { extensions } = parseX509(issueExchangeKey(host, noon).certificateDer);
  const quote = extensions.find(({ oid }) => oid === '1.2.840.113556.10.1.1')!;
  const parts = makeExchangeParts(host, own.privateKey, noon, [
    ...plainExtensions,
    attestationExtension(Buffer.from(quote.value)),
  ]);
  return encodeCertificate(parts);
};
/** A genuine attestation, and beside it one of a form that nobody knows. */
const ofTwoForms = (): Buffer => {
  const { extensions } = parseX509(genuine.certificateDer);
  const newer = { oid: '1.3.6.1.4.1.311.105.1', critical: false, value: Buffer.from([5, 0]) };
  const parts = makeExchangeParts(host, own.privateKey, noon, [
    ...extensions.map(({ oid, critical, value }) => ({ oid, critical, value: Buffer.from(value) })),
    newer,
  ]);
  return encodeCertificate(parts);
};
const weak = generateKeyPairSync('rsa', { modulusLength: 1024 });
const strangers = issueExchangeKey('attackers-hsm.managedhsm.practice.invalid', noon);
/** An envelope with other signatures. */
const signedAs =
  (path: string, change: (signatures: readonly object[]) => readonly object[]): Insider['change'] =>
  (files) => {
    const envelope = JSON.parse(String(files.get(path))) as { readonly signatures: readonly object[] };
    files.set(path, json({ ...envelope, signatures: change(envelope.signatures) }));
  };
const written = (name: string, bytes: Buffer): JournalEvent => ({
  kind: 'file-written',
  name,
  bytes: bytes.length,
  sha256: sha256(bytes).toString('hex'),
});
const json = (value: object): Buffer => Buffer.from(JSON.stringify(value));
const custody = (sd: string): Buffer =>
  json({ format: 'lifeboat-custody', v: 2, practice: true, securityDomainSha256: sd });
const verdictAgain = (change: object): Buffer => {
  const verdict = JSON.parse(sampleFiles().get('verdicts/verdict.json')!.toString()) as object;
  return json({ ...verdict, ...change });
};
/** The verdict and its hash in the journal exchanged together. */
const withVerdict = (bytes: Buffer): Insider['change'] =>
  both(
    set('verdicts/verdict.json', () => bytes),
    replaced(offlinePath, (event) =>
      event.kind === 'exchange-key-verified' ? { ...event, verdictSha256: sha256(bytes).toString('hex') } : event,
    ),
  );

/** What one reader of JSON takes and another refuses: neither checker sees another file than the other. */
const jsonTwins: readonly (readonly [string, string])[] = [
  ['a whole number that no double holds', '9007199254740993'],
  ['a number of ten thousand digits', '9'.repeat(10_000)],
  ['a negative nought', '-0'],
  ['a number with an exponent', '1e2'],
  ['a number with a fraction', '1.5'],
  ['a number beyond all others', '1e400'],
  ['half a character', '"\\ud800"'],
  ['a member named as the prototype', '{"__proto__":{"hsm":"x"}}'],
  ['the same member twice below', '{"a":1,"a":2}'],
  ['a depth of 40', `${'['.repeat(40)}${']'.repeat(40)}`],
  ['a depth of 32', `${'['.repeat(31)}${']'.repeat(31)}`],
  ['a depth of 33', `${'['.repeat(32)}${']'.repeat(32)}`],
  ['a depth of 100,000', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
  ['a control character', '"\u0001"'],
  ['a word that is none', 'NaN'],
  ['no value', ''],
];

const lastAnswer = (): Buffer => answerFile('restore-1-end');
/** The journal names the answer that ended the restore. */
const withLastAnswer = (finalSha256: string): Insider['change'] =>
  replaced(onlinePath, (event) =>
    event.kind === 'call-settled' && event.id === 'restore-1' ? { ...event, finalSha256 } : event,
  );
const nothing = (): void => undefined;
/** The plan of the sample as a plan of production, which the same people approve. */
const production = recoveryPlan;
const productionPlan = (): Buffer => approveAgain(approvePlan(production, operator1), witness);
/** One bundle of production in the place of the practice one, signed by the same machines. */
function ofProduction(at: number): Buffer {
  const payload = samplePayload((['exchange-key', 'restore-blob', 'outcome'] as const)[at]!);
  const { prev, journal } = openBundle(bundles[at]!.file, payload.type, everyone).payload;
  return signedSample({ ...payload, practice: false, seq: at + 1, prev, journal }).file;
}
const inPlan = {
  reader: 'Person administrator',
  another: plan.people.find(({ name }) => !/administrator|witness/u.test(name))!.name,
};
const [planned, , third] = plan.custodians.map(({ certificateSha256 }) => certificateSha256 ?? '');
const second = plan.custodians[1]?.certificateSha256 ?? '';

/** A journal as if the outcome had never been sent. */
const withoutOutcome = (path: string): Insider['change'] =>
  without(
    path,
    (event) => (event.kind === 'bundle-written' || event.kind === 'bundle-accepted') && event.type === 'outcome',
  );
/** The last bundle as its sender makes it again, over other lines of its own journal. */
const outcomeAnew: Insider['change'] = (files) => {
  const changed = online.map((event) => (event.kind === 'wall-clock' ? { ...event, readBy: inPlan.another } : event));
  const before = changed.findIndex((event) => event.kind === 'bundle-written' && event.type === 'outcome');
  const { n, sha256: head } = verifyJournal(journalOf(changed.slice(0, before), bundles)).head;
  const payload = {
    ...samplePayload('outcome'),
    seq: 3,
    prev: bundles[1]!.payloadSha256,
    journal: { events: n, head },
  };
  const samples = bundles.with(2, signedSample(payload));
  files.set(outcomeBundle, samples[2]!.file).set(onlinePath, journalOf(changed, samples));
};
/** What the signer of the list alone would hide. */
const dropped: readonly Insider[] = [
  {
    name: 'the last bundle with its two lines, the upload and the restore',
    change: both(
      remove(outcomeBundle, 'service/upload-1.1.answer.json', 'service/restore-1.1.answer.json'),
      withoutOutcome(offlinePath),
      withoutOutcome(onlinePath),
      without(onlinePath, isOf('upload', 'restore')),
    ),
  },
];

const insiders: readonly Insider[] = [
  { name: 'the offline journal removed', change: remove(offlinePath) },
  { name: 'the first operator’s journal removed', change: remove(onlinePath) },
  { name: 'the second operator’s journal removed', change: remove(secondPath) },
  {
    name: 'the second operator’s journal removed, as two people are said to have decided',
    change: both(remove(secondPath), withException('Z1R', ['Person operator-1', 'Person witness'])),
  },
  {
    name: 'the second operator’s journal removed, as one person is said to have decided',
    change: both(remove(secondPath), withException('Z1R', ['Person operator-1'])),
  },
  {
    name: 'the second operator’s journal removed, and an exception at another step',
    change: both(remove(secondPath), withException('C19', ['Person operator-1', 'Person witness'])),
  },
  {
    name: 'the second operator’s journal exchanged for another ceremony’s',
    change: set(secondPath, ofAnotherCeremony),
  },
  {
    name: 'the second operator’s journal without its fetch',
    change: without(secondPath, ({ kind }) => kind === 'exchange-key-fetched'),
  },
  {
    name: 'the second operator’s journal cut before its fetch',
    change: rewritten(secondPath, (lines) => lines.slice(0, 2)),
  },
  {
    name: 'the second operator’s journal cut after its fetch',
    change: rewritten(secondPath, (lines) => lines.slice(0, -1)),
  },
  { name: 'all journals removed', change: remove(offlinePath, onlinePath, secondPath) },
  { name: 'a journal given twice', change: (files) => files.set('journals/z.jsonl', files.get(onlinePath)!) },
  {
    name: 'a journal given another ending',
    change: (files) => {
      files.set('journals/offline.txt', files.get(offlinePath)!).delete(offlinePath);
    },
  },
  {
    name: 'the journal of another machine',
    change: set(secondPath, () =>
      journalOf(secondObserver.map((event) => ('keyId' in event ? { ...event, keyId: stranger.keyId } : event))),
    ),
  },
  { name: 'a journal under another machine’s role', change: renamed(secondPath, 'operator-2', 'witness') },
  {
    name: 'a journal that is a million brackets',
    change: set(offlinePath, () => Buffer.from(`${'['.repeat(1_000_000)}\n`)),
  },
  { name: 'an empty journal added', change: (files) => files.set('journals/z.jsonl', Buffer.alloc(0)) },
  {
    name: 'a line put in before the outcome',
    change: rewritten(onlinePath, (lines) =>
      lines.toSpliced(3, 0, { ...lines[2]!, event: { kind: 'note', by: 'Lifeboat', text: 'as it should have been' } }),
    ),
  },
  {
    name: 'the verdict on the upload removed',
    change: without(onlinePath, (event) => event.kind === 'call-settled' && event.id === 'upload-1'),
  },
  {
    name: 'the judgement of the exchange key removed',
    change: without(offlinePath, ({ kind }) => kind === 'exchange-key-verified'),
  },
  { name: 'the read-back removed', change: without(offlinePath, ({ kind }) => kind === 'read-back') },
  {
    name: 'a share removed',
    change: without(offlinePath, (event) => event.kind === 'share-accepted' && event.certificateSha256 === planned),
  },
  { name: 'the approval of the build removed', change: without(offlinePath, ({ kind }) => kind === 'build-approved') },
  {
    name: 'the outcome’s acceptance removed',
    change: without(offlinePath, (event) => event.kind === 'bundle-accepted' && event.type === 'outcome'),
  },
  { name: 'the lines of the restore removed', change: without(onlinePath, isRestore) },
  {
    name: 'the lines of the restore removed, and its answer',
    change: both(without(onlinePath, isRestore), remove('service/restore-1.1.answer.json')),
    listed: 'L1',
  },
  { name: 'the line of the inventory removed', change: without(onlinePath, isInventory) },
  {
    name: 'the line of the inventory removed, and the inventory',
    change: both(without(onlinePath, isInventory), remove('lists/inventory.json')),
    listed: 'L1',
  },
  { name: 'the end cut off', change: rewritten(onlinePath, (lines) => lines.slice(0, -1)) },
  { name: 'a torn last line', change: (files) => files.set(offlinePath, files.get(offlinePath)!.subarray(0, -5)) },
  { name: 'a reader renamed to nobody of the plan', change: renamed(offlinePath, inPlan.reader, 'Person nobody') },
  {
    name: 'a reader renamed to somebody of the plan',
    change: renamed(offlinePath, inPlan.reader, inPlan.another),
  },
  {
    name: 'a custodian exchanged for a planned one',
    change: replaced(offlinePath, (event) =>
      event.kind === 'share-accepted' && event.certificateSha256 === third
        ? { ...event, certificateSha256: second }
        : event,
    ),
  },
  {
    name: 'a custodian exchanged for nobody’s certificate',
    change: replaced(offlinePath, (event) =>
      event.kind === 'share-accepted' && event.certificateSha256 === third
        ? { ...event, certificateSha256: 'f'.repeat(64) }
        : event,
    ),
  },
  { name: 'what a person wrote at a step altered', change: renamed(offlinePath, '4711', '4712') },
  {
    name: 'a fact of the plan altered in a journal',
    change: replaced(offlinePath, (event) => (event.kind === 'plan-adopted' ? { ...event, required: 3 } : event)),
  },
  {
    name: 'another lost HSM in a journal',
    change: replaced(offlinePath, (event) =>
      event.kind === 'plan-adopted'
        ? { ...event, source: { name: 'other-hsm', uri: 'https://other-hsm.managedhsm.practice.invalid' } }
        : event,
    ),
  },
  {
    name: 'another grade of script in a journal',
    change: replaced(offlinePath, (event) => (event.kind === 'plan-adopted' ? { ...event, grade: 'short' } : event)),
  },
  { name: 'the times moved forward by three days', change: moved(offlinePath, 72 * hour, false) },
  { name: 'the times and the wall’s moved forward by three days', change: moved(offlinePath, 72 * hour, true) },
  { name: 'the times and the wall’s moved back by three days', change: moved(offlinePath, -72 * hour, true) },
  { name: 'the times and the wall’s moved by two hours', change: moved(offlinePath, 2 * hour, true) },
  {
    name: 'the times after the last bundle moved by three days',
    change: after(onlinePath, outcomeNoted, ({ at, event }) => ({ at: later(at, 72 * hour), event })),
    listed: 'L3',
  },
  {
    name: 'who confirmed the restore exchanged for others of the plan',
    change: after(onlinePath, outcomeNoted, ({ at, event }) => ({
      at,
      event: event.kind === 'target-confirmed' ? { ...event, by: [inPlan.reader, inPlan.another] } : event,
    })),
    listed: 'L2',
  },
  {
    name: 'who closed the second operator’s journal exchanged for others of the plan',
    change: renamed(secondPath, 'Person operator-1', inPlan.reader),
    listed: 'L2',
  },
  {
    name: 'one line moved back in time',
    change: rewritten(secondPath, (lines) => lines.with(2, { ...lines[2]!, at: '2026-10-14T08:00:00Z' })),
  },
  { name: 'a verdict exchanged', change: set('verdicts/verdict.json', () => verdictAgain({ use: 'one-shot' })) },
  { name: 'a verdict removed', change: remove('verdicts/verdict.json') },
  { name: 'a verdict that says no, and its hash', change: withVerdict(verdictAgain({ accepted: false })) },
  {
    name: 'a verdict on another key, and its hash',
    change: withVerdict(verdictAgain({ certificateSha256Hex: 'e'.repeat(64) })),
  },
  { name: 'the wording of a verdict, and its hash', change: withVerdict(verdictAgain({ checks: [] })) },
  {
    name: 'an answer of the service exchanged',
    change: set('service/upload-1.1.answer.json', () => answerFile('upload-1', 'another body')),
  },
  { name: 'an answer of the service removed', change: remove('service/upload-1.1.answer.json') },
  ...(
    [
      ['a line break in it', (body) => `${body.slice(0, 4)}\\n${body.slice(4)}`],
      ['a character of no alphabet in it', (body) => `${body.slice(0, 4)}!${body.slice(4)}`],
      ['more padding than it needs', (body) => `${body}====`],
      ['no padding', (body) => body.replace(/=+$/u, '')],
      ['bits that nobody reads', (body) => body.replace(/.(?==)/u, (last) => (last === 'Q' ? 'R' : 'B'))],
    ] as readonly (readonly [string, (body: string) => string])[]
  ).map(([name, change]) => ({
    name: `an answer whose body is written with ${name}`,
    change: set('service/init-recovery-1.1.answer.json', () =>
      Buffer.from(
        answerFile('init-recovery-1')
          .toString()
          .replace(/(?<="body":")[^"]*/u, change),
      ),
    ),
  })),
  {
    name: 'an answer of which the journal has another envelope',
    change: replaced(onlinePath, (event) =>
      event.kind === 'call-answered' && event.id === 'restore-1' ? { ...event, envelopeSha256: 'e'.repeat(64) } : event,
    ),
    theirs: /^NOT GOOD: answer-as-kept: service\/restore-1/u,
  },
  // Both operators were given one body. Each journal has its own operator's answer, whichever of the two is here.
  ...(['operator-1', 'operator-2'] as const).flatMap((here) => {
    const other = here === 'operator-1' ? 'operator-2' : 'operator-1';
    const [own, others] = [here, other].map((each) => `service/observe-${each}.1.answer.json`) as [string, string];
    return [
      {
        name: `only the answer in which ${here} was given the key`,
        change: remove(others),
        theirs: new RegExp(`^named-file-missing: fetch of ${other} [0-9a-f]{64}$`, 'u'),
      },
      {
        name: `only that answer, received at another time by ${here}`,
        change: both(
          remove(others),
          set(own, () => Buffer.from(String(fetchFile(here)).replace('T10:00:00Z', 'T11:00:00Z'))),
        ),
        theirs: new RegExp(`^NOT GOOD: answer-as-kept: ${own}$`, 'u'),
      },
    ];
  }),
  {
    name: 'a last answer of which the journal has another one',
    change: both(withLastAnswer('e'.repeat(64)), set('service/restore-1-end.1.answer.json', lastAnswer)),
    theirs: /^NOT GOOD: answer-as-kept: service\/restore-1-end/u,
  },
  {
    name: 'a last answer that the journal names, gone',
    change: withLastAnswer(sha256(lastAnswer()).toString('hex')),
    theirs: /^named-file-missing: restore-1 end /u,
  },
  {
    name: 'an answer to another request',
    change: set('service/upload-1.1.answer.json', () =>
      Buffer.from(answerFile('upload-1').toString().replace('"requestId":"r"', '"requestId":"s"')),
    ),
  },
  {
    name: 'an answer of another HSM',
    change: set('service/upload-1.1.answer.json', () =>
      Buffer.from(answerFile('upload-1').toString().replace(host, 'another-hsm.managedhsm.practice.invalid')),
    ),
  },
  {
    name: 'an answer with a member twice',
    change: set('service/upload-1.1.answer.json', () =>
      Buffer.from(answerFile('upload-1').toString().replace('"status":202', '"status":404,"status":202')),
    ),
  },
  { name: 'a register whose hash moves the cursor', change: set('lists/register.json', () => custody('\u001b[2J')) },
  { name: 'a name that moves the cursor', change: renamed(offlinePath, inPlan.reader, 'Person\u001b[2J') },
  { name: 'a certificate of nobody added', change: set('certificates/C9.cer', () => text('C9')) },
  { name: 'a certificate exchanged', change: set('certificates/C1.cer', () => text('C9')) },
  {
    name: 'the inventory exchanged',
    change: set('lists/inventory.json', () =>
      Buffer.from(sampleFiles().get('lists/inventory.json')!.toString().replace('12:00', '13:00')),
    ),
  },
  {
    name: 'the map of consumers exchanged',
    change: set('lists/consumers.1.json', () =>
      Buffer.from(sampleFiles().get('lists/consumers.1.json')!.toString().replace('12:00', '13:00')),
    ),
  },
  { name: 'the list of consumers altered', change: set('lists/consumers.csv', () => text('"owner"\r\n')) },
  {
    name: 'the list of consumers altered, under another name',
    change: both(
      remove('lists/consumers.csv'),
      set('lists/other.csv', () => text('"owner"\r\n')),
    ),
    theirs: /file-not-named: lists\/other.csv; named-file-missing: consumers /u,
  },
  { name: 'the map of consumers removed', change: remove('lists/consumers.1.json') },
  { name: 'the lines of the list of consumers removed', change: without(onlinePath, isOfConsumers) },
  {
    name: 'more consumers back than the journal says',
    change: replaced(onlinePath, (event) =>
      isOfConsumers(event) && event.kind === 'note'
        ? { ...event, text: event.text.replace('2 of 3', '3 of 3') }
        : event,
    ),
    listed: 'L2',
  },
  {
    name: 'a map of consumers of another HSM',
    change: set('lists/other.json', () =>
      json({ format: 'lifeboat-consumers', practice: true, hsm: 'https://other.managedhsm.practice.invalid' }),
    ),
  },
  {
    name: 'a map of consumers of production',
    change: set('lists/other.json', () =>
      json({ format: 'lifeboat-consumers', practice: false, hsm: plan.source?.uri ?? '' }),
    ),
  },
  {
    name: 'an inventory of another HSM',
    change: set('lists/other.json', () =>
      json({ format: 'lifeboat-inventory', practice: true, hsm: 'https://other.managedhsm.practice.invalid' }),
    ),
  },
  {
    name: 'attestations of keys of another HSM',
    change: set('lists/attestations.json', () =>
      json({ format: 'lifeboat-key-attestations', practice: true, hsm: 'https://other.managedhsm.practice.invalid' }),
    ),
  },
  {
    name: 'attestations of keys of production',
    change: set('lists/attestations.json', () =>
      json({ format: 'lifeboat-key-attestations', practice: false, hsm: plan.source?.uri ?? '' }),
    ),
  },
  ...['console.txt', 'com.txt', 'nul-1', 'a.b'].map((name) => ({
    name: `a paper called ${name}, which every system can have`,
    change: set(`documents/${name}`, () => text('x')),
    theirs: /file-not-named/u,
  })),
  ...jsonTwins.map(([name, member]) => ({
    name: `an inventory of another HSM with ${name}`,
    change: set('lists/other.json', () =>
      Buffer.from(
        `{"format":"lifeboat-inventory","practice":true,"hsm":"https://other.practice.invalid","x":${member}}`,
      ),
    ),
  })),
  { name: 'a register of another security domain', change: set('lists/register.json', () => custody('d'.repeat(64))) },
  {
    name: 'another security domain',
    change: set('lists/domain.json', () => Buffer.from(securityDomain.replace('"required":2', '"required":3'))),
  },
  {
    name: 'a paper that no journal names altered',
    change: set('documents/record.txt', () => text('Another record\n')),
    listed: 'L4',
  },
  {
    name: 'a file altered that a journal says was written',
    change: both(
      rewritten(onlinePath, (lines) =>
        lines.toSpliced(-1, 0, { ...lines.at(-1)!, event: written('hand-over.json', text('handed over')) }),
      ),
      set('lists/hand-over.json', () => text('not handed over')),
    ),
  },
  {
    name: 'a line put in before the blob left',
    change: rewritten(offlinePath, (lines) =>
      lines.toSpliced(6, 0, { ...lines[5]!, event: { kind: 'note', by: 'Lifeboat', text: 'as it should have been' } }),
    ),
  },
  {
    name: 'another end of the sender’s journal in the receiver’s',
    change: told({ events: 3, head: 'c'.repeat(64) }),
  },
  { name: 'no end of the sender’s journal in the receiver’s', change: told(undefined) },
  {
    name: 'an outcome that tells of an early end, and both journals after it',
    change: (files) => {
      const payload = {
        ...samplePayload('outcome'),
        seq: 3,
        prev: bundles[1]!.payloadSha256,
        journal: bundles[0]!.journal,
      };
      const samples = bundles.with(2, signedSample(payload));
      files.set(outcomeBundle, samples[2]!.file).set(onlinePath, journalOf(online, samples));
      files.set(offlinePath, journalOf(offlineRecovery, samples));
    },
  },
  { name: 'the outcome removed', change: remove(outcomeBundle) },
  { name: 'the exchange key’s bundle made anew', change: withBundle(0) },
  {
    name: 'a line put in before the second operator’s fetch',
    change: rewritten(secondPath, (lines) =>
      lines.toSpliced(2, 0, { ...lines[1]!, event: { kind: 'note', by: 'Lifeboat', text: 'as it should have been' } }),
    ),
  },
  {
    name: 'the second operator’s machine opened at another time',
    change: rewritten(secondPath, (lines) => lines.with(0, { ...lines[0]!, at: '2026-10-14T09:59:00Z' })),
  },
  {
    name: 'another fetch in the second operator’s journal',
    change: replaced(secondPath, (event) =>
      event.kind === 'exchange-key-fetched' ? { ...event, requestId: 'another' } : event,
    ),
  },
  {
    name: 'a later fetch in the first operator’s journal than the one that was signed',
    change: (files) => {
      for (const [path, bytes] of sampleFiles(genuine, offlineRecovery, { first: fetchedAnew })) files.set(path, bytes);
    },
    theirs: /fetch-then-signed/u,
  },
  {
    name: 'a later fetch in the second operator’s journal than the one that was signed',
    change: rewritten(secondPath, (lines) => lines.toSpliced(3, 0, { ...lines[2]!, event: anew('operator-2') })),
    theirs: /countersigned-for-the-last-fetch|countersigned-once/u,
  },
  {
    name: 'a later fetch in the second operator’s journal, for which it says that it signed',
    change: rewritten(secondPath, (lines) =>
      lines.flatMap((line) =>
        isSignature(line.event)
          ? [
              { ...line, event: anew('operator-2') },
              { ...line, event: { ...line.event, requestId: 'r-2' } },
            ]
          : [line],
      ),
    ),
    theirs: /fetch-then-signed/u,
  },
  {
    name: 'a fetch in the second operator’s journal after it signed',
    change: rewritten(secondPath, (lines) => lines.toSpliced(4, 0, { ...lines[3]!, event: anew('operator-2') })),
    theirs: /fetched-after-signing/u,
  },
  {
    name: 'the second operator’s journal without its signature',
    change: without(secondPath, isSignature),
    theirs: /fetch-then-signed/u,
  },
  {
    name: 'the second operator’s journal with the signature of another bundle',
    change: replaced(secondPath, (event) => (isSignature(event) ? { ...event, payloadSha256: 'a'.repeat(64) } : event)),
    theirs: /fetch-then-signed/u,
  },
  {
    name: 'the second operator’s journal with the same signature twice',
    change: rewritten(secondPath, (lines) => lines.toSpliced(3, 0, lines[3]!)),
    theirs: /countersigned-for-the-last-fetch|countersigned-once/u,
  },
  {
    name: 'the second operator’s journal with the signature of one more bundle',
    change: rewritten(secondPath, (lines) =>
      lines.flatMap((line) =>
        isSignature(line.event) ? [line, { ...line, event: { ...line.event, payloadSha256: 'a'.repeat(64) } }] : [line],
      ),
    ),
    theirs: /signed-bundle-missing/u,
  },
  {
    name: 'the second operator’s signature in the first one’s journal',
    change: (files) => {
      const line = secondObserver.find(isSignature)!;
      rewritten(onlinePath, (lines) => lines.toSpliced(-1, 0, { ...lines.at(-1)!, event: line }))(files);
    },
    theirs: /countersigned-by-the-second/u,
  },
  {
    name: 'a line of a journal altered, from which the next one does not follow',
    change: (files) => {
      files.set(secondPath, text(String(files.get(secondPath)).replace('"build":"test"', '"build":"best"')));
    },
    theirs: /journal-chain/u,
  },
  {
    name: 'a bundle in another spelling of JSON',
    change: (files) => {
      files.set(keyBundle, text(JSON.stringify(JSON.parse(String(files.get(keyBundle))), null, 1)));
    },
    theirs: /envelope-form/u,
  },
  {
    name: 'a bundle with one signature twice',
    change: signedAs(keyBundle, ([first = {}]) => [first, first]),
    theirs: /envelope-form|signers-known/u,
  },
  {
    name: 'a bundle without signatures',
    change: signedAs(keyBundle, () => []),
    theirs: /envelope-form|signers-known/u,
  },
  {
    name: 'an exchange key whose certificate its own key has not signed',
    change: forKey(flip(genuine.certificateDer, genuine.certificateDer.length - 1)),
    theirs: /key-self-signed/u,
  },
  {
    name: 'an exchange key with an attestation of another form beside the genuine one',
    change: forKey(ofTwoForms()),
    theirs: /key-attested: .*: no attestation that is understood|revocation-lists/u,
  },
  {
    name: 'an exchange key that is too short',
    change: forKey(encodeCertificate(makeExchangeParts(host, weak.privateKey, noon, plainExtensions)), weak),
    theirs: /key-form/u,
  },
  { name: 'an exchange key without attestation', change: forKey(plain()) },
  { name: 'an exchange key with another key’s attestation', change: forKey(borrowed()) },
  {
    name: 'the exchange key of another genuine HSM',
    change: forKey(strangers.certificateDer, strangers),
  },
  { name: 'a revocation list that holds, beside the exchange key', change: withList(revocationList(root)) },
  {
    name: 'a revocation list that revokes the authority of the exchange key’s processor',
    change: withList(revocationList(root, { revoked: [revoked] })),
    theirs: /revocation-lists/u,
  },
  {
    name: 'a revocation list of a stranger beside the exchange key',
    change: withList(revocationList({ ...root, key: newKey() })),
    theirs: /revocation-lists/u,
  },
  {
    name: 'an exchange key sent again with a revocation list that revokes it',
    change: sentAgainWith(revocationList(root, { revoked: [revoked] })),
    theirs: /revocation-lists/u,
  },
  {
    name: 'another hash of the exchange key in the journal',
    change: replaced(offlinePath, (event) =>
      event.kind === 'exchange-key-verified' ? { ...event, spkiSha256: 'a'.repeat(64) } : event,
    ),
  },
  // Practice presented as production, wherever a file says which of the two it is.
  { name: 'a list that says production', change: nothing, list: { practice: false } },
  { name: 'a list that names a ceremony of production', change: nothing, list: { ceremony: production.ceremony } },
  {
    name: 'a plan of production, which two approved',
    change: set(planPath, productionPlan),
    list: { practice: false, ceremony: production.ceremony, planSha256: planSha256(production) },
  },
  ...[offlinePath, onlinePath, secondPath].map((path) => ({
    name: `production in ${path}`,
    change: replaced(path, (event) => (event.kind === 'journal-opened' ? { ...event, practice: false } : event)),
  })),
  {
    name: 'the gap of a practice in a journal of production',
    change: replaced(offlinePath, (event) => {
      if (event.kind === 'air-gap') return { ...event, detail: 'PRACTICE: this machine is not cut off: eth0' };
      return event.kind === 'journal-opened' ? { ...event, practice: false } : event;
    }),
    theirs: /practice-gap-in-practice|plan-of-this-ceremony/u,
  },
  ...[keyBundle, blobBundle, outcomeBundle].map((path, at) => ({
    name: `production in ${path}`,
    change: set(path, () => ofProduction(at)),
  })),
  {
    name: 'an inventory of production',
    change: set('lists/inventory.json', () =>
      Buffer.from(sampleFiles().get('lists/inventory.json')!.toString().replace('"practice":true', '"practice":false')),
    ),
  },
  {
    name: 'an inventory of production that nothing names',
    change: set('lists/more.json', () =>
      json({ format: 'lifeboat-inventory', practice: false, hsm: plan.source?.uri ?? '' }),
    ),
  },
  {
    name: 'a register of production',
    change: set('lists/register.json', () =>
      json({ format: 'lifeboat-custody', v: 2, practice: false, securityDomainSha256: plan.securityDomain?.sha256 }),
    ),
  },
  {
    name: 'another blob in the journal',
    change: replaced(offlinePath, (event) =>
      'blobSha256' in event ? { ...event, blobSha256: 'b'.repeat(64) } : event,
    ),
  },
  ...forgeries,
  ...otherReadings,
  ...promises,
];

const honest = buildEvidence(sampleFiles(), [witness], app);
const heads: PaperHeads = Object.fromEntries(
  (['offline', 'online', 'operator-2'] as const).map((name) => [
    name === 'online' ? 'operator-1' : name,
    verifyJournal(honest.get(`journals/${name}.jsonl`)!).head.sha256,
  ]),
);

/** A package whose list somebody of the plan has signed again. */
function signedAnew(files: ReadonlyMap<string, Buffer>, list: Insider['list'] = {}): EvidenceFiles {
  const subject = { ceremony: plan.ceremony, practice: true, planSha256: planHash, app, ...list };
  return new Map([
    ...files,
    [manifestPath, signDocument(manifestPayloadType, encodeManifest(subject, files), [witness])],
  ]);
}

const checkers = useCheckers(planHash);

describe.skipIf(!hasBoth)('the table of tampering', () => {
  const honestFolder = checkers.folderOf(honest);
  /** What both say of the honest package. */
  let usual: Readonly<Record<'ours' | 'theirs', Said>>;
  beforeAll(async () => {
    usual = { ours: await checkers.ours(honestFolder), theirs: await checkers.theirs(honestFolder) };
  });

  it('finds the honest package good in both checkers, also against the ends of the journals on paper', async () => {
    for (const paper of [{}, heads]) {
      expect(Array.isArray(await checkers.ours(honestFolder, paper))).toBe(true);
      expect(Array.isArray(await checkers.theirs(honestFolder, paper))).toBe(true);
    }
  });

  it('has at least twenty rows of an outsider and twenty of an insider, each with a name of its own', () => {
    expect(outsiders.length).toBeGreaterThanOrEqual(20);
    expect(insiders.length).toBeGreaterThanOrEqual(20);
    const names = [...outsiders, ...insiders].map(({ name }) => name);
    expect(new Set(insiders.map(({ name }) => name)).size).toBe(insiders.length);
    expect(new Set(names).size).toBeGreaterThanOrEqual(40);
  });

  eachOfTable(
    outsiders,
    'an outsider is refused by both: $name',
    async ({ change }) => {
      const folder = checkers.folderOf(honest);
      change(folder, honest);
      expect(assessed(await checkers.ours(folder), [])).toMatchObject({ verdict: 'refused' });
      expect(assessed(await checkers.theirs(folder), [])).toMatchObject({ verdict: 'refused' });
    },
    6,
  );

  it.each(['a.', 'CON', 'nul.txt', 'Com1.log', 'lpt9', 'Aux.tar.gz', 'ä.txt', 'a:b', '..', '.hidden', 'a b'])(
    'has no file called %s, which some system cannot have',
    async (name) => {
      const files = new Map([...sampleFiles(), [`documents/${name}`, text('x')]]);
      expect(faultOf(() => signedAnew(files))).toEqual({ code: 'EVIDENCE_PATH', path: `documents/${name}` });
      if (name === '..') return;
      const folder = checkers.folderOf(new Map([...honest, [`documents/${name}`, text('x')]]));
      expect(await checkers.theirs(folder)).toMatchObject({
        says: expect.stringMatching(/^NOT GOOD: (?:files-as-listed|package-files): /u) as unknown,
      });
    },
  );

  eachOfTable(
    insiders,
    'an insider is caught by both, or it is listed: $name',
    async (row) => {
      const files = sampleFiles();
      row.change(files);
      const whole = signedAnew(files, row.list);
      const folder = checkers.folderOf(row.relisted ? new Map([...whole, [manifestPath, row.relisted(whole)]]) : whole);
      agreed(
        row,
        assessed(await checkers.ours(folder), usual.ours),
        assessed(await checkers.theirs(folder), usual.theirs),
      );
    },
    12,
  );

  /** The rows whose journals somebody has altered who has no machine's key. */
  const journals = [offlinePath, onlinePath, secondPath];
  const ofOthers = [...insiders.filter(({ listed: entry }) => /^L[1235]$/u.test(entry ?? '')), ...dropped];

  eachOfTable(
    ofOthers,
    'somebody without the key of the machine is refused by both, or the package is incomplete: $name',
    async ({ change }) => {
      const files = sampleFiles();
      change(files);
      const altered = journals.filter((path) => files.get(path)?.equals(honest.get(path) ?? Buffer.alloc(0)) !== true);
      expect(altered).not.toEqual([]);
      for (const path of altered) {
        // The signature that was there, over other lines.
        const signature = String(honest.get(path)).trimEnd().split('\n').at(-1) ?? '';
        const lines = String(withoutSignedEnd(files.get(path) ?? Buffer.alloc(0)));
        const last = JSON.parse(lines.trimEnd().split('\n').at(-1) ?? '{}') as { readonly n: number };
        const chained = {
          ...(JSON.parse(signature) as object),
          n: last.n + 1,
          prev: sha256(Buffer.from(lines.trimEnd().split('\n').at(-1) ?? '')).toString('hex'),
        };
        files.set(path, Buffer.from(`${lines}${String(encodeCanonicalJson(chained))}\n`));
      }
      const kept = checkers.folderOf(signedAnew(files));
      expect(await checkers.ours(kept)).toMatchObject({ verdict: 'refused' });
      expect(await checkers.theirs(kept)).toMatchObject({ verdict: 'refused' });
      for (const path of altered) files.set(path, withoutSignedEnd(files.get(path) ?? Buffer.alloc(0)));
      const stripped = checkers.folderOf(signedAnew(files));
      const [ours, theirs] = [await checkers.ours(stripped), await checkers.theirs(stripped)];
      for (const path of altered) {
        const role = path === onlinePath ? 'operator-1' : path === offlinePath ? 'offline' : 'operator-2';
        expect(ours).toContain(`EVIDENCE_END_UNSIGNED: ${role}`);
        expect(JSON.stringify(theirs)).toMatch(/INCOMPLETE: .*is not signed/u);
      }
    },
    6,
  );

  describe.each(['practice', 'production'])('new keys in %s', (mode) => {
    const planned = asNewKeys(recoveryPlan, 'activation');
    const newKeys = mode === 'practice' ? asPractice(planned) : planned;
    const signedPlan = approveAgain(approvePlan(newKeys, operator1), witness);
    const [opened, by] = [offlineRecovery[0] as EventOf<'journal-opened'>, ['Person administrator', 'Person witness']];
    const { ceremony, practice } = newKeys;
    const begun: readonly JournalEvent[] = [
      { ...opened, ceremony, practice },
      planFacts(readSignedPlan(signedPlan)),
      { kind: 'exception', number: 1, check: null, ...sheet, decidedBy: by },
    ];
    const end: JournalEvent = { kind: 'given-up', by, exception: 1, reason: 'A copy cannot be read' };
    const journalWith = (events: readonly JournalEvent[]): Buffer =>
      chainedLines(events.map((event) => ({ at: '2026-10-14T10:00:00Z', event })));
    const folderWith = (journal: Buffer): string => {
      const files = new Map([
        [planPath, signedPlan],
        [offlinePath, journal],
      ]);
      const subject = { ceremony, practice, planSha256: planSha256(newKeys), app };
      const list = signDocument(manifestPayloadType, encodeManifest(subject, files), [witness]);
      return checkers.folderOf(new Map([...files, [manifestPath, list]]));
    };
    const saidOf = async (journal: Buffer): Promise<readonly Said[]> => {
      const folder = folderWith(journal);
      const onPaper = planSha256(newKeys);
      return [await checkers.ours(folder, {}, onPaper), await checkers.theirs(folder, {}, onPaper)];
    };

    if (practice)
      it('an activation that was given up becomes no other by anybody without the key of the offline machine', async () => {
        const honestJournal = withSignedEnd(journalWith([...begun, end]));
        const signature = honestJournal.subarray(withoutSignedEnd(honestJournal).length);
        for (const said of await saidOf(honestJournal)) expect(JSON.stringify(said)).toMatch(/given-up: EX-1/u);
        // As if it went on: the machine has not signed that end.
        for (const said of await saidOf(journalWith(begun)))
          expect(JSON.stringify(said)).toMatch(/EVIDENCE_END_UNSIGNED: offline|INCOMPLETE: .*offline/u);
        // As if it were proven: a domain comes in a bundle, which the first operator's machine signs.
        const proven: JournalEvent = { kind: 'custodian-proven', certificateSha256: 'a'.repeat(64), copy: 1 };
        for (const other of [proven, { kind: 'journal-closed', by } as const])
          for (const said of await saidOf(journalWith([...begun, other])))
            expect(said).toMatchObject({ verdict: 'refused' });
        // With the signature of the end that was.
        for (const said of await saidOf(Buffer.concat([journalWith(begun), signature])))
          expect(said).toMatchObject({ verdict: 'refused' });
      });

    const onToken = (custodian: string, serial: string | null): JournalEvent => ({
      ...{ kind: 'custodian-key-made', custodian, certificateSha256: textHash(custodian), bits: 2048 },
      token: { serial, model: 'SC-HSM', manufacturer: null, firmware: '3.5', label: custodian, keyId: '01' },
    });
    const ofC1 = { certificateSha256: textHash('C1') };
    const oneCopy = 'one-copy-on-a-token';
    const rows: readonly (readonly [name: string, events: readonly JournalEvent[], rule: string | undefined])[] = [
      ['two tokens', [onToken('C1', '0a1b'), onToken('C2', '0a1c')], undefined],
      ['two custodians on one token', [onToken('C1', '0a1b'), onToken('C2', '0a1b')], 'token-of-one-custodian'],
      ['two tokens that nobody tells apart', [onToken('C1', null), onToken('C2', null)], 'token-of-one-custodian'],
      ['a token on two sticks', [onToken('C1', '0a1b'), { kind: 'custodian-sticks-differ', ...ofC1 }], oneCopy],
      [
        'a second copy, checked',
        [onToken('C1', '0a1b'), { kind: 'custodian-copy-checked', ...ofC1, copy: 2 }],
        oneCopy,
      ],
      ['a second copy, proven', [onToken('C1', '0a1b'), { kind: 'custodian-proven', ...ofC1, copy: 2 }], oneCopy],
    ];
    it.each(practice ? rows : [])('are on tokens as custodians have them: %s', async (_, events, rule) => {
      const gap: JournalEvent = { kind: 'air-gap', closed: true, detail: 'no way out was found' };
      const [ours, theirs] = await saidOf(withSignedEnd(journalWith([...begun, gap, ...events, end])));
      if (rule === undefined) {
        for (const said of [ours, theirs])
          expect(JSON.stringify(said)).toMatch(/given-up: EX-1.*unattested-token: C1.*unattested-token: C2/u);
        return;
      }
      expect(ours).toMatchObject({ verdict: 'refused', says: 'JOURNAL_OUT_OF_ORDER' });
      expect(theirs).toMatchObject({ says: expect.stringMatching(new RegExp(`^NOT GOOD: ${rule}: `, 'u')) as unknown });
    });

    const { privateKey, certificateDer } = testIdentity('custodian-0');
    const honest = { certificate: certificateDer, statement: statement(privateKey), attesting: attestingInPractice() };
    const base64 = (der: Buffer): string => der.toString('base64');
    const flipped = (der: Buffer): Buffer => Buffer.from(der.map((octet, at) => (at === 200 ? octet ^ 1 : octet)));
    const otherCertificate = testIdentity('custodian-1').certificateDer;
    const attested: readonly { name: string; change: Partial<typeof honest>; serial?: string }[] = [
      { name: 'as it is', change: {} },
      { name: 'with an altered statement', change: { statement: flipped(honest.statement) } },
      { name: 'with an altered certificate of the token', change: { attesting: flipped(honest.attesting) } },
      { name: 'of another key', change: { statement: statement(testKey('stranger')) } },
      { name: 'of another certificate', change: { certificate: otherCertificate } },
      { name: 'under another root', change: { attesting: attesting() } },
      {
        name: 'under another root of the same name',
        change: { attesting: attestingInPractice({ signer: testKey('stranger') }) },
      },
      {
        name: 'signed by another token',
        change: { statement: statement(privateKey, { signer: testKey('stranger') }) },
      },
      { name: 'of another token', change: {}, serial: '10550341' },
      {
        name: 'without a policy',
        change: { statement: statement(privateKey, { extensions: attestedFacts.slice(0, 2) }) },
      },
      { name: 'that is no certificate', change: { statement: Buffer.from('0000', 'hex') } },
    ];
    // In production nobody's signature but Yubico's counts.
    it.each(attested.filter(({ name }) => practice || name === 'as it is'))(
      'have what the vendor of a token has signed: $name',
      async ({ name, change, serial }) => {
        const gap: JournalEvent = { kind: 'air-gap', closed: true, detail: 'no way out was found' };
        const made: JournalEvent = {
          ...{ kind: 'custodian-key-made', custodian: 'C1', bits: 2048 },
          certificateSha256: sha256(certificateDer).toString('hex'),
          token: {
            ...{
              serial: serial ?? '13952502',
              model: 'YubiKey YK5',
              manufacturer: null,
              firmware: null,
              label: null,
              keyId: '03',
            },
            attestation: {
              certificate: base64(change.certificate ?? honest.certificate),
              statement: base64(change.statement ?? honest.statement),
              attesting: base64(change.attesting ?? honest.attesting),
            },
          },
        };
        const [ours, theirs] = await saidOf(withSignedEnd(journalWith([...begun, gap, made, end])));
        if (practice && name === 'as it is') {
          for (const said of [ours, theirs]) {
            expect(JSON.stringify(said)).toMatch(/given-up: EX-1/u);
            expect(JSON.stringify(said)).not.toContain('unattested-token');
          }
          return;
        }
        expect(ours).toMatchObject({ verdict: 'refused', says: 'EVIDENCE_CONTRADICTS', rules: ['token-attested'] });
        expect(theirs).toMatchObject({ says: expect.stringMatching(/^NOT GOOD: token-attested: /u) as unknown });
      },
    );
  });

  it('the last bundle is dropped by nobody, and signed again by nobody: the receiver has signed that it accepted it', async () => {
    for (const change of [both(remove(outcomeBundle), withoutOutcome(onlinePath)), outcomeAnew]) {
      const files = sampleFiles();
      change(files);
      const folder = checkers.folderOf(signedAnew(files));
      expect(await checkers.ours(folder)).toMatchObject({ verdict: 'refused' });
      expect(await checkers.theirs(folder)).toMatchObject({ verdict: 'refused' });
    }
  });

  it('of the line that has the signature nobody has signed the time', async () => {
    const files = sampleFiles();
    const journal = files.get(offlinePath) ?? Buffer.alloc(0);
    const unsigned = withoutSignedEnd(journal);
    const line = String(journal.subarray(unsigned.length)).replace(/"at":"[^"]*"/u, '"at":"2026-10-14T23:00:00Z"');
    files.set(offlinePath, Buffer.concat([unsigned, Buffer.from(line)]));
    const folder = checkers.folderOf(signedAnew(files));
    expect(assessed(await checkers.ours(folder), usual.ours)).toMatchObject({ verdict: 'unseen' });
    expect(assessed(await checkers.theirs(folder), usual.theirs)).toMatchObject({ verdict: 'unseen' });
  });

  it('and what is listed of journals is told by both where their ends were typed from paper', async () => {
    const ofJournals = insiders.filter(({ listed: entry }) => entry !== undefined && !['L4', 'L6'].includes(entry));
    for (const { change } of ofJournals) {
      const files = sampleFiles();
      change(files);
      const folder = checkers.folderOf(signedAnew(files));
      expect(await checkers.ours(folder, heads)).toMatchObject({ verdict: 'refused', rules: ['end-on-paper'] });
      expect(await checkers.theirs(folder, heads)).toMatchObject({ verdict: 'refused' });
    }
  });

  it('is refused by both where the end of a journal was typed that is not there, or that is no hash', async () => {
    const lost = sampleFiles();
    remove(secondPath)(lost);
    withException('Z1R', ['Person operator-1', 'Person witness'])(lost);
    const folder = checkers.folderOf(signedAnew(lost));
    const paper: PaperHeads = { 'operator-2': heads['operator-2'] ?? '' };
    expect(await checkers.ours(folder, paper)).toEqual({ verdict: 'refused', says: 'EVIDENCE_JOURNAL_MISSING' });
    expect(await checkers.theirs(folder, paper)).toMatchObject({
      says: expect.stringMatching(/^NOT GOOD: journal-missing: operator-2$/u) as unknown,
    });
    expect(await checkers.ours(honestFolder, { offline: 'abc' })).toMatchObject({ verdict: 'refused' });
    expect(await checkers.theirs(honestFolder, { offline: 'abc' })).toMatchObject({
      says: expect.stringMatching(/has 64 digits$/u) as unknown,
    });
  });

  it('has a row for every rule of the page, or says why not', long, () => {
    const sections = ['The package', 'The plan', 'The list', 'A journal', 'Bundles', 'The exchange key', 'Other files'];
    expect(sections.flatMap(checkers.unreached)).toEqual([
      // No plan breaks it that does not break `role-conflict` before.
      'waiver-not-allowed',
      // The order of events is broken before.
      'blob-for-a-verified-key',
      'key-from-its-bundle',
      // The table of an emergency leads to these two, and two rounds of different keys to the third.
      'key-as-verified',
      'key-file',
      'keys-of-one-hsm',
    ]);
  });

  it('has a row for everything that SECURITY.md lists', () => {
    expect(new Set(insiders.flatMap(({ listed: entry }) => entry ?? []))).toEqual(
      new Set([...listed].filter((id) => id.startsWith('L'))),
    );
  });
});
