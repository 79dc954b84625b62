// What insiders forge with their own keys: bundles, keys and journals made anew, so that everything else follows. One fault to each row.
import { encodeBase64url } from '../../encoding/base64.ts';
import { sha256 } from '../../encoding/bytes.ts';
import { encodeCanonicalJson } from '../../encoding/canonical-json.ts';
import { verifyJournal } from '../../journal/chain.ts';
import { offlineRecovery, sheet, timeOf } from '../../journal/testdata/recovery.ts';
import { bundleFileName } from '../../transfer/bundle.ts';
import { exchangeReferenceOf } from '../../transfer/certificate-hashes.ts';
import type { Signer } from '../../transfer/identity.ts';
import type { BundlePayload, Observation } from '../../transfer/payload.ts';
import { payloadTypeOf } from '../../transfer/roles.ts';
import { countersigned } from '../../transfer/second-observer.ts';
import { fetched } from '../../transfer/session.ts';
import { signDocument } from '../../transfer/signed-document.ts';
import { payloadOf, signersOf } from '../../transfer/testdata/payloads.ts';
import { offline, operator1, operator2, restoreBlobFor, textHash, witness } from '../../transfer/testdata/samples.ts';
import { parseX509 } from '../../x509/certificate.ts';
import { encodeCertificate } from '../../x509/certificate-writer.ts';
import {
  attestationExtension,
  issueExchangeKey,
  makeExchangeParts,
  plainExtensions,
} from '#simulator/exchange-key-issuer.ts';
import type { EventOf, JournalEvent } from '#shared/journal/events.ts';
import {
  answerFile,
  bundles,
  eventsWith,
  fetchFile,
  genuine,
  host,
  observers,
  online,
  type Sample,
  sampleFiles,
  samplePayload,
  secondObserverOf,
  seen,
} from './sample-package.ts';
import { both, chainedLines, type Files, flip, type Insider, remove, replaced, rewritten, set, text, without, withText } from './tampering.ts';

const offlinePath = 'journals/offline.jsonl';
const onlinePath = 'journals/online.jsonl';
const secondPath = 'journals/operator-2.jsonl';
const verdictPath = 'verdicts/verdict.json';
export const noon = new Date('2026-10-14T09:00:00Z');
export const hashOf = (bytes: Uint8Array): string => sha256(bytes).toString('hex');

/** What the honest sample surely has. */
export function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the sample has none');
  return value;
}

/** The header or body of a payload, of any form. */
type Change = Readonly<Record<string, unknown>>;

interface Forged {
  /** What is other in each bundle; the fourth and later ones are added. */
  readonly changes?: readonly (Change | undefined)[];
  /** Whole payloads instead. */
  readonly payloads?: readonly BundlePayload[];
  readonly signers?: (payload: BundlePayload) => readonly Signer[];
  readonly payloadType?: (payload: BundlePayload) => string;
  readonly offline?: readonly JournalEvent[];
  readonly first?: readonly JournalEvent[];
  readonly second?: (samples: readonly Sample[]) => readonly JournalEvent[];
  readonly key?: typeof genuine;
  /** What all journals say otherwise in the end. */
  readonly noted?: (event: JournalEvent) => JournalEvent;
}

const honestPayloads = (key = genuine): BundlePayload[] => [
  samplePayload('exchange-key', key),
  samplePayload('restore-blob', key),
  samplePayload('outcome', key),
];

/** Bundles signed one after the other whatever they say, and journals that follow. */
export const forged = ({
  key = genuine,
  payloads = honestPayloads(key),
  changes = [],
  signers = ({ type }) => signersOf(type),
  payloadType = ({ type }) => payloadTypeOf(type),
  noted = (event) => event,
  ...events
}: Forged): Insider['change'] => {
  const { offline: inside = offlineRecovery, first = online, second = (all) => secondObserverOf(all, key) } = events;
  /** Fits the bundles, in any order and form. */
  const journal = (given: readonly JournalEvent[], samples: readonly Sample[]): Buffer =>
    chainedLines(
      eventsWith(given, samples, key).map((event, place) => ({ at: timeOf(given, place), event: noted(event) })),
    );
  return (files: Files): void => {
    const samples: Sample[] = [];
    for (const [at, payload] of payloads.entries()) {
      const own = payload.dir === 'offline-to-online' ? inside : first;
      const line = own.findIndex((event) => event.kind === 'bundle-written' && event.seq === at + 1);
      const before = journal(own.slice(0, line), samples).subarray(0, -1);
      const end = { events: line, head: hashOf(before.subarray(before.lastIndexOf('\n') + 1)) };
      const prev = samples.at(-1)?.payloadSha256 ?? null;
      // No reader takes some of them.
      const whole = { ...payload, seq: at + 1, prev, journal: end, ...changes[at] };
      const bytes = encodeCanonicalJson(whole);
      const file = signDocument(payloadType(whole), bytes, signers(whole));
      samples.push({ name: bundleFileName(whole), file, payloadSha256: hashOf(bytes), journal: whole.journal });
    }
    for (const { name } of bundles) files.delete(`bundles/${name}`);
    for (const { name, file } of samples) files.set(`bundles/${name}`, file);
    for (const each of observers) files.set(`service/observe-${each}.1.answer.json`, fetchFile(each, key));
    files
      .set(offlinePath, journal(inside, samples))
      .set(onlinePath, journal(first, samples))
      .set(secondPath, journal(second(samples), samples));
  };
};
export const changedAt = (at: number, change: Change): Insider['change'] =>
  forged({ changes: Array.from({ length: at + 1 }, (_, each) => (each === at ? change : undefined)) });
