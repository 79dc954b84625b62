// The security-domain calls of a practice HSM (REQ-02): activation and re-wrap by download, and recovery by exchange key and upload.
import { createPrivateKey } from 'node:crypto';
import { z } from 'zod';
import { Refusal } from '#shared/faults/fault.ts';
import { decodeBase64, encodeBase64url } from '#core/encoding/base64.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { createSecurityDomain, type ShareRecipient } from '#core/security-domain/create.ts';
import { isPracticeDatum } from '#core/security-domain/practice-mark.ts';
import { openRestoreBlob, parseRestoreBlob } from '#core/security-domain/restore-blob.ts';
import { type Answer, badParameter, conflict, notFound, ok } from './answers.ts';
import { bodyAs, type Call } from './call.ts';
import { exchangeJwk, type PracticeExchangeKey } from './exchange-key-issuer.ts';
import { type HsmState } from './hsm-state.ts';
import { refuseWhileBusy } from './one-at-a-time.ts';
import { dataSizes, newPracticeData, recipientOf } from './practice-domain.ts';

type SecurityDomain = NonNullable<HsmState['securityDomain']>;

const DownloadBody = z.object({
  certificates: z
    .array(z.object({ x5c: z.array(z.string()).min(1), 'x5t#S256': z.string().optional() }))
    .min(3)
    .max(10),
  required: z.int().min(2).max(10),
});

const UploadBody = z.object({ value: z.string() });

/**
 * POST /securitydomain/download: the answer carries the security domain, and activation goes on behind. An HSM that is active wraps what it
 * holds again, for other custodians. That takes nothing from those before: their file and their keys recover it as they did.
 */
export async function download(call: Call): Promise<Answer> {
  const { state } = call.hsm;
  const running = state.securityDomainOperation;
  // As with jobs: one whose answer was lost, so that nobody waits for it, is in nobody's way for good.
  if (running?.status === 'InProgress') await advance(call, running);
  refuseWhileBusy(state);
  const { certificates, required } = bodyAs(DownloadBody, call);
  if (required > certificates.length) throw badParameter('required is greater than the number of certificates');
  const custodians = certificates.map((jwk) => askedRecipient(jwk.x5c[0] ?? '', jwk['x5t#S256']));
  if (new Set(custodians.map(({ thumbprintS256 }) => thumbprintS256)).size < custodians.length) {
    throw badParameter('the same certificate stands twice in certificates');
  }
  state.securityDomain ??= newPracticeData().map(({ datumTag, plaintext }) => ({
    datumTag,
    content: plaintext.toString('base64'),
  }));
  const data = state.securityDomain.map(({ datumTag, content }) => ({
    datumTag,
    plaintext: Buffer.from(content, 'base64'),
  }));
  const value = createSecurityDomain({ custodians, required, data }).toString('utf8');
  state.securityDomainOperation = begun(call, 'download');
  await call.hsm.save();
  return operationAnswer(call, 'download', 202, { value });
}

function askedRecipient(x5c: string, claimedThumbprint: string | undefined): ShareRecipient {
  let recipient: ShareRecipient;
  try {
    recipient = recipientOf(decodeBase64(x5c));
  } catch {
    throw badParameter('x5c[0] is not a certificate in base64');
  }
  const { publicKey, thumbprintS256 } = recipient;
  if (publicKey.asymmetricKeyType !== 'rsa' || (publicKey.asymmetricKeyDetails?.modulusLength ?? 0) < 2048) {
    throw badParameter('a custodian certificate must have an RSA key of at least 2048 bits');
  }
  if ((claimedThumbprint ?? thumbprintS256) !== thumbprintS256) throw badParameter('x5t#S256 is not that of x5c[0]');
  return recipient;
}

/** GET /securitydomain/upload: puts the HSM into recovery. Its key was made when the HSM was (recorded), so it is always the same. */
export async function exchangeKey(call: Call): Promise<Answer> {
  const { state } = call.hsm;
  if (state.activation === 'Active' || state.securityDomain !== null) {
    throw conflict('this HSM has a security domain already');
  }
  if (state.exchangeKey === null) {
    const issued = call.cloud.issueExchangeKey(state.hostName, new Date(state.resource.created * 1000));
    state.exchangeKey = {
      certificate: issued.certificateDer.toString('base64'),
      privateKey: issued.privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
    };
    await call.hsm.save();
  }
  return ok({ key_format: 'jwk', transfer_key: JSON.stringify(exchangeJwk(storedKey(state.exchangeKey))) });
}

function storedKey(key: NonNullable<HsmState['exchangeKey']>): PracticeExchangeKey {
  return {
    certificateDer: Buffer.from(key.certificate, 'base64'),
    privateKey: createPrivateKey({ key: Buffer.from(key.privateKey, 'base64'), format: 'der', type: 'pkcs8' }),
  };
}

