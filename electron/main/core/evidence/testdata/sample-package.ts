// The evidence of one honest recovery: plan, three journals, three bundles, verdict, answers, certificates and an inventory that fit each other.
import { checkedNote, listedNote } from '#shared/consumers/work.ts';
import type { JournalEvent } from '#shared/journal/events.ts';
import type { JournalEnd } from '#shared/schemas/atoms.ts';
import { serverChain } from '#e2e/support/server-chains.ts';
import { encodeBase64url } from '../../encoding/base64.ts';
import { sha256 } from '../../encoding/bytes.ts';
import { parseStrictJson } from '../../encoding/json.ts';
import { encodeCanonicalJson } from '../../encoding/canonical-json.ts';
import { encodeConsumerMap } from '../../consumers/map-file.ts';
import { consumersOf, estate, mapOf } from '../../consumers/testdata/maps.ts';
import { encodeInventory } from '../../inventory/inventory-file.ts';
import { emptyInventory } from '../../inventory/testdata/sample-inventory.ts';
import { endOf, maxLineBytes, verifyJournal } from '../../journal/chain.ts';
import { exchangeKeyInput, encodeVerdict } from '../../journal/records.ts';
import { adopted, blobSha256, offlineRecovery, onlineRecovery, timeOf } from '../../journal/testdata/recovery.ts';
import { assessExchangeKey } from '../../exchange-key/policy.ts';
import { thumbprintsOf } from '../../encoding/thumbprint.ts';
import { approveAgain, approvePlan } from '../../plan/approval.ts';
import { planSha256 } from '../../plan/plan-file.ts';
import { asPractice, recoveryPlan } from '../../plan/testdata/sample-plan.ts';
import { buildBundle, bundleFileName, openBundle } from '../../transfer/bundle.ts';
import { exchangeReferenceOf } from '../../transfer/certificate-hashes.ts';
import type { BundlePayload, Observation, PayloadOf } from '../../transfer/payload.ts';
import type { BundleType } from '../../transfer/roles.ts';
import { countersigned } from '../../transfer/second-observer.ts';
import { fetched } from '../../transfer/session.ts';
import { payloadOf, signersOf } from '../../transfer/testdata/payloads.ts';
import {
  everyone,
  exchange as inSamples,
  operator1,
  operator2,
  observed,
  restoreBlobFor,
  textHash,
  witness,
} from '../../transfer/testdata/samples.ts';
import { exchangeJwk, issueExchangeKey, type PracticeExchangeKey } from '#simulator/exchange-key-issuer.ts';
import { planPath } from '../manifest.ts';
import { journalOfEvents } from '../../journal/testdata/journal-lines.ts';
import { withSignedEnd } from '../../journal/testdata/signed-end.ts';

export const plan = asPractice(recoveryPlan);
export const planHash = planSha256(plan);
export const app = { version: '0.1.0', build: 'test' };

export const host = new URL(plan.target.uri).hostname;
const noon = new Date('2026-10-14T09:00:00Z');
/** The key of the HSM, attested by the practice root; a certificate that is none would be judged, and refused. */
export const genuine = issueExchangeKey(host, noon);
export const exchange = exchangeReferenceOf(genuine.certificateDer);
const tlsChain = await serverChain({ names: [host] });

export const observers = ['operator-1', 'operator-2'] as const;

/** What the second operator's machine notes before it signs. */
const secondFetch: readonly JournalEvent[] = [
  {
    kind: 'journal-opened',
    ceremony: adopted.ceremony,
    practice: false,
    machine: 'online',
    role: 'operator-2',
    keyId: operator2.keyId,
    app,
  },
  adopted,
  ...onlineRecovery.filter((event) => event.kind === 'exchange-key-fetched' && event.observer === 'operator-2'),
];

/** What the second operator's machine notes: its fetch, then the bundles that it signs. */
export const secondObserverOf = (
  samples: readonly Sample[],
  key: PracticeExchangeKey = genuine,
): readonly JournalEvent[] => [
  ...secondFetch,
  ...samples
    .filter(({ name }) => name.endsWith('-exchange-key.bundle.json'))
    .map(({ payloadSha256 }) => countersigned(payloadSha256, fetchOf('operator-2', key))),
  { kind: 'journal-closed', by: ['Person operator-1', 'Person operator-2'] },
];