/** Another body of one of the three bundles. */
export const bodyOf = (at: number, change: Change): Insider['change'] =>
  changedAt(at, { body: { ...found(honestPayloads()[at]).body, ...change } });

const verified = (change: Partial<EventOf<'exchange-key-verified'>>): readonly JournalEvent[] =>
  offlineRecovery.map((event) => (event.kind === 'exchange-key-verified' ? { ...event, ...change } : event));

/** What journals say of the bundle with the key, where its header names another certificate. */
const underOtherHash = (event: JournalEvent): JournalEvent =>
  'exchange' in event && event.type === 'exchange-key' ? { ...event, exchange: '0'.repeat(64) } : event;

export const signedBy = (certificate: () => Buffer): typeof genuine => ({
  privateKey: genuine.privateKey,
  certificateDer: certificate(),
});
const certified = (...[extensions, name = host]: [Parameters<typeof makeExchangeParts>[3], string?]): Buffer =>
  encodeCertificate(makeExchangeParts(name, genuine.privateKey, noon, extensions));
const plain = signedBy(() => certified(plainExtensions));
const { extensions } = parseX509(genuine.certificateDer);
export const quoted = Buffer.from(found(extensions.find(({ oid }) => oid === '1.2.840.113556.10.1.1')).value);
/** The genuine attestation of the key, altered, in a certificate that the key has signed again. */
export const attestedBy = (change: (value: Buffer) => Buffer): Insider['change'] =>
  both(
    forged({ key: signedBy(() => certified([...plainExtensions, attestationExtension(change(Buffer.from(quoted)))])) }),
    remove(verdictPath),
  );
export const quoteAt = 16;
export const chainOf = (change: (certificates: readonly string[]) => readonly string[]): Insider['change'] =>
  attestedBy((value) => {
    const at = value.indexOf('-----BEGIN');
    const chain = value.subarray(at, -1).toString('latin1').match(/-----BEGIN[^]*?-----END CERTIFICATE-----\n/gu) ?? [];
    const data = Buffer.from(`${change(chain).join('')}\0`, 'latin1');
    const whole = Buffer.concat([value.subarray(0, at), data]);
    // The lengths that come before it.
    whole.writeUInt32LE(data.length, at - 4);
    whole.writeUInt32LE(whole.length - quoteAt - 436, quoteAt + 432);
    whole.writeBigUInt64LE(BigInt(whole.length - quoteAt), 8);
    return whole;
  });

/** An event in a journal before its last line, which no bundle fixes. */
export const beforeTheEnd = (path: string, ...events: readonly JournalEvent[]): Insider['change'] =>
  rewritten(path, (lines) => lines.toSpliced(-1, 0, ...events.map((event) => ({ ...found(lines.at(-1)), event }))));
const exception: EventOf<'exception'> = { kind: 'exception', number: 1, check: null, ...sheet };
const intended: EventOf<'call-intended'> = {
  ...{ kind: 'call-intended', call: 'backup', id: 'backup-9', target: samplePayload('outcome').hsm.uri },
  ...{ subject: null, folder: null },
};
const operators = [operator1, operator2];
export const first = seen('operator-1');
const second = seen('operator-2');
export const otherKey = issueExchangeKey(host, noon);
const blobFor = ({ certificateSha256 }: { readonly certificateSha256: string }) => {
  const restoreBlob = restoreBlobFor(certificateSha256);
  const x5tS256 = encodeBase64url(Buffer.from(certificateSha256, 'hex'));
  return { restoreBlob, blobSha256: textHash(restoreBlob), x5tS256 };
};
const others = exchangeReferenceOf(otherKey.certificateDer);

