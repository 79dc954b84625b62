// Step "restore point": a full backup of the new HSM, which the service wants before it accepts a restore.
import { isFaultOf, Refusal, refuse } from '#shared/faults/fault.ts';
import { lacksCanary } from '#core/journal/order/canary.ts';
import { parseStrictJson } from '#core/encoding/json.ts';
import { type BackupResult, type Job, jobIdIn, type StorageAccess } from '#azure/backup-client.ts';
import { maxAnswerBytes } from '#azure/policies.ts';
import { isVersionRefusal } from '#azure/versions.ts';
import { type BackupContainer, type BackupFolder, ifSeen } from '#azure/backup-container.ts';
import type { FiledAnswer } from './answer-folder.ts';
import { openCall, runGuardedCall, type Settled } from './guarded-call.ts';
import { untilTakenOn } from './not-taken-on.ts';
import { assertException, type CallContext, plannedContainer } from './step-context.ts';

export interface BackUpOrder {
  /** Whether people want the container to be made if it is missing. */
  readonly createContainer?: boolean;
  /** The number of the exception by which two people leave the test key of a new HSM out of its first backup. */
  readonly canaryException?: number;
}

/**
 * Backs the new HSM up into the plan's container, or goes on waiting for a backup that was begun.
 * @throws CANARY_MISSING and EXCEPTION_UNFIT for the first backup of a new HSM; BACKUP_FOLDER_NOT_FOUND in an emergency; STEP_PREFLIGHT if the container is missing; what `runGuardedCall` throws; what the service's own check before a backup says
 */
export async function backUp(
  context: CallContext,
  access: StorageAccess,
  order: BackUpOrder = {},
): Promise<Settled<BackupResult>> {
  const { hsm, container } = context;
  const containerUri = plannedContainer(context.plan);
  if (!openCall(context, 'backup')) {
    await needCanary(context, order.canaryException);
    await needContainer(context, containerUri, order.createContainer ?? false);
    await needTypedFolder(context);
    await preBackup(context, containerUri, access);
  }
  return runGuardedCall(context, {
    call: 'backup',
    subject: null,
    folder: null,
    send: (keep) => hsm.backups.beginBackup(containerUri, access, keep),
    jobOf,
    follow: (job) => (job === null ? undefined : hsm.backups.resumeBackup(job)),
    readBack: async ({ folderUri }) => {
      const folder = folderUri.slice(folderUri.lastIndexOf('/') + 1);
      const folders = container && (await visibleFolders(container));
      if (folders === undefined) {
        const text = `The container shows itself only to the HSM, which says that it wrote ${folder}`;
        await context.journal.append({ kind: 'note', by: 'Lifeboat', text });
      } else if (!folders.some((each) => each.folder === folder)) {
        refuse({ code: 'STEP_STATE_UNEXPECTED', call: 'backup', expected: folder, found: 'no such folder' });
      }
    },
  });
}

/** REQ-23: only what is in the backup can prove after a restore that its keys work. */
async function needCanary(context: CallContext, exception: number | undefined): Promise<void> {
  const { journal } = context;
  if (!lacksCanary(journal.state)) return;
  if (exception === undefined) return refuse({ code: 'CANARY_MISSING' });
  assertException(context, exception, 'no-canary');
  await journal.append({ kind: 'canary-left-out', exception });
}

/** A container that this machine cannot see may still be there for the HSM: then the service's own check decides. */
async function needContainer({ container, journal }: CallContext, uri: string, create: boolean): Promise<void> {
  if (!container || (await isThere(container)) !== 'no') return;
  if (!create) {
    const found = { kind: 'container-missing', uri, then: 'to-make' } as const;
    refuse({ code: 'STEP_PREFLIGHT', checks: [{ id: 'container', outcome: 'stop', found }] });
  }
  await container.create();
  await journal.append({ kind: 'note', by: 'Lifeboat', text: `Container made: ${uri}` });
}

/** How many folders are named where the typed one is not there. */
const mostNamed = 5;

/**
 * Without a plan the folder of the old backup was only typed. A slip is noticed here, and not after the restore point and its hold.
 * @throws BACKUP_FOLDER_NOT_FOUND
 */
async function needTypedFolder({ plan, container }: CallContext): Promise<void> {
  const folder = plan.backup?.folder ?? null;
  if (plan.people !== null || folder === null || !container) return;
  const folders = await visibleFolders(container);
  if (folders === undefined || folders.some((each) => each.folder === folder)) return;
  const found = folders.map((each) => each.folder).slice(-mostNamed);
  refuse({ code: 'BACKUP_FOLDER_NOT_FOUND', folder, found });
}

/** Whether the container is there; `unknown` where it isn't seen from here. */
export async function isThere(container: BackupContainer): Promise<'yes' | 'no' | 'unknown'> {
  const exists = await ifSeen(() => container.exists());
  return exists === undefined ? 'unknown' : exists ? 'yes' : 'no';
}

/** The backups in the container; undefined where it isn't seen from here. */
export const visibleFolders = (container: BackupContainer): Promise<readonly BackupFolder[] | undefined> =>
  ifSeen(() => container.folders());

/** What the service's own checks work with: they need no journal. */
type ServiceContext = Pick<CallContext, 'hsm' | 'polling' | 'waiting'>;

/** The service's own check. Older builds do not know it, which is no reason to stop: the backup itself checks the same. */
export function preBackup(context: ServiceContext, uri: string, access: StorageAccess): Promise<boolean> {
  return serviceCheck(context, () => context.hsm.backups.beginPreBackup(uri, access));
}

/**
 * Makes one of the service's own checks, which change nothing, and waits a while for another operation to end.
 * @returns false if the service has no such check
 * @throws SERVICE_CONFLICT if the other operation does not end; what the check says
 */
export async function serviceCheck(context: ServiceContext, begin: () => Promise<Job<true>>): Promise<boolean> {
  try {
    return await (await untilTakenOn(context, begin)).pollUntilDone(context.polling);
  } catch (error) {
    if (isFaultOf(error, 'SERVICE_NOT_FOUND')) return false;
    if (error instanceof Refusal && isVersionRefusal(error.fault)) return false;
    throw error;
  }
}

/** The job in the body of an accepted answer, or else in its status address; the client has checked both. */
export const jobOf = ({ body, statusAddress }: FiledAnswer): string | null =>
  jobIdOf(body) ?? /\/([0-9a-f]{32})\/pending/.exec(statusAddress ?? '')?.[1] ?? null;

function jobIdOf(body: Buffer): string | undefined {
  try {
    return jobIdIn(parseStrictJson(body, { maxBytes: maxAnswerBytes }));
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}
