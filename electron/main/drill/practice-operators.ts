// The people of the other side in practice: operators who answer this machine's bundles from a practice set, so that the whole offline part
// can be rehearsed on one laptop.
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { refuse } from '#shared/faults/fault.ts';
import type { JournalState } from '#shared/journal/state.ts';
import type { PracticeSetTexts } from '#shared/messages/en/practice-set.ts';
import { givesKeys } from '#shared/plan/kind.ts';
import type { Plan } from '#shared/plan/plan.ts';
import type { JournalEnd } from '#shared/schemas/atoms.ts';
import { decodeBase64 } from '#core/encoding/base64.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import type { ApprovedPlan } from '#core/plan/approval.ts';
import { pinnedIdentities } from '#core/plan/plan-file.ts';
import { buildBundle, bundleFileName, openBundle } from '#core/transfer/bundle.ts';
import { certificateOfAnswer, exchangeReferenceOf } from '#core/transfer/certificate-hashes.ts';
import { type Signer, signerOf } from '#core/transfer/identity.ts';
import type { BundlePayload, Observation } from '#core/transfer/payload.ts';
import { headerOf } from '#core/transfer/session.ts';
import { readBundle, writeBundle } from '#services/bundles/bundle-folder.ts';
import { readWholeFile } from '#platform/files.ts';
import { personName } from './identities.ts';
import { newPracticeDomain } from '#simulator/practice-domain.ts';
import { placesOf, wordsBelow, writeLines } from './practice-set.ts';
import { makeServerIdentity } from '#simulator/server-certificate.ts';

const maxFileBytes = 1 << 20;

/** What the operators know of the offline machine, as if they had been told and handed a stick. */
export interface TheirView {
  /** Of the offline machine's journal: what it has given out and sent. */
  readonly state: JournalState;
  /** The folder of the bundles that the offline machine has signed. */
  readonly outgoing: string;
  readonly now: Date;
  readonly appVersion: string;
  /** What they tell people is written with. */
  readonly texts: PracticeSetTexts;
}

/**
 * Lets the operators of a practice set answer. In a recovery: the bundle of the exchange key, or once the blob was sent, that its upload
 * succeeded. Where custodians get new keys: the security domain for the certificates that were sent, and its words in a file of the set.
 * @returns the bundle's name on the stick IN
 * @throws BUNDLE_NOT_PREPARED, FILE_NOT_FOUND where it is no such set, FILE_EXISTS
 */
export async function answerAsOperators(
  set: string,
  { plan, planSha256: hash }: ApprovedPlan,
  { state, outgoing, now, appVersion, texts }: TheirView,
): Promise<string> {
  const paths = placesOf(set);
  const open = async (role: 'operator-1' | 'operator-2'): Promise<Signer> =>
    signerOf(role, personName(role), createPrivateKey(await readWholeFile(paths.key(role), maxFileBytes)));
  const [first, second] = [await open('operator-1'), await open('operator-2')];
  const content = await (async () => {
    if (givesKeys(plan.kind)) return domainFor(await sentCertificates(plan, state, outgoing), now);
    if (state.written.some(({ type }) => type === 'restore-blob')) return outcomeOf(state);
    return exchangeKeyOf(plan.target.uri, await readWholeFile(paths.answer, maxFileBytes), now);
  })();
  const session = { self: first, plan, planSha256: hash, pins: pinnedIdentities(plan), state: theirs(state) };
  const header = headerOf(session, content.type, {
    issued: now.toISOString(),
    expires: new Date(now.getTime() + 86_400_000).toISOString(),
    app: { version: appVersion, build: 'PRACTICE operators' },
    journal: theirEnd(state),
  });
  // The kind and its content belong together; a spread cannot say so, and the bundle's own schema checks it.
  const payload = { sd: { sha256: plan.securityDomain?.sha256 ?? '' }, ...header, ...content } as BundlePayload;
  const name = bundleFileName(payload);
  const signers = content.type === 'exchange-key' ? [first, second] : [first];
  if (content.type === 'security-domain') {
    // Before the bundle: nobody is left with a file whose words nobody reads.
    await writeLines(paths.words(content.sd.sha256), [
      texts.mark,
      '',
      ...wordsBelow(texts.domainWords, content.sd.sha256),
    ]);
  }
  await mkdir(paths.in, { recursive: true });
  await writeBundle(paths.in, name, buildBundle(payload, signers));
  return name;
}

