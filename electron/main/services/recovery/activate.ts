// Step "activate": the custodians' certificates go in, the security domain comes out. An active HSM gives it as often as it is asked, each
// time for the certificates of that time: after a lost answer to an activation, the next one is a re-wrap.
import { z } from 'zod';
import { type Fault, Refusal, refuse } from '#shared/faults/fault.ts';
import type { StepCheck } from '#shared/online/checks.ts';
import { givesKeys } from '#shared/plan/kind.ts';
import type { Plan } from '#shared/plan/plan.ts';
import { decodeBase64 } from '#core/encoding/base64.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { parseStrictJson } from '#core/encoding/json.ts';
import { assertDomainFor } from '#core/security-domain/custodians.ts';
import { parseSecurityDomain, type SecurityDomain } from '#core/security-domain/security-domain.ts';
import type { SignedBundle } from '#core/transfer/bundle.ts';
import { noteReadBack } from '../bundles/note-read-back.ts';
import { maxAnswerBytes } from '#azure/policies.ts';
import type { FiledAnswer } from './answer-folder.ts';
import { acceptedBundle } from './bundles.ts';
import { confirmCall } from './confirmation.ts';
import { assertOperator } from './exchange-key.ts';
import { doneCall, openCall, runGuardedCall } from './guarded-call.ts';
import { type Confirmation, noteSeen, type StepContext } from './step-context.ts';

export interface ActivateOrder {
  /** The bundle with the certificates, as it came from the offline side. */
  readonly bundle: Buffer;
  /** SHA-256 of its payload, typed as the offline side read it out. */
  readonly readBackSha256: string;
  readonly confirmation: Confirmation;
}

export interface Activated {
  readonly id: string;
  /** The file exactly as it came. */
  readonly securityDomain: Buffer;
  readonly sha256: string;
  readonly inspected: SecurityDomain;
}

/** A real security domain has about 15 kB. */
const spaceBytes = 1 << 20;
const DownloadAnswer = z.object({ value: z.string().min(1) });
type CertificateBundle = SignedBundle<'activation-certificates'>;

/**
 * Activates the HSM, or goes on waiting for an activation that was begun. The answer that carries the security domain is on disk
 * before anything else is asked.
 * @throws the file and medium faults where its answer could not be kept; STEP_PREFLIGHT for an HSM that is active already, or in a re-wrap for one that is not; the BUNDLE faults, READ_BACK_DIFFERS,
 *   SERVICE_SECURITY_DOMAIN_LOST or in a re-wrap RE_WRAP_ANSWER_LOST, STEP_STATE_UNEXPECTED, SECURITY_DOMAIN_OTHER_CUSTODIANS, what
 *   `runGuardedCall` throws
 */
export async function activate(context: StepContext, order: ActivateOrder): Promise<Activated> {
  assertOperator(context, 'operator-1');
  const bundle = await acceptedBundle(context, 'activation-certificates', order.bundle);
  const { certificates, required } = bundle.payload.body;
  const done = doneCall(context, 'download');
  if (done === undefined && !openCall(context, 'download')) {
    const check = await checkActivation(context);
    if (check?.outcome === 'stop') refuse({ code: 'STEP_PREFLIGHT', checks: [check] });
    await context.answers.assertSpace(spaceBytes);
    const readBack = { typed: order.readBackSha256, by: order.confirmation.by };
    const sent = { subject: 'activation-certificates', sha256: bundle.payloadSha256 } as const;
    await noteReadBack(context.journal, context.plan, sent, readBack);
    await confirmCall(context, 'download', order.confirmation);
    if (check?.found.kind === 'hsm-state') await noteState(context, order.confirmation.by);
  }
  const id = done ?? (await download(context, bundle));
  const securityDomain = await keptSecurityDomain(context, id);
  const inspected = parseSecurityDomain(securityDomain);
  const counts = `quorum ${inspected.required} of ${inspected.shares.length}`;
  const expected = `quorum ${required} of ${certificates.length}`;
  if (counts !== expected) refuse({ code: 'STEP_STATE_UNEXPECTED', call: 'download', expected, found: counts });
  assertDomainFor(inspected, certificates);
  if (done === undefined) await noteInspected(context, securityDomain, inspected);
  return { id, securityDomain, sha256: sha256(securityDomain).toString('hex'), inspected };
}

