// The folder in which standing backups leave their records: the latest one of an HSM, by its name.
import { join } from 'node:path';
import { type BackupRecord, backupRecordNames, maxBackupRecordBytes } from '#core/backup-record/backup-record.ts';
import { folderNames, readWholeFile } from './files.ts';

/**
 * The bytes of the latest record of an HSM; nobody has checked them. Nothing else in the folder is opened.
 * @returns null where the folder holds none
 * @throws the file and medium faults
 */
export async function latestBackupRecord(
  folder: string,
  owner: Pick<BackupRecord, 'practice' | 'hsm'>,
): Promise<Buffer | null> {
  const name = backupRecordNames(await folderNames(folder), owner).at(-1);
  return name === undefined ? null : readWholeFile(join(folder, name), maxBackupRecordBytes);
}
