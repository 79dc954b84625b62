// The folder in which standing backups leave their records, and maps of consumers are kept beside them: the latest of an HSM, by its name.
import { join } from 'node:path';
import { type BackupRecord, backupRecordNames, maxBackupRecordBytes } from '#core/backup-record/backup-record.ts';
import { maxConsumerMapBytes } from '#core/consumers/map-file.ts';
import { folderNames, readWholeFile } from './files.ts';

type Owner = Pick<BackupRecord, 'practice' | 'hsm'>;

/**
 * The bytes of the latest record of an HSM; nobody has checked them. Nothing else in the folder is opened.
 * @returns null where the folder holds none
 * @throws the file and medium faults
 */
export async function latestBackupRecord(folder: string, owner: Owner): Promise<Buffer | null> {
  const name = backupRecordNames(await folderNames(folder), owner).at(-1);
  return name === undefined ? null : readWholeFile(join(folder, name), maxBackupRecordBytes);
}

/**
 * The same of the maps of consumers that are kept beside them.
 * @returns undefined where the folder holds none
 * @throws the file and medium faults
 */
export async function latestConsumerMap(folder: string, owner: Owner): Promise<Buffer | undefined> {
  const name = backupRecordNames(await folderNames(folder), owner, 'consumers').at(-1);
  return name === undefined ? undefined : readWholeFile(join(folder, name), maxConsumerMapBytes);
}

/** What an emergency card has besides the plan that is kept ready: the latest backup, and who uses the keys. @throws the file and medium faults */
export const onEmergencyCard = async (
  folder: string,
  owner: Owner,
): Promise<{ readonly record: Buffer | null; readonly data: Buffer | undefined }> => ({
  record: await latestBackupRecord(folder, owner),
  data: await latestConsumerMap(folder, owner),
});
