// What crosses the gap and what people approve: exchange keys and their quotes, bundles, plans, journals, manifests, identities.
import { forge, claim, forgeJwk, host } from '#core/exchange-key/testdata/forge.ts';
import { encodeCanonicalJson } from '#core/encoding/canonical-json.ts';
import { parseStrictJson } from '#core/encoding/json.ts';
import { encodeManifest, parseManifest } from '#core/evidence/manifest.ts';
import { parseHsmUri } from '#core/exchange-key/hsm-address.ts';
import { verifyExchangeKey } from '#core/exchange-key/policy.ts';
import { readQuote } from '#core/exchange-key/quote.ts';
import { verifyJournal } from '#core/journal/chain.ts';
import { offlineRecovery } from '#core/journal/testdata/recovery.ts';
import { approveAgain, approvePlan, readSignedPlan } from '#core/plan/approval.ts';
import { parsePlan, planSha256 } from '#core/plan/plan-file.ts';
import { recoveryPlan } from '#core/plan/testdata/sample-plan.ts';
import { buildBundle, openBundle } from '#core/transfer/bundle.ts';
import { encodePublicIdentity, readPublicIdentity } from '#core/transfer/identity.ts';
import { payloadTypeOf } from '#core/transfer/roles.ts';
import { signDocument } from '#core/transfer/signed-document.ts';
import { payloadOf, signersOf } from '#core/transfer/testdata/payloads.ts';
import { everyone, offline, operator1, witness } from '#core/transfer/testdata/samples.ts';
import { mutateBytes } from './mutate-bytes.ts';
import { mutateDer } from './mutate-der.ts';
import { mutateJson } from './mutate-json.ts';
import { mutateQuote } from './mutate-quote.ts';
import { mutateLines } from './mutate-text.ts';
import { means, saysTheSame, type Target } from './target.ts';
import { journalOfEvents } from '#core/journal/testdata/journal-lines.ts';

const exchangeSeed = forge();
const readExchange = (bytes: Buffer): string => verifyExchangeKey(claim(bytes)).certificateSha256Hex;
const exchangeSha256 = readExchange(exchangeSeed);

let quoteSeed = Buffer.alloc(0);
forge({ quote: (quote) => (quoteSeed = Buffer.from(quote)) });
const reported = readQuote(quoteSeed).report.bytes.toString('hex');

/** The quote in a certificate that its own key has signed again: a signature over a quote can be written in two ways, a report not. */
function readForgedQuote(quote: Buffer): string | undefined {
  verifyExchangeKey(claim(forge({ quote: () => quote })));
  return means(reported, readQuote(quote).report.bytes.toString('hex'));
}

const exchangeTargets: readonly Target[] = [
  {
    name: 'exchange certificate',
    seed: exchangeSeed,
    mutate: mutateDer,
    read: (bytes) => means(exchangeSha256, readExchange(bytes)),
    weight: 12,
  },
  {
    name: 'exchange key as JWK',
    seed: forgeJwk({}, exchangeSeed),
    mutate: mutateJson,
    read: (bytes) => means(exchangeSha256, readExchange(bytes)),
    weight: 12,
  },
  { name: 'quote', seed: quoteSeed, mutate: mutateQuote, read: readForgedQuote, weight: 3 },
  {
    name: 'HSM address',
    seed: Buffer.from(`https://${host}`),
    mutate: mutateBytes,
    read: (bytes) => {
      const text = bytes.toString('utf8');
      const read = parseHsmUri(text, 'production');
      return means(new URL(text).host, read);
    },
    weight: 20,
  },
];

const bundleSeed = buildBundle(payloadOf('restore-blob'), signersOf('restore-blob'));
const bundleSha256 = openBundle(bundleSeed, 'restore-blob', everyone).payloadSha256;
const payloadSeed = encodeCanonicalJson(payloadOf('outcome'));
const signedPlanSeed = approveAgain(approvePlan(recoveryPlan, operator1), witness);
const journalSeed = journalOfEvents(offlineRecovery);
const journalLines = verifyJournal(journalSeed).entries.map((entry) => JSON.stringify(entry));

/** The chain fixes every line but the last, whose hash is on paper and in bundles; and it may end early. */
function readJournalLines(bytes: Buffer): string | undefined {
  const { entries } = verifyJournal(bytes);
  const wrong = entries.slice(0, -1).findIndex((entry, i) => JSON.stringify(entry) !== journalLines[i]);
  return wrong < 0 ? undefined : `line ${wrong + 1} is another one`;
}

const files = new Map([['bundles/a.json', Buffer.from('a')]]);
const manifestSeed = encodeManifest(
  {
    ceremony: 'MHSM-DR-2026-10-14-01',
    practice: false,
    planSha256: planSha256(recoveryPlan),
    app: { version: '1', build: 'b' },
  },
  files,
);

const trustFiles: readonly Target[] = [
  {
    name: 'bundle',
    seed: bundleSeed,
    mutate: mutateJson,
    read: (bytes) => means(bundleSha256, openBundle(bytes, 'restore-blob', everyone).payloadSha256),
    weight: 12,
  },
  {
    name: 'payload under good signatures',
    seed: payloadSeed,
    mutate: mutateJson,
    read: (bytes) => {
      const file = signDocument(payloadTypeOf('outcome'), bytes, signersOf('outcome'));
      return saysTheSame(bytes, openBundle(file, 'outcome', everyone).payload);
    },
    weight: 4,
  },
  {
    name: 'plan',
    seed: Buffer.from(JSON.stringify(recoveryPlan, null, 2)),
    mutate: mutateJson,
    read: (bytes) => saysTheSame(bytes, parsePlan(bytes)),
    weight: 12,
  },
  {
    name: 'signed plan',
    seed: signedPlanSeed,
    mutate: mutateJson,
    read: (bytes) => means(planSha256(recoveryPlan), readSignedPlan(bytes).planSha256),
    weight: 8,
  },
  { name: 'journal', seed: journalSeed, mutate: mutateLines, read: readJournalLines, weight: 8 },
  {
    name: 'manifest',
    seed: manifestSeed,
    mutate: mutateJson,
    read: (bytes) => saysTheSame(bytes, parseManifest(bytes)),
    weight: 12,
  },
  {
    name: 'public identity',
    seed: encodePublicIdentity(offline),
    mutate: mutateJson,
    read: (bytes) => saysTheSame(bytes, JSON.parse(encodePublicIdentity(readPublicIdentity(bytes)).toString())),
    weight: 12,
  },
  {
    name: 'strict JSON',
    seed: Buffer.from(JSON.stringify({ a: [1, -2, 'é\n', null, true, { b: '\u{1f600}' }], c: 9007199254740991 })),
    mutate: mutateJson,
    read: (bytes) => saysTheSame(bytes, parseStrictJson(bytes, { maxBytes: 1 << 20 })),
    weight: 20,
  },
];

export const trustTargets: readonly Target[] = [...exchangeTargets, ...trustFiles];
