// What the commands of a healthy HSM share: the options that name it and its backups, without a plan, and a sign-in that asks nobody.
import { isPracticeAddress } from '#shared/schemas/cloud-suffixes.ts';
import { join } from 'node:path';
import type { Command } from 'commander';
import { type Fault, Refusal } from '#shared/faults/fault.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import { adviceFor } from '#shared/messages/advice.ts';
import { assertPlanOf, checkOfCard, withNewestFolder } from '#core/documents/standing-card.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { readAnyPlan } from '#core/plan/any-plan.ts';
import { type Access, openAccess } from '#services/recovery/access.ts';
import type { StorageAccess } from '#azure/backup-client.ts';
import { type HealthyContext, healthyContext, healthyHsm, accessTargetOf } from '#services/readiness/healthy-hsm.ts';
import { type BackupRecord, backupFileNames, maxBackupRecordBytes } from '#core/backup-record/backup-record.ts';
import { takeStandingBackup } from '#services/readiness/standing-backup.ts';
import { sasAccess } from '#services/recovery/sas.ts';
import { byIdentity } from '#services/recovery/step-context.ts';
import { onEmergencyCard } from '#platform/backup-records.ts';
import { assertSpace, readWholeFile, refuseExisting, writeNewFile } from '#platform/files.ts';
import { practiceTenantId } from '#simulator/practice-cloud.ts';
import { app, readPlanFile } from '../../ceremony-files.ts';
import { type CommandResult, progressOf } from '../../output.ts';
import { row, fingerprintLines } from '../../row.ts';
import { neededTogether, refuseUsage } from '../../usage.ts';
import { version } from '../../version.ts';
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
  readonly cardPlan?: string;
}

/** `lifeboat hsm backup --standing`: a backup for a schedule. */
export function standingBackup(options: StandingOptions, context: HsmContext): Promise<CommandResult> {
  const { '--records': folder } = neededTogether({ '--records': options.records });
  return withHealthyContext(options, context, async (healthy) => {
    const access = await healthyAccess(options, healthy);
    const began = new Date(context.waiting.now()).toISOString();
    const names = backupFileNames({ practice: healthy.plan.practice, hsm: healthy.plan.target.uri, began });
    const plan = options.cardPlan === undefined ? undefined : await cardPlan(options.cardPlan, healthy);
    const taken = [names.record, names.inventory, ...(plan ? [names.card] : [])];
    await refuseExisting(...taken.map((name) => join(folder, name)));
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
    const card = plan && (await cardWritten(plan, { owner: record, folder, name: names.card, context }));
    const written = [
      ...files.map(({ name, sha256 }) => ({ file: join(folder, name), sha256 })),
      ...(card?.written ?? []),
    ];
    const fault = card?.result.fault;
    return {
      end: fault ? 'attention' : 'done',
      result: { record, written, ...(card && { card: card.result }) },
      text: ({ commands: { hsm: texts, common }, advice }) => [
        `${record.practice ? common.practice : common.production}  ${record.hsm}`,
        texts.backedUp(`${record.container}/${record.folder}`),
        ...(record.seen === null ? [texts.notSeen] : [texts.seen(record.seen.files, record.seen.bytes)]),
        ...written.flatMap(({ file, sha256 }) => [
          row(texts.recordFile, visibleText(file)),
          ...fingerprintLines(texts.recordHash, sha256),
        ]),
        ...(fault ? [texts.cardFailed, adviceFor(advice, fault).happened] : []),
        ...(card?.result.check === undefined ? [] : [texts.cardWritten(card.result.check)]),
      ],
    };
  });
}

/** @throws PLAN_MISMATCH for a plan for the loss of another HSM, and the faults of the file */
async function cardPlan(file: string, { plan: { practice, target } }: HealthyContext): Promise<Buffer> {
  const { plan, bytes } = await readPlanFile(file);
  assertPlanOf({ practice, hsm: target.uri }, plan);
  return bytes;
}

interface CardOrder {
  /** Whose backup it is. The record is in the folder by now. */
  readonly owner: Pick<BackupRecord, 'practice' | 'hsm'>;
  readonly folder: string;
  readonly name: string;
  readonly context: HsmContext;
}

interface WrittenCard {
  readonly result:
    | { readonly check: string; readonly fault?: never }
    | { readonly check?: never; readonly fault: Fault };
  readonly written: readonly { readonly file: string; readonly sha256: string }[];
}

/** A backup that was taken isn't called refused because its card was: the answer says both. */
async function cardWritten(
  plan: Buffer,
  { owner, folder, name, context: { language, printer } }: CardOrder,
): Promise<WrittenCard> {
  const file = join(folder, name);
  try {
    const [{ makePaper }, { printStyle: css }] = await Promise.all([
      import('#core/paper/papers.ts'),
      import('#core/paper/print-style.ts'),
    ]);
    const style = { language, paper: 'a4', css, appVersion: version } as const;
    const { record, data } = await onEmergencyCard(folder, owner);
    const { html } = makePaper({ document: 'emergency-card', plan, record, data, drillLevels: [] }, style);
    const bytes = await printer().print(html);
    await writeNewFile(file, bytes);
    const check = checkOfCard(withNewestFolder(readAnyPlan(plan).plan, record));
    return { result: { check }, written: [{ file, sha256: sha256(bytes).toString('hex') }] };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { result: { fault: error.fault }, written: [] };
  }
}