/** POST /securitydomain/upload: a blob that is none, or is made for another key, is refused here; what is inside shows later. */
export async function upload(call: Call): Promise<Answer> {
  const { state } = call.hsm;
  refuseWhileBusy(state);
  if (state.securityDomain !== null) throw conflict('this HSM has a security domain already');
  if (state.exchangeKey === null) throw conflict('this HSM is not in recovery: it has no exchange key');
  const { value } = bodyAs(UploadBody, call);
  const made = uploadedBlob(value);
  const expected = encodeBase64url(sha256(Buffer.from(state.exchangeKey.certificate, 'base64')));
  if (made.exchangeThumbprintS256 !== expected) throw badParameter('the restore blob is made for another exchange key');
  state.securityDomainOperation = { ...begun(call, 'upload'), restoreBlob: value };
  await call.hsm.save();
  return operationAnswer(call, 'upload', 202, statusBody(state.securityDomainOperation));
}

function uploadedBlob(value: string): ReturnType<typeof parseRestoreBlob> {
  try {
    return parseRestoreBlob(Buffer.from(value, 'utf8'));
  } catch (error) {
    if (error instanceof Refusal) throw badParameter(`value is not a restore blob: ${error.fault.code}`);
    throw error;
  }
}

type Operation = NonNullable<HsmState['securityDomainOperation']>;
type Kind = Operation['kind'];

const begun = (call: Call, kind: Kind): Operation => ({
  kind,
  status: 'InProgress',
  details: runningDetails[kind],
  pollsLeft: call.cloud.polls.securityDomain,
});

/** Recorded, as is what is at the end. */
const runningDetails = {
  download: 'The Security Domain is being confirmed.',
  upload: 'The Security Domain is being restored.',
} as const satisfies Readonly<Record<Kind, string>>;
const endDetails = 'The resource is active.';

/** GET /securitydomain/download/pending */
export const downloadStatus = (call: Call): Promise<Answer> => status(call, 'download');

/** GET /securitydomain/upload/pending */
export const uploadStatus = (call: Call): Promise<Answer> => status(call, 'upload');

async function status(call: Call, kind: Kind): Promise<Answer> {
  const operation = call.hsm.state.securityDomainOperation;
  if (operation?.kind !== kind) throw notFound('OperationNotFound', `There is no ${kind} of a security domain.`);
  if (operation.status === 'InProgress') await advance(call, operation);
  return operationAnswer(call, kind, 200, statusBody(operation));
}

const statusBody = ({ status, details }: Operation): unknown => ({ status, status_details: details });

/** Recorded: every answer names the status address, with the api-version of the request, and none says when to ask again. */
function operationAnswer(call: Call, kind: Kind, status: 200 | 202, body: unknown): Answer {
  const version = new URLSearchParams({ 'api-version': call.query.get('api-version') ?? '' });
  const address = `${call.origin}/securitydomain/${kind}/pending?${version.toString()}`;
  return { status, headers: { 'azure-asyncoperation': address }, body };
}

async function advance(call: Call, operation: Operation): Promise<void> {
  const { state } = call.hsm;
  if (operation.pollsLeft > 0) {
    operation.pollsLeft -= 1;
  } else if (operation.kind === 'upload') {
    finishUpload(state, operation);
  } else {
    operation.status = 'Success';
    operation.details = endDetails;
    state.activation = 'Active';
  }
  await call.hsm.save();
}

/** Opens the blob with the exchange key's private half and takes over what is in it. */
function finishUpload(state: HsmState, operation: Operation): void {
  const opened = openUploaded(state, operation.restoreBlob ?? '');
  delete operation.restoreBlob;
  if (typeof opened === 'string') {
    operation.status = 'Failed';
    operation.details = opened;
    return;
  }
  state.securityDomain = opened;
  state.activation = 'Active';
  state.exchangeKey = null;
  operation.status = 'Success';
  operation.details = endDetails;
}

/** @returns the security domain in a restore blob, or why it is refused */
function openUploaded(state: HsmState, value: string): SecurityDomain | string {
  if (state.exchangeKey === null) return 'the exchange key is gone';
  const { certificateDer, privateKey } = storedKey(state.exchangeKey);
  const thumbprint = encodeBase64url(sha256(certificateDer));
  try {
    const blob = parseRestoreBlob(Buffer.from(value, 'utf8'));
    const data = openRestoreBlob(blob, privateKey, thumbprint);
    const isOurs = data.every(({ plaintext }) => isPracticeDatum(plaintext));
    if (!isOurs || data.length !== dataSizes.length) {
      return 'the restore blob does not hold a PRACTICE security domain';
    }
    return data.map(({ datumTag, plaintext }) => ({ datumTag, content: Buffer.from(plaintext).toString('base64') }));
  } catch (error) {
    if (error instanceof Refusal) return `the restore blob cannot be opened: ${error.fault.code}`;
    throw error;
  }
}
