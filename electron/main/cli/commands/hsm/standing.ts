// What the commands of a healthy HSM share: the options that name it and its backups, without a plan, and a sign-in that asks nobody.
import { isPracticeAddress } from '#shared/schemas/cloud-suffixes.ts';
import { join } from 'node:path';
import type { Command } from 'commander';
import { visibleText } from '#shared/formatting/visible-text.ts';
import { type Access, openAccess } from '#services/recovery/access.ts';
import type { StorageAccess } from '#azure/backup-client.ts';
import { type HealthyContext, healthyContext, healthyHsm, accessTargetOf } from '#services/readiness/healthy-hsm.ts';
import { backupFileNames, maxBackupRecordBytes } from '#core/backup-record/backup-record.ts';
import { takeStandingBackup } from '#services/readiness/standing-backup.ts';
import { sasAccess } from '#services/recovery/sas.ts';
import { byIdentity } from '#services/recovery/step-context.ts';
import { assertSpace, readWholeFile, refuseExisting, writeNewFile } from '#platform/files.ts';
import { practiceTenantId } from '#simulator/practice-cloud.ts';
import { app } from '../../ceremony-files.ts';
import { type CommandResult, progressOf } from '../../output.ts';
import { row, fingerprintLines } from '../../row.ts';
import { neededTogether, refuseUsage } from '../../usage.ts';
import { credentialsOf, signInMethods, type SignInOptions } from './credentials.ts';
import { type HsmContext, progressTo, sayingWhy } from './step-options.ts';

/** What names a healthy HSM on the command line. */
export interface HealthyOptions extends SignInOptions {
  readonly hsm?: string;
  readonly tenant?: string;
  readonly containerUri?: string;
  readonly subscription?: string;
  readonly resourceGroup?: string;
  readonly identityId?: string;
  readonly sasFile?: string;
}

/** The options of every command that looks at a healthy HSM; none is marked as required, because `hsm backup` has two forms. */
export const withHealthyHsm = (command: Command): Command =>
  command
    .option('--hsm <uri>', 'address of the HSM')
    .option('--tenant <guid>', 'the directory in which you sign in')
    .option('--container-uri <uri>', 'container of the backups, https://ACCOUNT.blob.core.windows.net/CONTAINER')
    .option('--subscription <guid>', 'subscription of the HSM, for what the control plane knows')
    .option('--resource-group <name>', 'its resource group')
    .option('--identity-id <id>', 'resource id of the identity by which the HSM reaches the container');

/** Ways of signing in that wait for a person. */
const asking: readonly SignInOptions['signIn'][] = ['device-code', 'browser'];
const unattended = signInMethods.filter((each) => !asking.includes(each)).join(', ');

/**
 * Opens the way to a healthy HSM, does something with it, and lets it go.
 * @throws USAGE where something is missing or a sign-in would ask somebody; HSM_DETAILS_INVALID; the HSM_ and SERVICE faults
 */
export async function withHealthyContext<T>(
  options: HealthyOptions,
  context: HsmContext,
  work: (healthy: HealthyContext, access: Access) => Promise<T>,
): Promise<T> {
  const { '--hsm': address, '--container-uri': container } = neededTogether({
    '--hsm': options.hsm,
    '--container-uri': options.containerUri,
  });
  const practice = isPracticeAddress(address);
  const plan = healthyHsm({
    address,
    tenant: options.tenant ?? (practice ? practiceTenantId : null),
    container,
    place: placeOf(options),
    identity: options.identityId ?? null,
  });
  if (!practice && asking.includes(options.signIn)) refuseUsage('no-prompts', '--sign-in', unattended);
  const say = await progressOf(context);
  const waiting = sayingWhy(context.waiting, say);
  const access = openAccess(accessTargetOf(plan), await credentialsOf(options, plan, context), waiting);
  try {
    const polling = progressTo(say);
    return await work(healthyContext(plan, access, context.waiting, polling), access);
  } finally {
    access.close();
  }
}

function placeOf({ subscription, resourceGroup }: HealthyOptions) {
  if (subscription === undefined && resourceGroup === undefined) return null;
  return subscription === undefined || resourceGroup === undefined
    ? refuseUsage('together', '--subscription, --resource-group')
    : { subscription, resourceGroup };
}

/** How the HSM reaches the container: by its identity, or by a token from a file. @throws SAS_UNFIT, the file faults */
export async function healthyAccess(
  { sasFile }: HealthyOptions,
  { waiting }: Pick<HealthyContext, 'waiting'>,
): Promise<StorageAccess> {
  if (sasFile === undefined) return byIdentity;
  return sasAccess((await readWholeFile(sasFile, 4096)).toString('utf8'), 'backup', waiting.now());
}

export interface StandingOptions extends HealthyOptions {
  readonly records?: string;
  readonly withInventory?: boolean;
}

/** `lifeboat hsm backup --standing`: a backup for a schedule. */
export function standingBackup(options: StandingOptions, context: HsmContext): Promise<CommandResult> {
  const { '--records': folder } = neededTogether({ '--records': options.records });
  return withHealthyContext(options, context, async (healthy) => {
    const access = await healthyAccess(options, healthy);
    const began = new Date(context.waiting.now()).toISOString();
    const names = backupFileNames({ practice: healthy.plan.practice, hsm: healthy.plan.target.uri, began });
    await refuseExisting(join(folder, names.record), join(folder, names.inventory));
    // An inventory of ten thousand keys is a few megabytes; the record itself is small.
    await assertSpace(folder, options.withInventory === true ? 8 << 20 : maxBackupRecordBytes);
    const { record, files } = await takeStandingBackup(healthy, {
      access,
      withInventory: options.withInventory ?? false,
      folder,
      began,
      app,
    });
    for (const { name, bytes } of files) await writeNewFile(join(folder, name), bytes);
    const written = files.map(({ name, sha256 }) => ({ file: join(folder, name), sha256 }));
    return {
      result: { record, written },
      text: ({ commands: { hsm: texts, common } }) => [
        `${record.practice ? common.practice : common.production}  ${record.hsm}`,
        texts.backedUp(`${record.container}/${record.folder}`),
        ...(record.seen === null ? [texts.notSeen] : [texts.seen(record.seen.files, record.seen.bytes)]),
        ...written.flatMap(({ file, sha256 }) => [
          row(texts.recordFile, visibleText(file)),
          ...fingerprintLines(texts.recordHash, sha256),
        ]),
      ],
    };
  });
}
