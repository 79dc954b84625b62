// How the HSM reaches the container of its backups: by its identity, or the marked legacy ways.
import { type Command, Option } from 'commander';
import type { StorageAccess } from '#azure/backup-client.ts';
import { openCall } from '#services/recovery/guarded-call.ts';
import { delegatedAccess, sasAccess } from '#services/recovery/sas.ts';
import { byIdentity, type CallContext } from '#services/recovery/step-context.ts';
import { readWholeFile } from '#platform/files.ts';

/** How the HSM reaches the container, where it is not by its identity. */
export interface StorageOptions {
  readonly sasFile?: string;
  readonly sasFromAccount?: boolean;
}

/** Options of the steps that read or write backups. */
export const withStorageAccess = (command: Command): Command =>
  command
    .addOption(
      new Option('--sas-from-account', 'LEGACY: a SAS token made by the signed-in account, not the identity').conflicts(
        'sasFile',
      ),
    )
    .option('--sas-file <file>', 'LEGACY: a pasted SAS token (crdw for a backup, rl for a restore), not the identity');

/** The identity unless a SAS token is asked for, the marked legacy way. A call that is open needs none: it is only waited for. */
export async function storageAccess(
  { sasFile, sasFromAccount = false }: StorageOptions,
  use: 'backup' | 'restore',
  step: CallContext,
): Promise<StorageAccess> {
  if (sasFromAccount && !openCall(step, use)) return delegatedAccess(step, use);
  if (sasFile === undefined) return byIdentity;
  return sasAccess((await readWholeFile(sasFile, 4096)).toString('utf8'), use, step.waiting.now());
}