/** The second operator's machine fetched another key, as it says itself. */
const otherFetch = ((): Observation => {
  const fetch = { ...seen('operator-2', otherKey), requestId: 'r-other' };
  const { events } = fetch.journal;
  const before = chainedLines(
    eventsWith([...secondObserverOf([]).slice(0, events - 1), fetched(fetch)]).map((event) => ({
      at: '2026-10-14T10:00:00Z',
      event,
    })),
  ).subarray(0, -1);
  return { ...fetch, journal: { events, head: hashOf(before.subarray(before.lastIndexOf('\n') + 1)) } };
})();
const secondOf = (fetch: Observation, samples: readonly Sample[]): readonly JournalEvent[] =>
  secondObserverOf(samples).map((event) =>
    event.kind === 'exchange-key-fetched'
      ? fetched(fetch)
      : event.kind === 'exchange-key-countersigned'
        ? countersigned(event.payloadSha256, fetch)
        : event,
  );
/** What journals say of the blob, said of the one for another key. */
const withOtherBlob = (event: JournalEvent): JournalEvent => {
  const { body, exchange } = samplePayload('restore-blob');
  return withText(
    withText(event, body.blobSha256, blobFor(others).blobSha256),
    exchange.certificateSha256,
    others.certificateSha256,
  );
};

/** Each header names one other thing than the plan or the bundle before. */
const headers: readonly (readonly [string, Change])[] = [
  ['ceremony', { ceremony: 'PRACTICE-2026-10-14-02' }],
  ['plan', { plan: { sha256: '0'.repeat(64) } }],
  ['HSM', { hsm: { ...samplePayload('outcome').hsm, uri: 'https://other-hsm.managedhsm.practice.invalid' } }],
  ['tenant', { hsm: { ...samplePayload('outcome').hsm, tenant: '00000000-0000-4000-8000-00000000000f' } }],
  ['sender', { from: operator2.keyId }],
  ['receiver', { to: operator2.keyId }],
  ['predecessor', { prev: '0'.repeat(64) }],
  ['number', { seq: 9 }],
];