/** The operators' machine knows this machine, its number, and the bundles that went to and fro. */
function theirs(state: JournalState): JournalState {
  const { opened, challengeIssued } = state;
  return { ...state, peers: { offline: opened?.keyId ?? '' }, challengeNoted: challengeIssued };
}

/** They keep no journal: an end that is none, and grows with each bundle. */
const theirEnd = ({ accepted }: JournalState): JournalEnd => ({
  events: (accepted.at(-1)?.journal.events ?? 0) + 1,
  head: sha256(Buffer.from('PRACTICE')).toString('hex'),
});

/** What the offline machine has sent, as the operators' machine would read it. @throws BUNDLE_NOT_PREPARED */
async function sentCertificates(plan: Plan, { written }: JournalState, outgoing: string) {
  const sent = written.findLast(({ type }) => type === 'activation-certificates');
  if (!sent) return refuse({ code: 'BUNDLE_NOT_PREPARED', missing: 'certificates' });
  const file = await readBundle(outgoing, bundleFileName({ ceremony: plan.ceremony, ...sent }));
  return openBundle(file, 'activation-certificates', pinnedIdentities(plan)).payload.body;
}

/** As an HSM makes it: for these custodians, once. */
function domainFor({ certificates, required }: Awaited<ReturnType<typeof sentCertificates>>, now: Date) {
  const securityDomain = newPracticeDomain(
    certificates.map(({ certificate }) => decodeBase64(certificate)),
    required,
  );
  return {
    type: 'security-domain' as const,
    exchange: null,
    sd: { sha256: sha256(securityDomain).toString('hex') },
    body: {
      securityDomain: securityDomain.toString('utf8'),
      requestId: 'PRACTICE request of operator-1',
      receivedAt: now.toISOString(),
      serverDate: null,
    },
  };
}

function exchangeKeyOf(hsmUri: string, answer: Buffer, now: Date) {
  const names = [{ dns: new URL(hsmUri).hostname }];
  const { servers, caCertificatePem } = makeServerIdentity(now.getTime(), names);
  // As in service, each operator meets another of the servers behind the name, and no answer bears a date.
  const observed = (observer: Observation['observer']): Observation => {
    const { certificatePem } = servers[observer === 'operator-1' ? 0 : 1] ?? servers[0];
    return {
      observer,
      answer: answer.toString('base64'),
      tlsChain: [certificatePem, caCertificatePem].map((pem) => new X509Certificate(pem).raw.toString('base64')),
      requestId: `PRACTICE request of ${observer}`,
      fetchedAt: now.toISOString(),
      serverDate: null,
      journal: { events: 1, head: sha256(Buffer.from(`PRACTICE ${observer}`)).toString('hex') },
    };
  };
  return {
    type: 'exchange-key' as const,
    exchange: exchangeReferenceOf(certificateOfAnswer(answer)),
    body: { first: observed('operator-1'), second: observed('operator-2'), decision: null, revocationLists: [] },
  };
}

function outcomeOf({ exchangeKey }: JournalState) {
  const exchange = exchangeKey
    ? { certificateSha256: exchangeKey.certificateSha256, spkiSha256: exchangeKey.spkiSha256 }
    : null;
  return {
    type: 'outcome' as const,
    exchange,
    body: {
      call: 'upload' as const,
      verdict: 'succeeded' as const,
      requestId: 'PRACTICE request',
      detail: 'Succeeded (PRACTICE)',
    },
  };
}