/** What an operator's machine fetched of a key. */
const fetchOf = (observer: Observation['observer'], key: PracticeExchangeKey): Omit<Observation, 'journal'> => ({
  ...observed(observer),
  answer: Buffer.from(
    JSON.stringify({ key_format: 'jwk', transfer_key: JSON.stringify(exchangeJwk(key)) }),
  ).toString('base64'),
  tlsChain,
});

interface KeptCall {
  readonly call: string;
  readonly operation: string;
  readonly body: Buffer;
}

/** An answer as the program keeps it. */
export const answerOf = (
  owner: { readonly ceremony: string; readonly planSha256: string; readonly hsm: string },
  { call, operation, body }: KeptCall,
): Buffer =>
  encodeCanonicalJson({
    format: 'lifeboat-answer',
    v: 2,
    ...owner,
    call,
    operation,
    status: 202,
    requestId: 'r',
    serverDate: null,
    statusAddress: null,
    received: '2026-10-14T10:00:00Z',
    tlsChain: [],
    body: body.toString('base64'),
  });

/** The kept answer in which an operator's own machine was given the key: the same body for both, received apart. */
export const fetchFile = (observer: Observation['observer'], key: PracticeExchangeKey = genuine): Buffer =>
  answerOf(
    { ceremony: plan.ceremony, planSha256: planHash, hsm: plan.target.uri },
    { call: `observe-${observer}`, operation: 'observe', body: Buffer.from(fetchOf(observer, key).answer, 'base64') },
  );

/** The same, with the end of that machine's journal: the line of this fetch. */
export function seen(observer: Observation['observer'], key: PracticeExchangeKey = genuine): Observation {
  const events = observer === 'operator-1' ? onlineRecovery : secondFetch;
  const at = events.findIndex((event) => event.kind === 'exchange-key-fetched' && event.observer === observer);
  return { ...fetchOf(observer, key), journal: endOf(verifyJournal(journalOf(events.slice(0, at + 1), [], key)).head) };
}

/** An honest payload of this ceremony; an exchange key's and a blob's are of this key. */
export function samplePayload<Type extends BundleType>(
  type: Type,
  key: PracticeExchangeKey = genuine,
  revocationLists: readonly string[] = [],
): PayloadOf<Type> {
  const reference = exchangeReferenceOf(key.certificateDer);
  const restoreBlob = restoreBlobFor(reference.certificateSha256);
  const bodies: Partial<Record<BundleType, () => object>> = {
    'exchange-key': () => ({
      first: seen('operator-1', key),
      second: seen('operator-2', key),
      decision: null,
      revocationLists,
    }),
    'restore-blob': () => ({
      restoreBlob,
      blobSha256: textHash(restoreBlob),
      x5tS256: encodeBase64url(Buffer.from(reference.certificateSha256, 'hex')),
    }),
  };
  const { ceremony, practice, target } = plan;
  const hsm = { uri: target.uri, resourceId: target.resourceId, tenant: target.tenant };
  const honest = payloadOf(type);
  const payload = {
    ...honest,
    ceremony,
    practice,
    hsm,
    plan: { sha256: planHash },
    exchange: honest.exchange && reference,
    ...(bodies[type] && { body: bodies[type]() }),
  };
  // Header and body are of one kind, which the compiler does not follow through a spread.
  return payload;
}

/** Where the journals ended says nothing of a key; they name the verdict. */
const { journal: anyEnd } = observed('operator-1');
const judgedBody = {
  first: { ...fetchOf('operator-1', genuine), journal: anyEnd },
  second: { ...fetchOf('operator-2', genuine), journal: anyEnd },
  decision: null,
  revocationLists: [],
};
const verdict = encodeVerdict(
  assessExchangeKey(
    exchangeKeyInput({ exchange, body: judgedBody }, plan, thumbprintsOf(plan.custodians), {
      wallClockMs: Date.parse('2026-10-14T10:00:00Z'),
    }),
  ),
);

export interface Sample {
  readonly name: string;
  readonly file: Buffer;
  readonly payloadSha256: string;
  /** Where its sender's journal ended, as it says. */
  readonly journal: JournalEnd;
}

