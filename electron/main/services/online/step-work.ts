// The work of each step as a screen asks for it: the step itself, what is kept of it, and the facts that are shown when it is done.
import { Refusal } from '#shared/faults/fault.ts';
import { takeAttestations } from '#azure/take-inventory.ts';
import type { KeyRestoreResult, StorageAccess } from '#azure/backup-client.ts';
import { attachIdentity } from '../recovery/attach-identity.ts';
import { activate, type ActivateOrder } from '../recovery/activate.ts';
import { backUp, type BackUpOrder } from '../recovery/back-up.ts';
import { createHsm, type CreateOrder } from '../recovery/create.ts';
import { deleteFailedHsm, type DeletedHsmOrder, purgeDeletedHsm, recoverDeletedHsm } from '../recovery/deleted-hsms.ts';
import type { ObservedKey } from '../recovery/exchange-key.ts';
import type { Canary } from '../recovery/canary.ts';
import { holdOf } from '../recovery/hold.ts';
import { makeCanary } from '../recovery/make-canary.ts';
import { restore, type RestoreOrder } from '../recovery/restore.ts';
import { delegatedAccess, sasAccess } from '../recovery/sas.ts';
import { byIdentity, type CallContext, type Confirmation, type StepContext } from '../recovery/step-context.ts';
import { type BlobOrder, recoverWithBlob, upload, type UploadOrder } from '../recovery/upload.ts';
import { hasSucceeded } from '#shared/journal/call-index.ts';
import type { DomainWarning } from '#shared/schemas/domain-warning.ts';
import { sha256, wipe } from '#core/encoding/bytes.ts';
import {
  checkKeyAttestation,
  encodeKeyAttestations,
  isProven,
  parseKeyAttestations,
} from '#core/inventory/key-attestation.ts';
import { domainWarnings } from '#core/security-domain/security-domain.ts';
import type { OnlineAppState } from './app-state.ts';
import type { WorkSession } from './work-session.ts';
import type { Facts } from './steps.ts';

export async function created(context: CallContext, order: CreateOrder): Promise<Facts> {
  const { result } = await createHsm(context, order);
  return [
    { fact: 'hsm-uri', value: result.hsmUri ?? '' },
    { fact: 'resource-id', value: result.resourceId },
    { fact: 'activation', value: result.activation },
    { fact: 'administrators', value: result.administrators.join(', ') },
  ];
}

/** @param fetch as the first operator or the second */
export async function fetched(ceremony: WorkSession, fetch: () => Promise<ObservedKey>): Promise<Facts> {
  const { observation, key, verdict } = await fetch();
  await ceremony.keepObservation(observation, verdict.checks);
  return [
    { fact: 'certificate-sha256', value: key.certificateSha256 },
    { fact: 'request-id', value: observation.requestId },
    { fact: 'fetched-at', value: observation.fetchedAt },
  ];
}

export async function activated(context: StepContext, order: ActivateOrder): Promise<Facts> {
  const { sha256: hash, inspected } = await activate(context, order);
  return [
    { fact: 'security-domain-sha256', value: hash },
    { fact: 'custodians', value: String(inspected.shares.length) },
    { fact: 'required', value: String(inspected.required) },
    ...domainWarnings(inspected).flatMap(oddities),
  ];
}

const oddities = (warning: DomainWarning): Facts =>
  warning.code === 'SHARES_WRAPPED_WITH_SHA1'
    ? [{ fact: 'old-wrapping', value: warning.custodian }]
    : warning.members.map((value) => ({ fact: 'unknown-member', value }));

export async function identityAttached(context: StepContext): Promise<Facts> {
  const { identity, hsm } = await attachIdentity(context);
  return [
    { fact: 'identity', value: identity },
    ...hsm.identities
      .filter((each) => each !== identity.toLowerCase())
      .map((value) => ({ fact: 'kept-identity', value }) as const),
  ];
}

export async function recovered(context: StepContext, order: DeletedHsmOrder): Promise<Facts> {
  const { result } = await recoverDeletedHsm(context, order);
  return [
    { fact: 'recovered-hsm', value: result.name },
    { fact: 'hsm-uri', value: result.hsmUri ?? '' },
    { fact: 'activation', value: result.activation },
  ];
}

export async function deletedAfterFailure(context: StepContext, confirmation: Confirmation): Promise<Facts> {
  const { result: name } = await deleteFailedHsm(context, confirmation);
  return [{ fact: 'deleted-hsm', value: name }];
}

