// How a command reaches Azure or a practice cloud: the options of every command that does, and what follows from them.
import { type Command, Option } from 'commander';
import { loadCatalogue } from '#shared/messages/load-catalogue.ts';
import type { Plan } from '#shared/plan/plan.ts';
import type { Credentials } from '#services/recovery/access.ts';
import type { NetworkChoice } from '#azure/network-path.ts';
import type { SignInMethod } from '#azure/sign-in.ts';
import { readWholeFile } from '#platform/files.ts';
import { practiceAdministrator } from '#simulator/practice-cloud.ts';
import type { CommandContext } from '../../context.ts';
import { type PlanOptions, withPlan } from '../../printed-values.ts';
import { needed, refuseUsage } from '../../usage.ts';

/** How people sign in, and over which network. */
export interface SignInOptions {
  readonly practice?: string;
  readonly ca?: string;
  readonly signIn: SignInMethod['kind'];
  readonly clientId?: string;
  readonly clientSecretFile?: string;
  readonly clientCertificate?: string;
  readonly tokenFile?: string;
  readonly proxy?: string;
  readonly caFile?: string[];
}

export type AccessOptions = SignInOptions & PlanOptions;

/** Options of every command that reaches what a plan names. */
export const withAccess = (command: Command): Command => withSignIn(withPlan(command));

export const signInMethods = [
  'device-code',
  'azure-cli',
  'browser',
  'secret',
  'certificate',
  'managed-identity',
  'workload-identity',
] as const satisfies readonly SignInMethod['kind'][];

/** Options of every command that reaches Azure. */
export const withSignIn = (command: Command): Command =>
  command
    .addOption(new Option('--sign-in <method>', 'how you sign in').choices(signInMethods).default('device-code'))
    .option('--client-id <guid>', 'the program that signs in; for managed-identity a user-assigned identity')
    .option('--client-secret-file <file>', 'secret: a file that holds it')
    .option('--client-certificate <file>', 'certificate: PEM with its key')
    .option('--token-file <file>', 'workload-identity: the token that its issuer keeps there')
    .option('--proxy <url>', 'the proxy on the way to Azure, http://HOST:PORT; TLS runs through it')
    .option('--ca-file <files...>', 'root certificates that are trusted beside those of the system')
    .option('--practice <url>', 'the practice cloud, https://localhost:PORT, for practice')
    .option('--ca <file>', 'CA certificate of the practice cloud');

/** What the options say, and what has to be read for it. */
export async function credentialsOf(
  options: SignInOptions,
  plan: Pick<Plan, 'practice'>,
  context: CommandContext,
): Promise<Credentials> {
  if (plan.practice && options.practice === undefined) {
    refuseUsage('practice-needed', '--practice https://localhost:PORT --ca FILE');
  }
  if (!plan.practice && options.practice !== undefined) refuseUsage('practice-plan-only', '--practice');
  return options.practice === undefined
    ? { kind: 'azure', signIn: await methodOf(options, context), network: await networkOf(options) }
    : { kind: 'practice', place: await placeOf(options.practice, options) };
}

/** What the options say goes before what the plan says. */
async function networkOf({ proxy, caFile }: SignInOptions): Promise<NetworkChoice> {
  const read = async (name: string) => ({ name, certificate: await readWholeFile(name, 64 * 1024) });
  return {
    ...(proxy === undefined ? {} : { proxy }),
    ...(caFile === undefined ? {} : { roots: await Promise.all(caFile.map(read)) }),
  };
}

async function placeOf(url: string, { ca, clientId }: SignInOptions) {
  const port = /^https:\/\/localhost:([0-9]{1,5})\/?$/.exec(url)?.[1];
  if (port === undefined || ca === undefined) {
    return refuseUsage('address-of-practice', '--practice', 'https://localhost:PORT --ca FILE');
  }
  const caCertificatePem = Buffer.from(await readWholeFile(ca, 64 * 1024)).toString('utf8');
  return { port: Number(port), caCertificatePem, principalId: clientId ?? practiceAdministrator };
}

async function methodOf(options: SignInOptions, { streams, language }: CommandContext): Promise<SignInMethod> {
  const { signIn: kind, clientId, clientSecretFile, clientCertificate, tokenFile } = options;
  switch (kind) {
    case 'device-code': {
      const { hsm: texts } = (await loadCatalogue(language)).commands;
      return {
        kind,
        show: ({ userCode, address }) => streams.error(`${texts.signIn(address, userCode)}\n`),
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
    case 'managed-identity':
      return { kind, clientId };
    case 'workload-identity': {
      const file = needed(tokenFile, '--token-file');
      // A file that is not there is named now, and not after a call that failed.
      await readWholeFile(file, 64 * 1024);
      return { kind, clientId: needed(clientId, '--client-id'), tokenFile: file };
    }
  }
}