/** Signs payloads one after the other, each with the hash of the one before and the end of its sender's journal. */
export function chained(
  payloads: readonly BundlePayload[],
  key: PracticeExchangeKey = genuine,
  offline: readonly JournalEvent[] = offlineRecovery,
  first: readonly JournalEvent[] = onlineRecovery,
): Sample[] {
  const samples: Sample[] = [];
  for (const payload of payloads) {
    const prev = samples.at(-1)?.payloadSha256 ?? null;
    const events = payload.dir === 'offline-to-online' ? offline : first;
    const at = events.findIndex((event) => event.kind === 'bundle-written' && event.seq === samples.length + 1);
    const journal = endOf(verifyJournal(journalOf(events.slice(0, at), samples, key)).head);
    samples.push(signedSample({ ...payload, seq: samples.length + 1, prev, plan: { sha256: planHash }, journal }));
  }
  return samples;
}

/** One payload as a bundle. */
export function signedSample(payload: BundlePayload): Sample {
  const file = buildBundle(payload, signersOf(payload.type));
  return { name: bundleFileName(payload), file, journal: payload.journal, payloadSha256: openBundle(file, payload.type, everyone).payloadSha256 };
}

export const bundles = chained([
  samplePayload('exchange-key'),
  samplePayload('restore-blob'),
  samplePayload('outcome'),
]);

export const secondObserver = secondObserverOf(bundles);

/** A journal over events of the sample recovery, or changed ones, whose bundles are the real ones; its machine signs its end, where it has one. */
export function journalOf(...given: Parameters<typeof eventsWith>): Buffer {
  return withSignedEnd(journalOfEvents(eventsWith(...given), (place) => timeOf(given[0], place)));
}

/** Events of the sample recovery, or changed ones, whose bundles are the real ones. */
export function eventsWith(
  events: readonly JournalEvent[],
  samples: readonly Sample[] = bundles,
  key: PracticeExchangeKey = genuine,
): readonly JournalEvent[] {
  const carriedBlob = samplePayload('restore-blob', key).body.blobSha256;
  return events.map((event) => withBundles(ours(event, key), samples, carriedBlob));
}

/** The sample recovery is none of practice: its ceremony, plan and key are exchanged for those of this package. */
function ours(event: JournalEvent, key: PracticeExchangeKey): JournalEvent {
  if (event.kind === 'exchange-key-fetched' && event.certificateSha256 === inSamples.certificateSha256) {
    return { ...fetched(fetchOf(event.observer, key)), envelopeSha256: sha256(fetchFile(event.observer, key)).toString('hex') };
  }
  if (event.kind === 'exchange-key-countersigned' && event.requestId === fetchOf('operator-2', key).requestId) {
    return countersigned(event.payloadSha256, fetchOf('operator-2', key));
  }
  const own = exchangeReferenceOf(key.certificateDer);
  const text = JSON.stringify(event)
    .replaceAll(adopted.planSha256, planHash)
    .replaceAll(adopted.ceremony, plan.ceremony)
    .replaceAll(recoveryPlan.target.uri, plan.target.uri)
    .replaceAll(inSamples.certificateSha256, own.certificateSha256)
    .replaceAll(inSamples.spkiSha256, own.spkiSha256)
    .replaceAll(textHash('verdict'), sha256(verdict).toString('hex'))
    .replaceAll('"practice":false', '"practice":true')
    .replaceAll('2026-10-14T09:00:00Z', '2026-10-14T10:00:00Z')
    .replaceAll(`"${'0'.repeat(32)}"`, `"${payloadOf('outcome').challenge}"`);
  return parseStrictJson(Buffer.from(text), { maxBytes: maxLineBytes }) as unknown as JournalEvent;
}

function withBundles(event: JournalEvent, samples: readonly Sample[], carriedBlob: string): JournalEvent {
  if (event.kind === 'bundle-written' || event.kind === 'bundle-accepted') {
    const sample = samples[event.seq - 1];
    const content = event.type === 'restore-blob' ? carriedBlob : event.content;
    if (!sample) return { ...event, content };
    const fileSha256 = sha256(sample.file).toString('hex');
    const { journal } = sample;
    return { ...event, payloadSha256: sample.payloadSha256, fileSha256, content, journal };
  }
  if (event.kind === 'read-back' && event.subject === 'restore-blob') {
    const blob = samples.find(({ name }) => name.includes('-restore-blob.'));
    return { ...event, sha256: blob?.payloadSha256 ?? event.sha256 };
  }
  if ('blobSha256' in event && event.blobSha256 === blobSha256) return { ...event, blobSha256: carriedBlob };
  if (event.kind === 'call-intended' && event.subject === blobSha256) return { ...event, subject: carriedBlob };
  return event;
}

export const inventory = encodeInventory({
  ...emptyInventory,
  practice: true,
  hsm: plan.source?.uri ?? '',
});

