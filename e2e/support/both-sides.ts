// What the two sides of a ceremony send each other in tests, signed and bound as by the product.
import { apply } from '#shared/journal/fold.ts';
import { emptyJournal, type JournalState } from '#shared/journal/state.ts';
import type { JournalEvent } from '#shared/journal/events.ts';
import type { Plan } from '#shared/plan/plan.ts';
import { decodeBase64 } from '#core/encoding/base64.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { pinnedIdentities, planSha256 } from '#core/plan/plan-file.ts';
import { observedKey } from '#core/transfer/body.ts';
import { buildBundle, openBundle } from '#core/transfer/bundle.ts';
import { blobExchangeThumbprint } from '#core/transfer/carried-files.ts';
import { certificateOfAnswer, exchangeReferenceOf } from '#core/transfer/certificate-hashes.ts';
import type { Signer } from '#core/transfer/identity.ts';
import type { BundlePayload, Observation } from '#core/transfer/payload.ts';
import { type ExchangeSession, fetched, headerOf, travelled } from '#core/transfer/session.ts';
import { offline, operator1, operator2 } from '#core/transfer/testdata/samples.ts';
import { initRecovery, observe } from '#services/recovery/exchange-key.ts';
import type { StepContext } from '#services/recovery/step-context.ts';
import { StepJournal } from '#services/recovery/step-journal.ts';
import type { UploadOrder } from '#services/recovery/upload.ts';
import { beginning, type Introduced, introduced, testApp } from './ceremony-beginning.ts';
import type { PracticeWorkspace } from './make-practice-workspace.ts';
import { confirmed, type Recovery } from './recovery-setup.ts';
import { makeRestoreBlob } from './restore-blob.ts';

const made = {
  issued: '2026-10-14T10:00:00Z',
  expires: '2026-10-15T10:00:00Z',
  app: testApp,
  journal: { events: 1, head: '0'.repeat(64) },
};

/** Everything up to the arrival of the blob. */
export async function receiveBlobOf(
  workspace: PracticeWorkspace,
  recovery: Recovery,
  context: StepContext,
): Promise<UploadOrder> {
  const first = await initRecovery(context, confirmed(recovery.plan));
  const second = await observe(await recovery.open('operator-2'), recovery.plan.target.name);
  const { plan, journal } = context;
  const sent = await sendExchangeKey(plan, journal, first.observation, second.observation);
  const { file, payloadSha256 } = answerWithBlob(workspace, recovery, sent);
  return { bundle: file, readBackSha256: payloadSha256, confirmation: confirmed(plan) };
}

/** The two operators send what they saw, as "bundle create" and "bundle countersign" do. @returns the bundle's file */
export async function sendObservations(
  path: string,
  plan: Plan,
  first: Observation,
  second: Observation,
): Promise<Buffer> {
  const journal = await StepJournal.open(path, Date.now);
  try {
    return await sendExchangeKey(plan, journal, first, second);
  } finally {
    await journal.close();
  }
}

async function sendExchangeKey(
  plan: Plan,
  journal: StepJournal,
  first: Observation,
  second: Observation,
): Promise<Buffer> {
  await journal.append(fetched(second));
  const key = observedKey(first);
  const content = {
    type: 'exchange-key',
    exchange: key,
    sd: registered(plan),
    body: { first, second, decision: null, revocationLists: [] as string[] },
  } as const;
  const file = bundleOf(plan, operator1, journal.state, content, [operator1, operator2]);
  const bundle = openBundle(file, 'exchange-key', pinnedIdentities(plan));
  await journal.append({ kind: 'bundle-written', ...travelled(bundle, file) });
  return file;
}

/** What the offline side answers to an exchange key: the bundle with the restore blob, and the hash that it reads out. */
export function answerWithBlob(
  workspace: PracticeWorkspace,
  { plan, securityDomain }: Pick<Recovery, 'plan' | 'securityDomain'>,
  exchangeKeyBundle: Buffer,
  known: Introduced = introduced,
): { readonly file: Buffer; readonly payloadSha256: string } {
  const pins = pinnedIdentities(plan);
  const received = openBundle(exchangeKeyBundle, 'exchange-key', pins);
  const events: JournalEvent[] = [
    ...beginning(plan, 'offline', offline, known),
    {
      kind: 'bundle-accepted',
      ...travelled(received, exchangeKeyBundle),
      signers: received.signers.map(({ keyId }) => keyId),
    },
  ];
  const state = events.reduce(apply, emptyJournal);
  const answer = decodeBase64(received.payload.body.first.answer);
  const keys = workspace.custodians.map(({ key }) => key);
  const restoreBlob = makeRestoreBlob(securityDomain, keys, answer, plan.target.uri).toString('utf8');
  const exchange = exchangeReferenceOf(certificateOfAnswer(answer));
  const body = {
    restoreBlob,
    blobSha256: sha256(Buffer.from(restoreBlob)).toString('hex'),
    x5tS256: blobExchangeThumbprint(restoreBlob),
  };
  const file = bundleOf(plan, offline, state, { type: 'restore-blob', exchange, sd: registered(plan), body }, [
    offline,
  ]);
  return { file, payloadSha256: openBundle(file, 'restore-blob', pins).payloadSha256 };
}

/** What the offline side sends before an activation: the custodians' certificates. */
export function sendCertificates(
  workspace: PracticeWorkspace,
  { plan }: Pick<Recovery, 'plan'>,
  known: Introduced = introduced,
): { readonly file: Buffer; readonly payloadSha256: string } {
  const state = beginning(plan, 'offline', offline, known).reduce(apply, emptyJournal);
  const certificates = workspace.custodians.map(({ certificateDer }, at) => ({
    custodian: `C${at + 1}`,
    certificate: Buffer.from(certificateDer).toString('base64'),
  }));
  const content = {
    type: 'activation-certificates',
    exchange: null,
    sd: null,
    body: { required: 2, certificates },
  } as const;
  const file = bundleOf(plan, offline, state, content, [offline]);
  const { payloadSha256 } = openBundle(file, 'activation-certificates', pinnedIdentities(plan));
  return { file, payloadSha256 };
}

const registered = ({ securityDomain }: Plan): { sha256: string } => ({ sha256: securityDomain?.sha256 ?? '' });

function bundleOf(
  plan: Plan,
  self: Signer,
  state: JournalState,
  content: Pick<BundlePayload, 'type' | 'exchange' | 'sd' | 'body'>,
  signers: readonly Signer[],
): Buffer {
  const session: ExchangeSession = { self, plan, planSha256: planSha256(plan), pins: pinnedIdentities(plan), state };
  // The parts belong to one kind of bundle, which the compiler does not follow through a spread.
  const payload = { ...headerOf(session, content.type, made), ...content } as unknown as BundlePayload;
  return buildBundle(payload, signers);
}