const noteState = (context: StepContext, by: readonly string[]): Promise<void> =>
  isRewrap(context.plan)
    ? noteSeen(context, 'A1R', by, { state: 'yes' })
    : noteSeen(context, 'A1', by, { state: 'yes', 'resource-id': context.plan.target.resourceId });

/** The file was opened, and is for exactly the custodians and the quorum that were sent. */
async function noteInspected(context: StepContext, file: Buffer, { version }: SecurityDomain): Promise<void> {
  await noteSeen(context, 'A17', ['Lifeboat'], { bytes: String(file.length), domain: sha256(file).toString('hex') });
  await noteSeen(context, 'A18', ['Lifeboat'], {
    ...(version === 2 && { version: 'yes' }),
    shares: 'yes',
    required: 'yes',
    known: 'yes',
  });
}

/**
 * Whether the HSM is in the state that the ceremony is for: the same call activates a new HSM, and gives new custodians what one in service
 * holds. Undefined where the ceremony gives nobody keys, or this machine has no access to the control plane.
 */
export async function checkActivation(context: StepContext): Promise<StepCheck | undefined> {
  const { controlPlane, plan } = context;
  if (!controlPlane || !givesKeys(plan.kind)) return undefined;
  const [id, unfit] = isRewrap(plan)
    ? (['target-active', 'not-activated'] as const)
    : (['target-new', 'active'] as const);
  const hsm = await controlPlane.hsm(plan.target.resourceGroup, plan.target.name);
  // In an activation it may still have to be made.
  if (!hsm) return { id, outcome: isRewrap(plan) ? 'stop' : 'ok', found: { kind: 'hsm-not-made' } };
  const { provisioningState: provisioning, activation } = hsm;
  const isUnfit = activation === unfit && doneCall(context, 'download') === undefined;
  return { id, outcome: isUnfit ? 'stop' : 'ok', found: { kind: 'hsm-state', provisioning, activation } };
}

async function download(context: StepContext, { payload, payloadSha256 }: CertificateBundle): Promise<string> {
  const { securityDomain } = context.hsm;
  const { certificates, required } = payload.body;
  const { id } = await runGuardedCall(context, {
    call: 'download',
    subject: payloadSha256,
    folder: null,
    send: (keepAnswer) =>
      securityDomain.beginDownload({
        certificates: certificates.map(({ certificate }) => decodeBase64(certificate)),
        required,
        keepAnswer,
        // The whole answer is kept, and the file is in it.
        keep: () => Promise.resolve(),
      }),
    // That the service is done is no success without the file.
    follow: (_, answer) => (domainIn(answer) ? securityDomain.resume('download') : undefined),
    // Without its answer in hand, what the service says of it counts for nothing: an HSM in service may speak of the download before this
    // one, and in an activation the file did not arrive.
    whenLost: lostIn(context.plan),
    readBack: () => Promise.resolve(),
  });
  return id;
}

/**
 * The security domain in the kept answer of a call.
 * @throws SERVICE_SECURITY_DOMAIN_LOST if the HSM was activated and no answer was kept; in a re-wrap RE_WRAP_ANSWER_LOST
 */
export async function keptSecurityDomain(
  { answers, plan }: Pick<StepContext, 'answers' | 'plan'>,
  id: string,
): Promise<Buffer> {
  return domainIn(await answers.last(id)) ?? refuse(lostIn(plan));
}

function domainIn(answer: FiledAnswer | undefined): Buffer | undefined {
  if (!answer || answer.status >= 400) return undefined;
  try {
    const { success, data } = DownloadAnswer.safeParse(parseStrictJson(answer.body, { maxBytes: maxAnswerBytes }));
    return success ? Buffer.from(data.value, 'utf8') : undefined;
  } catch (error) {
    // An answer that broke off has no file in it.
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

const isRewrap = ({ kind }: Plan): boolean => kind === 're-wrap';

/** In both the HSM is active and stays so; after an activation its file is downloaded again by a re-wrap, which has its own plan. */
const lostIn = (plan: Plan): Fault => ({
  code: isRewrap(plan) ? 'RE_WRAP_ANSWER_LOST' : 'SERVICE_SECURITY_DOMAIN_LOST',
});
