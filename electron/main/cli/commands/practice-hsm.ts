// `lifeboat practice-hsm`: a practice cloud on the loopback, for rehearsals and for testing other clients.
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { refuse } from '../../../../shared/faults/fault.ts';
import { practiceAdministrator, practiceTenantId, startPracticeCloud } from '../../practice/practice-cloud.ts';
import { answers, type CommandContext } from '../context.ts';
import type { CommandResult } from '../output.ts';

interface PracticeHsmOptions {
  readonly port: string;
  readonly state?: string;
  readonly name: string;
}

export function registerPracticeHsm(program: Command, context: CommandContext): void {
  answers(
    program
      .command('practice-hsm')
      .description(
        'Serve a practice HSM on this machine until it is interrupted. What it is given, it keeps in its folder.',
      )
      .option('--port <n>', 'a port of the loopback; any free one unless told', '0')
      .option('--state <folder>', 'where it keeps its state; a temporary folder unless told')
      .option('--name <name>', 'name of the HSM, made if it is not there', 'practice'),
    context,
    (options: PracticeHsmOptions) => serve(options, context),
  );
}

async function serve({ port, state, name }: PracticeHsmOptions, context: CommandContext): Promise<CommandResult> {
  if (!/^[0-9]{1,5}$/.test(port) || Number(port) > 65_535) {
    refuse({ code: 'USAGE', detail: '--port takes a port number' });
  }
  const directory = state ?? (await mkdtemp(join(tmpdir(), 'lifeboat-practice-')));
  const log = (line: string): void => {
    context.streams.error(`${line}\n`);
  };
  const cloud = await startPracticeCloud({ directory, port: Number(port), log });
  const existing = cloud.hsms().find((hsm) => hsm.name === name);
  const { hsmUri } = existing ?? (await cloud.createHsm(name, { managedIdentity: true }));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void cloud.close());
  return {
    result: {
      practice: true,
      url: cloud.url,
      hsmUri,
      caCertificate: cloud.caCertificateFile,
      tenant: practiceTenantId,
      administrator: practiceAdministrator,
      directory,
    },
    text: [
      'PRACTICE – NOT A REAL HSM',
      `Serving          ${cloud.url} (loopback only; stop with Ctrl+C)`,
      `HSM              ${hsmUri}`,
      `CA certificate   ${cloud.caCertificateFile}`,
      `Tenant           ${practiceTenantId}`,
      `Sign in as       client id ${practiceAdministrator}, any secret`,
      `State            ${directory}`,
    ],
  };
}