export async function purged(context: StepContext, order: DeletedHsmOrder): Promise<Facts> {
  const { result: name } = await purgeDeletedHsm(context, order);
  return [{ fact: 'purged-hsm', value: name }];
}

/** Its facts are read from the journal, which keeps them; beside them what its attestation proves, which is kept as evidence. */
export async function canaryMade(context: StepContext, work: Pick<WorkSession, 'folder'>): Promise<Facts> {
  const canary = await makeCanary(context);
  return attested(context, work, canary);
}

/** A cloud without attestations, or a role that may not read them, is no reason to stop: the key has been used already. */
async function attested(
  { hsm, waiting }: StepContext,
  { folder }: Pick<WorkSession, 'folder'>,
  { key, version }: Canary,
): Promise<Facts> {
  try {
    const bytes = encodeKeyAttestations(await takeAttestations(hsm, [{ key, version }], { now: waiting.now() }));
    await folder.keep('attestations', bytes);
    const proven = parseKeyAttestations(bytes).keys.every((each) => isProven(checkKeyAttestation(each)));
    return [{ fact: proven ? 'canary-attested' : 'canary-not-attested', value: sha256(bytes).toString('hex') }];
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return [{ fact: 'canary-not-attested', value: error.fault.code }];
  }
}

export async function uploaded(context: StepContext, order: UploadOrder): Promise<Facts> {
  await upload(context, order);
  return uploadFacts(context);
}

/** The blob of an emergency, and the key that was asked for on the way. */
export async function uploadedFromStick(context: CallContext, work: WorkSession, order: BlobOrder): Promise<Facts> {
  await recoverWithBlob(context, order, ({ observation, verdict }) =>
    work.keepObservation(observation, verdict.checks),
  );
  return uploadFacts(context);
}

const uploadFacts = ({ journal: { state } }: CallContext): Facts =>
  state.blobCompared
    ? [
        { fact: 'blob-sha256', value: state.blobCompared.blobSha256 },
        ...(state.emergency ? [{ fact: 'certificate-sha256', value: state.blobCompared.fetched } as const] : []),
      ]
    : [];

export async function backedUp(context: CallContext, access: StorageAccess, order: BackUpOrder = {}): Promise<Facts> {
  const { result } = await backUp(context, access, order);
  const hold = holdOf(context);
  return [
    { fact: 'folder-uri', value: result.folderUri },
    // Nothing waits for the first backup of what was restored.
    ...(hold.phase === 'no-restore-point' || hasSucceeded(context.journal.state, 'restore')
      ? []
      : [{ fact: 'hold-ends', value: new Date(hold.endsMs).toISOString() } as const]),
  ];
}

export async function restored(context: CallContext, order: RestoreOrder): Promise<Facts> {
  const { result } = await restore(context, order);
  const { keyName } = order;
  return [
    { fact: 'folder', value: context.plan.backup?.folder ?? '' },
    ...(keyName === undefined ? [] : [{ fact: 'keys', value: keyName } as const]),
    ...(result === true ? [] : versionFacts(result)),
  ];
}

/** A number that the service did not give is said to be missing: people count on it. */
const versionFacts = ({ restored: count, notOverwritten = 0 }: KeyRestoreResult): Facts => [
  count === undefined ? { fact: 'version-count-missing', value: '' } : { fact: 'versions', value: String(count) },
  ...(notOverwritten === 0 ? [] : [{ fact: 'not-overwritten', value: String(notOverwritten) } as const]),
];

/** How an order says that the HSM reaches the container. */
export type StorageChoice = 'identity' | 'sas' | 'sas-from-account';

/**
 * Asks for what the chosen way needs before the step begins. A SAS token is typed in main's own view.
 * @returns gives the access once the step is at work
 * @throws PASSPHRASE_CANCELLED, SAS_UNFIT
 */
export async function storageAccessOf(
  { world: { services, waiting } }: OnlineAppState,
  choice: StorageChoice,
  use: 'backup' | 'restore',
): Promise<(context: CallContext) => Promise<StorageAccess>> {
  if (choice === 'identity') return () => Promise.resolve(byIdentity);
  if (choice === 'sas-from-account') return (context) => delegatedAccess(context, use);
  const typed = await services.askPassphrase({ who: { action: use }, fileName: 'Azure Storage', use: 'sas-token' });
  try {
    // The request is text; it lives as long as the call.
    const access = sasAccess(typed.toString('utf8'), use, waiting.now());
    return () => Promise.resolve(access);
  } finally {
    wipe(typed);
  }
}