/** After the verification at the end the journal names both inventories. */
export const verification: JournalEvent = {
  kind: 'note',
  by: 'Lifeboat',
  text: `Inventory compared: 0/0 keys, 0/0 versions, 0 differences; expected ${sha256(inventory).toString('hex')}, found ${'0'.repeat(64)}`,
};

/** Who used the lost HSM's keys, and the table of what each had to change. */
export const consumerMap = encodeConsumerMap(
  mapOf(consumersOf(estate.slice(0, 3)), { practice: true, hsm: plan.source?.uri ?? '' }),
);
export const consumerTable = Buffer.from('"owner","type"\r\n');
const hashOf = (bytes: Buffer): string => sha256(bytes).toString('hex');
const written = (name: string, bytes: Buffer): JournalEvent => ({
  ...{ kind: 'file-written', name, bytes: bytes.length, sha256: hashOf(bytes) },
});
/** After it, the list was worked off until two of three were back. */
export const workedOff: readonly JournalEvent[] = [
  written('consumers.1.json', consumerMap),
  written('consumers.csv', consumerTable),
  { kind: 'note', by: 'Lifeboat', text: listedNote(3, hashOf(consumerMap), hashOf(consumerTable)) },
  { kind: 'note', by: 'Lifeboat', text: checkedNote(2, 3, hashOf(consumerMap)) },
];
export const online: readonly JournalEvent[] = [
  ...onlineRecovery.slice(0, -1),
  verification,
  ...workedOff,
  ...onlineRecovery.slice(-1),
];

/** The kept answer to a call, whose body the journal of the sample recovery has the hash of. */
export const answerFile = (call: string, body = call.replace(/-\d+$/u, '')): Buffer =>
  answerOf(
    { ceremony: plan.ceremony, planSha256: planHash, hsm: plan.target.uri },
    { call, operation: call, body: Buffer.from(body) },
  );

export const calls = onlineRecovery.flatMap((event) => (event.kind === 'call-answered' ? [event.id] : []));

/** The files of the genuine key and the sample recovery: to make them takes longer than to check them. */
let made: ReadonlyMap<string, Buffer> | undefined;
const copyOf = (files: ReadonlyMap<string, Buffer>): Map<string, Buffer> =>
  new Map([...files].map(([path, bytes]) => [path, Buffer.from(bytes)]));

/**
 * The files of the package, without their list; the caller may change them.
 * @param key the exchange key; the verdict is on the genuine one
 * @param revocationLists in base64, which came with the key
 * @param first what the first operator's machine notes
 */
export function sampleFiles(
  key: PracticeExchangeKey = genuine,
  offline = offlineRecovery,
  { revocationLists = [], first = online }: { revocationLists?: readonly string[]; first?: readonly JournalEvent[] } = {},
): Map<string, Buffer> {
  const isAsMade = key === genuine && offline === offlineRecovery && revocationLists.length === 0 && first === online;
  if (isAsMade && made) return copyOf(made);
  const samples =
    isAsMade
      ? bundles
      : chained(
          [
            samplePayload('exchange-key', key, revocationLists),
            samplePayload('restore-blob', key),
            samplePayload('outcome', key),
          ],
          key,
          offline,
          first,
        );
  const files = new Map([
    [planPath, approveAgain(approvePlan(plan, operator1), witness)],
    ['journals/offline.jsonl', journalOf(offline, samples, key)],
    ['journals/online.jsonl', journalOf(first, samples, key)],
    ['journals/operator-2.jsonl', journalOf(secondObserverOf(samples), samples, key)],
    ...samples.map(({ name, file }): [string, Buffer] => [`bundles/${name}`, file]),
    [`verdicts/verdict.json`, verdict],
    ...calls.map((id): [string, Buffer] => [`service/${id}.1.answer.json`, answerFile(id)]),
    ...observers.map((each): [string, Buffer] => [`service/observe-${each}.1.answer.json`, fetchFile(each, key)]),
    // The plan's custodians of the tests have the hashes of their names for certificates.
    ...plan.custodians.map(({ id }): [string, Buffer] => [`certificates/${id}.cer`, Buffer.from(id)]),
    ['lists/inventory.json', inventory],
    ['lists/consumers.1.json', consumerMap],
    ['lists/consumers.csv', consumerTable],
    ['documents/record.txt', Buffer.from('The record\n')],
  ]);
  if (isAsMade) made = copyOf(files);
  return files;
}
