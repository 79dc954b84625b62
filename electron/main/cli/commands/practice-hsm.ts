// `lifeboat practice-hsm`: a practice cloud on the loopback, for rehearsals and for testing other clients.
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Command, Option } from 'commander';
import {
  practiceIdentityId,
  practiceResourceGroup,
  practiceSubscriptionId,
} from '#simulator/control-plane/azure-state.ts';
import { type FailureScenarioName, failureScenarios } from '#simulator/failure-scenarios.ts';
import {
  practiceAdministrator,
  type PracticeCloud,
  practiceTenantId,
  startPracticeCloud,
} from '#simulator/practice-cloud.ts';
import { answers, type CommandContext } from '../context.ts';
import type { CommandResult } from '../output.ts';
import { row } from '../row.ts';
import { refuseUsage } from '../usage.ts';

interface PracticeHsmOptions {
  readonly port: string;
  readonly state?: string;
  readonly name: string;
  /** False with --no-hsm. */
  readonly hsm: boolean;
  readonly failureScenario: readonly FailureScenarioName[];
}

export function registerPracticeHsm(program: Command, context: CommandContext): void {
  answers(
    program
      .command('practice-hsm')
      .description('Serve a practice HSM on this machine until it is interrupted. It keeps its state in its folder.')
      .option('--port <n>', 'a port of the loopback; any free one by default', '0')
      .option('--state <folder>', 'where it keeps its state; a temporary folder by default')
      .option('--name <name>', 'name of the HSM, made if it is not there', 'practice')
      .option('--no-hsm', 'make no HSM: clients create it through the practice control plane')
      .addOption(
        new Option(
          '--failure-scenario <names...>',
          'what is wrong with it: pre-flight checks should find it, a step survive it',
        )
          .choices(Object.keys(failureScenarios))
          .default([], 'none'),
      ),
    context,
    (options: PracticeHsmOptions) => serve(options, context),
  );
}

async function serve(options: PracticeHsmOptions, context: CommandContext): Promise<CommandResult> {
  const port = Number(options.port);
  if (!/^[0-9]{1,5}$/.test(options.port) || port > 65_535) {
    refuseUsage('number-range', '--port', '0–65535');
  }
  const directory = options.state ?? (await mkdtemp(join(tmpdir(), 'lifeboat-practice-')));
  const log = (line: string): void => context.streams.error(`${line}\n`);
  const cloud = await startPracticeCloud({ directory, port, log });
  let hsmUri: string | undefined;
  try {
    hsmUri = options.hsm ? await hsmUriOf(cloud, options.name) : undefined;
    for (const scenario of options.failureScenario) {
      await failureScenarios[scenario](cloud, { hsmName: options.name, containerUri: cloud.containerUri });
    }
  } catch (error) {
    await cloud.close();
    throw error;
  }
  const until = new Promise<void>((ended) => {
    const close = (): void => void cloud.close().then(ended);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, close);
  });
  return {
    until,
    result: {
      practice: true,
      url: cloud.url,
      ...(hsmUri === undefined ? {} : { hsmUri }),
      caCertificate: cloud.caCertificateFile,
      tenant: practiceTenantId,
      subscription: practiceSubscriptionId,
      resourceGroup: practiceResourceGroup,
      container: cloud.containerUri,
      identity: practiceIdentityId,
      administrator: practiceAdministrator,
      failureScenarios: options.failureScenario,
      directory,
    },
    text: ({ commands: { practiceHsm: texts } }) => [
      texts.practice,
      row(texts.serving, texts.loopback(cloud.url)),
      row(texts.hsm, hsmUri ?? texts.noneYet),
      row(texts.ca, cloud.caCertificateFile),
      row(texts.tenant, practiceTenantId),
      row(texts.subscription, practiceSubscriptionId),
      row(texts.resourceGroup, practiceResourceGroup),
      row(texts.container, cloud.containerUri),
      row(texts.identity, practiceIdentityId),
      row(texts.signInAs, texts.clientId(practiceAdministrator)),
      ...(options.failureScenario.length === 0
        ? []
        : [row(texts.failureScenarios, options.failureScenario.join(', '))]),
      row(texts.state, directory),
    ],
  };
}

async function hsmUriOf(cloud: PracticeCloud, name: string): Promise<string> {
  const existing = cloud.hsms().find((hsm) => hsm.name === name);
  return (existing ?? (await cloud.createHsm(name, { managedIdentity: true }))).hsmUri;
}
