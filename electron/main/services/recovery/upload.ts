// Step "upload": the restore blob that the custodians built goes to the HSM that they built it for, and to no other.
import { exceptionStep } from '#shared/journal/exception-steps.ts';
import { isFaultOf, refuse } from '#shared/faults/fault.ts';
import { checkFailed } from '#core/journal/records.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { certificateSha256Of } from '#shared/formatting/thumbprint.ts';
import { parseRestoreBlob } from '#core/security-domain/restore-blob.ts';
import { noteReadBack } from '../bundles/note-read-back.ts';
import { acceptedBundle } from './bundles.ts';
import { confirmCall } from './confirmation.ts';
import { assertOperator, fetchAgain, initRecovery, type ObservedKey } from './exchange-key.ts';
import { doneCall, openCall, runGuardedCall, type Settled } from './guarded-call.ts';
import { assertDataPlaneAnswers, untilHsm } from './read-back.ts';
import { assertException, type CallContext, type Confirmation, type StepContext } from './step-context.ts';

export interface UploadOrder extends Omit<BlobOrder, 'blob'> {
  /** The bundle's file as it came from the offline side. */
  readonly bundle: Buffer;
  /** SHA-256 of the bundle's payload, typed as the offline side read it out (REQ-28). */
  readonly readBackSha256: string;
}

export interface BlobOrder {
  /** The restore blob, as the service takes it. */
  readonly blob: Buffer;
  readonly confirmation: Confirmation;
  /** The exception by which two people let the blob be uploaded although the HSM showed another key twice. */
  readonly keyException?: number;
}

/**
 * Uploads the blob in a bundle, goes on waiting for an upload that was begun, or says that it was done before.
 * @throws the BUNDLE and SIGNATURE faults; READ_BACK_DIFFERS; EXCHANGE_KEY_DIFFERS, EXCHANGE_KEY_CHANGED, EXCEPTION_UNFIT; what `initRecovery` and `runGuardedCall` throw
 */
export async function upload(context: StepContext, order: UploadOrder): Promise<Settled<void>> {
  assertOperator(context, 'operator-1');
  const done = doneCall(context, 'upload');
  if (done !== undefined) return { id: done, result: undefined };
  const bundle = await acceptedBundle(context, 'restore-blob', order.bundle);
  const { confirmation, keyException, readBackSha256: typed } = order;
  if (!openCall(context, 'upload')) {
    await noteReadBack(
      context.journal,
      context.plan,
      { subject: 'restore-blob', sha256: bundle.payloadSha256 },
      { typed, by: confirmation.by },
    );
  }
  const blob = Buffer.from(bundle.payload.body.restoreBlob, 'utf8');
  return uploadBlob(context, { blob, confirmation, ...(keyException === undefined ? {} : { keyException }) });
}

/**
 * Uploads a blob as it is, whoever built it: by the same comparison and confirmation, and as one that is sent once.
 * @throws EXCHANGE_KEY_DIFFERS, EXCHANGE_KEY_CHANGED, EXCEPTION_UNFIT; the faults of `parseRestoreBlob`; what `initRecovery` and `runGuardedCall` throw
 */
export async function uploadBlob(context: CallContext, order: BlobOrder): Promise<Settled<void>> {
  const done = doneCall(context, 'upload');
  if (done !== undefined) return { id: done, result: undefined };
  const { blob, confirmation, keyException } = order;
  const subject = sha256(blob).toString('hex');
  if (!openCall(context, 'upload')) {
    await compareKeys(context, blob, subject, keyException);
    await confirmCall(context, 'upload', confirmation);
  }
  return runGuardedCall(context, {
    call: 'upload',
    subject,
    folder: null,
    send: (keep) => context.hsm.securityDomain.beginUpload(blob, keep),
    // REQ-14: a refused upload is an incident. One that nobody has looked at is none.
    isSentAgain: true,
    // The service has one upload at the most, so that its state can be asked for without a name.
    follow: () => context.hsm.securityDomain.resume('upload'),
    readBack: () => assertActive(context),
  });
}

/**
 * The same for people who have a blob and have not asked this HSM for its key at this machine: the question comes first, by the same
 * confirmation. An HSM that has given out its key before gives out the same one again.
 * @param keep keeps the key that was asked for on the way
 * @throws what `initRecovery` and `uploadBlob` throw
 */
export async function recoverWithBlob(
  context: CallContext,
  order: BlobOrder,
  keep: (observed: ObservedKey) => Promise<void>,
): Promise<void> {
  if (doneCall(context, 'init-recovery') === undefined) await keep(await initRecovery(context, order.confirmation));
  await uploadBlob(context, order);
}

/**
 * REQ-13: the key that the HSM has now is the one that the blob names. Where it is another, both are kept and it is fetched once more;
 * where it still is, it is an incident, and two people decide: for another blob, or for this one by an exception.
 */
async function compareKeys(
  context: CallContext,
  blob: Buffer,
  blobSha256: string,
  keyException: number | undefined,
): Promise<void> {
  const { journal } = context;
  if (keyException !== undefined) assertException(context, keyException, 'other-key');
  const { key } = await fetchAgain(context);
  const inBlob = certificateSha256Of(parseRestoreBlob(blob).exchangeThumbprintS256);
  const differ = inBlob !== key.certificateSha256;
  const times = journal.state.keyChanges?.blobSha256 === blobSha256 ? journal.state.keyChanges.times : 0;
  const exception = differ && times >= 2 ? (keyException ?? null) : null;
  await journal.append({ kind: 'blob-compared', fetched: key.certificateSha256, inBlob, blobSha256, exception });
  if (!differ || exception !== null) return;
  if (times === 0) refuse({ code: 'EXCHANGE_KEY_DIFFERS', inBlob, fetched: key.certificateSha256 });
  const step = exceptionStep(journal.state, 'other-key');
  const fault = { code: 'EXCHANGE_KEY_CHANGED', inBlob, fetched: key.certificateSha256, step } as const;
  await journal.append(checkFailed('blob-key', step, fault));
  refuse(fault);
}

/** How often the control plane is asked: it may learn of the upload after the data plane, within minutes. */
const mostQuestions = 20;

/** The control plane says whether the HSM is active; where it cannot be asked, the data plane does, by answering at all. */
async function assertActive(context: CallContext): Promise<void> {
  const { controlPlane, hsm } = context;
  const answers = (): Promise<void> => assertDataPlaneAnswers(context, () => hsm.roles.listAssignments());
  if (!controlPlane) return answers();
  try {
    await untilHsm(context, controlPlane, (found, asked) => {
      if (found?.activation === 'active') return true;
      if (asked < mostQuestions) return undefined;
      const state = found?.activation ?? 'no such HSM';
      return refuse({ code: 'STEP_STATE_UNEXPECTED', call: 'upload', expected: 'active', found: state });
    });
  } catch (error) {
    if (!isFaultOf(error, 'SERVICE_FORBIDDEN')) throw error;
    await answers();
  }
}
