// Step "restore point": a full backup of the new HSM, which the service wants before it accepts a restore.
import { refuse } from '../../../../shared/faults/fault.ts';
import type { BackupResult, StorageAccess } from '../backup-client.ts';
import { isRefusal } from '../policies.ts';
import type { FiledAnswer } from './answer-folder.ts';
import { openCall, runGuardedCall, type Settled } from './guarded-call.ts';
import { plannedContainer, type StepContext } from './step-context.ts';

/**
 * Backs the new HSM up into the plan's container, or goes on waiting for a backup that was begun.
 * @throws what `runGuardedCall` throws; what the service's own check before a backup says
 */
export async function backUp(context: StepContext, access: StorageAccess): Promise<Settled<BackupResult>> {
  const { hsm, container } = context;
  const containerUri = plannedContainer(context.plan);
  if (!openCall(context, 'backup')) await preBackup(context, containerUri, access);
  return runGuardedCall(context, {
    call: 'backup',
    subject: null,
    folder: null,
    send: (keep) => hsm.backups.beginBackup(containerUri, access, keep),
    jobOf,
    follow: (job) => (job === null ? undefined : hsm.backups.resumeBackup(job)),
    readBack: async ({ folderUri }) => {
      const folder = folderUri.slice(folderUri.lastIndexOf('/') + 1);
      const isThere = !container || (await container.folders()).some((each) => each.folder === folder);
      if (!isThere) {
        refuse({ code: 'STEP_STATE_UNEXPECTED', call: 'backup', expected: folder, found: 'no such folder' });
      }
    },
  });
}

/** The service's own check. Older builds do not know it, which is no reason to stop: the backup itself checks the same. */
export async function preBackup({ hsm, polling }: StepContext, uri: string, access: StorageAccess): Promise<boolean> {
  return knownCheck(async () => (await hsm.backups.beginPreBackup(uri, access)).pollUntilDone(polling));
}

/** @returns false if the service has no such check */
export async function knownCheck(check: () => Promise<unknown>): Promise<boolean> {
  try {
    await check();
    return true;
  } catch (error) {
    if (isRefusal(error) && error.fault.code === 'SERVICE_NOT_FOUND') return false;
    throw error;
  }
}

/** The job in an accepted answer's status address; the client has judged the address. */
export const jobOf = ({ statusAddress }: FiledAnswer): string | null =>
  /\/([0-9a-f]{32})\/pending/.exec(statusAddress ?? '')?.[1] ?? null;
