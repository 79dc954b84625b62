// What the commands of the online part share: plan, journal and folder of answers, the way to Azure or to a practice cloud.
import { type Command, Option } from 'commander';
import type { Plan } from '../../../shared/plan/plan.ts';
import { type Access, type Entrance, openAccess } from '../online/access.ts';
import type { StorageAccess } from '../online/backup-client.ts';
import type { Waiting } from '../online/polling.ts';
import type { SignInMethod } from '../online/sign-in.ts';
import { AnswerFolder } from '../online/steps/answer-folder.ts';
import { openCall } from '../online/steps/guarded-call.ts';
import { delegatedAccess, sasAccess } from '../online/steps/sas.ts';
import { holdMinuteMs } from '../online/steps/hold.ts';
import { byIdentity, type Confirmation, type StepContext } from '../online/steps/step-context.ts';
import { StepJournal } from '../online/steps/step-journal.ts';
import { readWholeFile } from '../ports/files.ts';
import { practiceAdministrator } from '../practice/practice-cloud.ts';
import { loadPlan, type PlanOptions } from './ceremony-files.ts';
import type { CommandContext } from './context.ts';
import { loadCatalogue } from '../../../shared/messages/load-catalogue.ts';
import { type Progress, progressOf } from './output.ts';
import { needed, refuseUsage } from './usage.ts';

/** What the commands of the online part are given beside the usual: how time passes. */
export interface HsmContext extends CommandContext {
  readonly waiting: Waiting;
}

export interface AccessOptions extends PlanOptions {
  readonly practice?: string;
  readonly ca?: string;
  readonly signIn: SignInMethod['kind'];
  readonly clientId?: string;
  readonly clientSecretFile?: string;
  readonly clientCertificate?: string;
}

export interface StepOptions extends AccessOptions {
  readonly journal: string;
  readonly answers: string;
}

export interface ConfirmOptions {
  readonly confirmedBy: string[];
  readonly typedName: string;
  readonly typedFolder?: string;
}

/** Options of every command that reaches Azure. */
export const withAccess = (command: Command): Command =>
  command
    .requiredOption('--plan <file>', 'the approved plan')
    .requiredOption('--plan-sha256 <hex>', 'its hash, typed from paper')
    .addOption(
      new Option('--sign-in <method>', 'how you sign in')
        .choices(['device-code', 'azure-cli', 'browser', 'secret', 'certificate'])
        .default('device-code'),
    )
    .option('--client-id <guid>', 'secret, certificate: the program that signs in')
    .option('--client-secret-file <file>', 'secret: a file that holds it')
    .option('--client-certificate <file>', 'certificate: PEM with its key')
    .option('--practice <url>', 'the practice cloud, https://localhost:PORT, for a practice plan')
    .option('--ca <file>', 'CA certificate of the practice cloud');

/** Options of every command that takes a step. */
export const withStep = (command: Command): Command =>
  withAccess(command)
    .requiredOption('--journal <file>', 'journal of this machine')
    .requiredOption('--answers <folder>', 'where the answers of the service are kept');

/** Options of what two people confirm. */
export const withConfirmation = (command: Command): Command =>
  command
    .requiredOption('--confirmed-by <names...>', 'the two people who confirm')
    .requiredOption('--typed-name <name>', 'name of the target HSM, typed from paper');

export const confirmationOf = ({ confirmedBy, typedName, typedFolder }: ConfirmOptions): Confirmation => ({
  by: confirmedBy,
  typedName,
  ...(typedFolder === undefined ? {} : { typedFolder }),
});

/** Opens what a step needs, does something with it, and lets it all go. */
export async function withStepContext<T>(
  options: StepOptions,
  context: HsmContext,
  work: (step: StepContext, access: Access) => Promise<T>,
): Promise<T> {
  return withPlanAccess(options, context, async ({ plan, planSha256 }, access) => {
    const say = await progressOf(context);
    const journal = await StepJournal.open(options.journal, context.waiting.now);
    try {
      const { hsm, controlPlane, container, chainOf } = access;
      const step: StepContext = {
        plan,
        planSha256,
        hsm,
        controlPlane,
        container,
        journal,
        answers: new AnswerFolder(options.answers, context.waiting.now),
        waiting: context.waiting,
        polling: progressTo(say),
        chainOf,
        holdMinuteMs: holdMinuteMs(plan),
      };
      return await work(step, access);
    } finally {
      await journal.close();
    }
  });
}

/** Opens the way to what a plan names. */
export async function withPlanAccess<T>(
  options: AccessOptions,
  context: HsmContext,
  work: (approved: { readonly plan: Plan; readonly planSha256: string }, access: Access) => Promise<T>,
): Promise<T> {
  const approved = await loadPlan(options);
  const entrance = await entranceOf(options, approved.plan, context);
  const access = openAccess(approved.plan, entrance, context.waiting);
  try {
    return await work(approved, access);
  } finally {
    access.close();
  }
}

const progressTo = (say: Progress): NonNullable<StepContext['polling']> => ({
  onProgress: ({ operation, queries, lastContact, trouble }) => {
    say(({ hsm: texts }) => {
      const contact = lastContact === undefined ? texts.noContact : new Date(lastContact).toISOString();
      const why = trouble === undefined ? '' : texts.notAnswered(trouble.code);
      return `${texts.question(operation, queries, contact)}${why}`;
    });
  },
});

async function entranceOf(options: AccessOptions, plan: Plan, context: CommandContext): Promise<Entrance> {
  if (plan.practice !== (options.practice !== undefined)) {
    refuseUsage('practice-plan-only', '--practice');
  }
  return options.practice === undefined
    ? { kind: 'azure', signIn: await methodOf(options, context) }
    : { kind: 'practice', place: await placeOf(options.practice, options) };
}

async function placeOf(url: string, { ca, clientId }: AccessOptions) {
  const port = /^https:\/\/localhost:([0-9]{1,5})\/?$/.exec(url)?.[1];
  if (port === undefined || ca === undefined) {
    return refuseUsage('address-of-practice', '--practice', 'https://localhost:PORT --ca FILE');
  }
  const caCertificatePem = Buffer.from(await readWholeFile(ca, 64 * 1024)).toString('utf8');
  return { port: Number(port), caCertificatePem, principalId: clientId ?? practiceAdministrator };
}

async function methodOf(options: AccessOptions, { streams, language }: CommandContext): Promise<SignInMethod> {
  const { signIn: kind, clientId, clientSecretFile, clientCertificate } = options;
  switch (kind) {
    case 'device-code': {
      const { hsm: texts } = (await loadCatalogue(language)).commands;
      return {
        kind,
        show: ({ userCode, address }) => {
          streams.error(`${texts.signIn(address, userCode)}\n`);
        },
      };
    }
    case 'azure-cli':
    case 'browser':
      return { kind };
    case 'secret': {
      const secret = (await readWholeFile(needed(clientSecretFile, '--client-secret-file'), 4096))
        .toString('utf8')
        .trim();
      return { kind, clientId: needed(clientId, '--client-id'), secret };
    }
    case 'certificate':
      return {
        kind,
        clientId: needed(clientId, '--client-id'),
        certificatePath: needed(clientCertificate, '--client-certificate'),
      };
  }
}

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
  step: StepContext,
): Promise<StorageAccess> {
  if (sasFromAccount && !openCall(step, use)) return delegatedAccess(step, use);
  if (sasFile === undefined) return byIdentity;
  return sasAccess((await readWholeFile(sasFile, 4096)).toString('utf8'), use, step.waiting.now());
}
