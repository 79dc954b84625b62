// A backup outside of a ceremony, for a schedule: nobody is asked, nothing is kept in a journal, and one record says what became of it.
import { join } from 'node:path';
import { refuse } from '#shared/faults/fault.ts';
import type { AppVersion } from '#shared/schemas/atoms.ts';
import {
  type BackupRecord,
  backupFileNames,
  encodeBackupRecord,
  partialInventoryName,
} from '#core/backup-record/backup-record.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { encodeInventory } from '#core/inventory/inventory-file.ts';
import type { StorageAccess } from '#azure/backup-client.ts';
import { isThere, preBackup, visibleFolders } from '../recovery/back-up.ts';
import { takeInventoryKeeping } from '../recovery/kept-keys.ts';
import { plannedContainer } from '../recovery/step-context.ts';
import { type HealthyContext, resourceAt } from './healthy-hsm.ts';

export interface StandingBackupOrder {
  readonly access: StorageAccess;
  /** Whether the inventory is taken right before the backup. */
  readonly withInventory: boolean;
  /** In which folder its files will be; what an interrupted inventory has read is kept there for the next run. */
  readonly folder: string;
  /** When it begins, ISO 8601 in UTC: names of its files are made from it, and the caller has looked whether they are free. */
  readonly began: string;
  readonly app: AppVersion;
}

/** A file that a backup leaves, to be written by the caller. */
export interface BackupFile {
  readonly name: string;
  readonly bytes: Buffer;
  /** SHA-256 of the record, hex. */
  readonly sha256: string;
}

export interface StandingBackup {
  readonly record: BackupRecord;
  /** The inventory first, where one was asked for; the record, which names its hash, last. */
  readonly files: readonly BackupFile[];
}

/**
 * Takes a backup into the container, and reads back that it is there. A repeated one makes another folder and does no harm, so a call whose
 * answer was lost is simply made again at the next time of the schedule.
 * @throws BACKUP_CONTAINER_MISSING and what the service's own check says, before anything is written; the SERVICE faults;
 *   BACKUP_NOT_IN_CONTAINER
 */
export async function takeStandingBackup(
  context: HealthyContext,
  { access, withInventory, folder: into, began, app }: StandingBackupOrder,
): Promise<StandingBackup> {
  const { hsm, container, plan, polling, waiting } = context;
  const uri = plannedContainer(plan);
  // A container that this machine cannot see may still be there for the HSM: then the service's own check decides.
  if ((await isThere(container)) === 'no') refuse({ code: 'BACKUP_CONTAINER_MISSING', uri });
  const checkedBefore = await preBackup(context, uri, access);
  const owner = { practice: plan.practice, hsm: plan.target.uri };
  const names = backupFileNames({ ...owner, began });
  const partial = join(into, partialInventoryName(owner));
  const options = { now: waiting.now(), publicHalves: true, resource: resourceAt(context) };
  const inventory = withInventory ? await takeInventoryKeeping(partial, hsm, options) : undefined;
  const inventoryFile = inventory && fileOf(names.inventory, encodeInventory(inventory));
  const job = await hsm.backups.beginBackup(uri, access);
  const { folderUri } = await job.pollUntilDone(polling);
  const folder = folderUri.slice(folderUri.lastIndexOf('/') + 1);
  const record: BackupRecord = {
    format: 'lifeboat-backup-record',
    v: 1,
    practice: plan.practice,
    hsm: plan.target.uri,
    container: uri,
    folder,
    jobId: job.jobId,
    access: access.kind,
    began,
    ended: new Date(waiting.now()).toISOString(),
    checkedBefore,
    seen: await seenIn(context, folder),
    inventory:
      inventory && inventoryFile
        ? {
            file: inventoryFile.name,
            sha256: inventoryFile.sha256,
            keys: inventory.keys.length,
            roles: inventory.roles.read ? inventory.roles.items.length : null,
          }
        : null,
    app,
  };
  const recordFile = fileOf(names.record, encodeBackupRecord(record));
  return { record, files: inventoryFile ? [inventoryFile, recordFile] : [recordFile] };
}

const fileOf = (name: string, bytes: Buffer): BackupFile => ({ name, bytes, sha256: sha256(bytes).toString('hex') });

/** What the container shows of the new folder; null where a firewall lets the HSM in and this machine not. */
async function seenIn({ container }: HealthyContext, folder: string): Promise<BackupRecord['seen']> {
  const folders = await visibleFolders(container);
  if (folders === undefined) return null;
  const found = folders.find((each) => each.folder === folder);
  if (!found || found.bytes === 0) return refuse({ code: 'BACKUP_NOT_IN_CONTAINER', folder });
  return { files: found.files, bytes: found.bytes };
}