export const forgeries: readonly Insider[] = [
  ...headers.map(([name, change]) => ({
    name: `an outcome whose header names another ${name}`,
    change: changedAt(2, change),
    theirs: /bundle-direction|bundle-of-plan|bundles-in-sequence/u,
  })),
  {
    name: 'an outcome whose header names another security domain',
    change: changedAt(2, { sd: { sha256: '0'.repeat(64) } }),
    theirs: /bundle-body|bundle-of-plan/u,
  },
  {
    name: 'a bundle of a kind that nobody knows',
    change: forged({
      changes: [undefined, undefined, { type: 'outcomes' }],
      signers: ({ dir }) => (dir === 'offline-to-online' ? [offline] : operators),
      payloadType: ({ type, v }) => `application/vnd.lifeboat.${type}.v${v}+json`,
    }),
    theirs: /bundle-kind/u,
  },
  {
    name: 'an exchange key that one operator signed alone',
    change: forged({ signers: ({ type }) => (type === 'exchange-key' ? [operator1] : signersOf(type)) }),
    theirs: /bundle-signers|bundles-as-noted/u,
  },
  {
    name: 'a blob that a witness signed, too',
    change: forged({ signers: ({ type }) => (type === 'restore-blob' ? [offline, witness] : signersOf(type)) }),
    theirs: /bundle-signers|bundles-as-noted/u,
  },
  {
    name: 'a bundle under another name',
    change: (files) => {
      const [{ name, file }] = bundles as [Sample];
      files.delete(`bundles/${name}`);
      files.set(`bundles/${name.replace('0001', '0000')}`, file);
    },
    theirs: /bundle-name/u,
  },
  {
    name: 'a blob that goes the other way',
    change: changedAt(1, { dir: 'online-to-offline' }),
    theirs: /bundle-direction/u,
  },
  {
    name: 'a blob that is not the one of the header',
    change: bodyOf(1, blobFor(others)),
    theirs: /bundle-body/u,
  },
  { name: 'a blob with the hash of another one', change: bodyOf(1, { blobSha256: '0'.repeat(64) }), theirs: /bundle-body/u },
  {
    name: 'a security domain that is not the one of its header',
    change: forged({
      payloads: [
        {
          ...samplePayload('security-domain'),
          body: { ...payloadOf('security-domain').body, securityDomain: '{"SharedKeys":{}}' },
        },
      ],
    }),
    theirs: /bundle-body|bundle-of-plan/u,
  },
  {
    name: 'an exchange key in the journal of a machine that it is not for',
    change: (files) => {
      const { entries } = verifyJournal(found(files.get(offlinePath)));
      const { event } = found(entries.find(({ event: { kind } }) => kind === 'bundle-accepted'));
      beforeTheEnd(secondPath, event)(files);
    },
    theirs: /bundles-as-noted/u,
  },
  {
    name: 'other signers of an outcome in the receiver’s journal',
    change: replaced(offlinePath, (event) =>
      event.kind === 'bundle-accepted' && event.type === 'outcome' ? { ...event, signers: [offline.keyId] } : event,
    ),
    theirs: /bundle-signers|bundles-as-noted/u,
  },
  {
    name: 'an outcome that its sender’s journal does not have',
    change: without(onlinePath, ({ kind, ...event }) => kind === 'bundle-written' && 'seq' in event && event.seq === 3),
    theirs: /end-in-its-place/u,
  },
  {
    name: 'a second observation that gives the end of the first one’s journal',
    change: bodyOf(0, { second: { ...second, journal: first.journal } }),
    theirs: /bundle-body/u,
  },
  {
    name: 'a second observation that gives the end of the first one’s journal, and the second one lost',
    change: both(
      bodyOf(0, { second: { ...second, journal: first.journal } }),
      remove(secondPath),
      beforeTheEnd(onlinePath, { ...exception, step: 'Z1R', decidedBy: ['Person operator-1', 'Person witness'] }),
    ),
    theirs: /bundle-body/u,
  },
  {
    name: 'a key that was verified, and that no bundle has',
    change: both(forged({ offline: verified({ certificateSha256: others.certificateSha256 }) })),
    theirs: /exchange-key-from-its-bundle/u,
  },
  {
    name: 'a second observation of another key, and nobody decided',
    change: forged({
      changes: [{ body: { ...samplePayload('exchange-key').body, second: otherFetch } }],
      second: (samples) => secondOf(otherFetch, samples),
    }),
    theirs: /bundle-body/u,
  },
  {
    name: 'a key that was verified for another HSM',
    change: forged({ offline: verified({ hsmUri: 'https://other-hsm.managedhsm.practice.invalid' }) }),
    theirs: /exchange-key-of-the-target/u,
  },
  {
    name: 'a blob for a key that no journal verified',
    change: forged({
      changes: [undefined, { exchange: others, body: blobFor(others) }],
      noted: (event) =>
        event.kind !== 'exchange-key-verified' && ('blobSha256' in event || 'type' in event && event.type === 'restore-blob' || event.kind === 'call-intended')
          ? withOtherBlob(event)
          : event,
    }),
    theirs: /built-as-intended/u,
  },
  {
    name: 'a key with an attestation, for which people are said to have answered',
    change: forged({
      offline: verified({ attested: false, exception: { approvers: ['Person administrator', 'Person witness'], reason: 'x' } }),
    }),
    theirs: /key-exception-needless/u,
  },
  ...(
    [
      ['a verdict that says no', /"accepted": ?true/u, '"accepted":false'],
      ['a verdict on another key', new RegExp(hashOf(genuine.certificateDer), 'u'), 'e'.repeat(64)],
    ] as const
  ).map(([name, from, to]) => {
    const file = text(String(sampleFiles().get(verdictPath)).replace(from, to));
    return {
      name: `${name}, as the journal had it from the beginning`,
      change: both(
        set(verdictPath, () => file),
        forged({ offline: verified({ verdictSha256: hashOf(file) }) }),
      ),
      theirs: /verdict-as-noted/u,
    };
  }),
  {
    name: 'an answer with a key that no journal says was fetched',
    change: set('service/observe-operator-1.1.answer.json', () => answerFile('observe-operator-1')),
    theirs: /fetch-as-noted/u,
  },
  {
    name: 'a key that is said to have no attestation, and has one',
    change: forged({ offline: verified({ attested: false }) }),
    theirs: /attested-or-excepted/u,
  },
  {
    name: 'a key without attestation that one person answers for',
    change: both(
      forged({
        key: plain,
        offline: verified({ attested: false, exception: { approvers: ['Person witness'], reason: 'x' } }),
      }),
      remove(verdictPath),
    ),
    theirs: /journal-line/u,
  },
  {
    name: 'a key without attestation that two people answer for',
    change: both(
      forged({
        key: plain,
        offline: verified({
          attested: false,
          exception: { approvers: ['Person administrator', 'Person witness'], reason: 'x' },
        }),
      }),
      remove(verdictPath),
    ),
    theirs: /unattested-key/u,
  },
  {
    name: 'a key without attestation that two people answer for, one of them twice',
    change: both(
      forged({
        key: plain,
        offline: verified({
          attested: false,
          exception: { approvers: ['Person administrator', 'Person witness', 'PERSON WITNESS'], reason: 'x' },
        }),
      }),
      remove(verdictPath),
    ),
    theirs: /key-answered-for/u,
  },
  {
    name: 'an exchange key under the hash of another certificate',
    change: forged({
      changes: [{ exchange: { ...samplePayload('exchange-key').exchange, certificateSha256: '0'.repeat(64) } }],
      offline: verified({ certificateSha256: '0'.repeat(64) }).map(underOtherHash),
      first: online.map(underOtherHash),
    }),
    theirs: /share-after-exchange-key/u,
  },
  {
    name: 'another key of the exchange certificate in its bundle and the journal',
    change: forged({
      changes: [{ exchange: { ...samplePayload('exchange-key').exchange, spkiSha256: '0'.repeat(64) } }],
      offline: verified({ spkiSha256: '0'.repeat(64) }),
    }),
    theirs: /bundle-body/u,
  },
  {
    name: 'an attestation in which a certificate is missing',
    change: chainOf(([leaf = '', middle = '']) => [leaf, middle]),
    theirs: /key-attested: .*: chain/u,
  },
  ...(
    [
      ['header', (value) => flip(value, 4)],
      ['form', (value) => flip(value, quoteAt)],
      ['enclave', (value) => flip(value, quoteAt + 48 + 130)],
      ['signature', (value) => flip(value, quoteAt + 440)],
      ['quoting enclave', (value) => flip(value, quoteAt + 564 + 130)],
      ['binding', (value) => flip(value, quoteAt + 1014)],
      ['processor', (value) => flip(value, quoteAt + 950)],
    ] as readonly (readonly [string, (value: Buffer) => Buffer])[]
  ).map(([name, change]) => ({
    name: `an attestation with another ${name}`,
    change: attestedBy(change),
    theirs: new RegExp(`key-attested: .*: ${name === 'header' ? 'form' : name}$`, 'u'),
  })),
  {
    name: 'an attestation with another root',
    change: chainOf(([leaf = '', middle = '']) => [leaf, middle, middle]),
    theirs: /key-attested: .*: root/u,
  },
  {
    name: 'an attestation with another authority',
    change: chainOf(([leaf = '', , root = '']) => [leaf, root, root]),
    theirs: /key-attested: .*: chain/u,
  },
  {
    name: 'a note after the end of a journal',
    change: rewritten(onlinePath, (lines) => [
      ...lines,
      { ...found(lines.at(-1)), event: { kind: 'note', by: 'Lifeboat', text: 'after the end' } },
    ]),
    theirs: /not-of-an-emergency|nothing-after-the-end/u,
  },
  {
    name: 'an event of an emergency in a journal',
    change: beforeTheEnd(onlinePath, { kind: 'target-typed', hsmUri: `https://${host}`, name: 'recovered-hsm' }),
    theirs: /not-of-an-emergency|nothing-after-the-end/u,
  },
  {
    name: 'a failed check that nobody answers for',
    change: beforeTheEnd(onlinePath, {
      ...{ kind: 'check-failed', check: 'C1', step: 'C1', fault: 'EXCHANGE_KEY_REFUSED', detail: 'x' },
    }),
    theirs: /journal-line/u,
  },
  {
    name: 'an exception with another number',
    change: beforeTheEnd(onlinePath, { ...exception, number: 2 }),
    theirs: /exceptions-are-counted/u,
  },
  {
    name: 'the end of a call that nobody made',
    change: beforeTheEnd(onlinePath, { kind: 'call-settled', id: 'backup-9', verdict: 'succeeded', detail: null }),
    theirs: /verdict-on-an-open-call/u,
  },
  {
    name: 'a call without its end',
    change: beforeTheEnd(onlinePath, intended),
    theirs: /no-call-open-at-the-end/u,
  },
  {
    name: 'a bundle with a member twice',
    change: (files) => {
      const path = `bundles/${found(bundles[2]).name}`;
      files.set(path, text(String(files.get(path)).replace('{"payload":', '{"payload":"","payload":')));
    },
    theirs: /bundle-body|envelope-form/u,
  },
  ...(
    [
      ['a number that no double holds', '9007199254740993'],
      ['33 levels', '['.repeat(33) + ']'.repeat(33)],
    ] as const
  ).map(([name, value]) => ({
    name: `a bundle with ${name}`,
    change: set(`bundles/${found(bundles[2]).name}`, () => text(`{"payload":${value}}`)),
    theirs: /envelope-form/u,
  })),
];
