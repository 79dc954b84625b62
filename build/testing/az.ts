// The Azure CLI's own restore-blob, many inputs in one process: starting it for each would take longer than all the work.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../root.ts';
import { outsideProgram } from './outside.ts';

export interface AzJob {
  readonly sdFile: string;
  readonly exchangeKey: string;
  readonly wrappingKeys: readonly string[];
  readonly passwords?: readonly string[];
  readonly out: string;
}

const python = '/usr/bin/python3';
const command = 'azure.cli.command_modules.keyvault.custom';
const script = `
import json, sys
from ${command} import security_domain_restore_blob
results = []
for job in json.load(sys.stdin):
    try:
        security_domain_restore_blob(job['sdFile'], job['exchangeKey'], job['wrappingKeys'], job['out'], job.get('passwords'))
        results.append('written')
    except Exception as error:
        results.append(type(error).__name__ + ': ' + str(error))
print(json.dumps(results))
`;

/** Whether the Azure CLI is on this machine, as a command and as code; says loudly if not. */
export const hasAz = (): boolean =>
  outsideProgram('/bin/sh', '-c', 'command -v az') !== undefined &&
  outsideProgram(python, '-c', `import ${command}`) !== undefined;

/** What the function behind `az keyvault security-domain restore-blob` did with each job: "written", or its error. */
export function azRestoreBlobs(jobs: readonly AzJob[], configFolder: string): string[] {
  const output = execFileSync(python, ['-W', 'ignore', '-c', script], {
    input: JSON.stringify(jobs),
    env: { ...process.env, AZURE_CONFIG_DIR: configFolder },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  return JSON.parse(output.toString()) as string[];
}

const cache = join(root, 'node_modules', '.cache');
const settings = join(cache, 'lifeboat-azure-cli');

const start = (settingsFolder: string, args: readonly string[]): string =>
  execFileSync('az', args, {
    env: {
      ...process.env,
      AZURE_CONFIG_DIR: settingsFolder,
      AZURE_CORE_COLLECT_TELEMETRY: 'no',
      PYTHONWARNINGS: 'ignore',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
  });

/**
 * The command `az` itself, with settings of its own and nobody signed in. Its first start lists all of its commands, which takes fifteen
 * times as long as any later one: the list is kept for all test files and runs.
 * @returns what it wrote on standard output
 * @throws if its exit code is not 0
 */
export function runAz(...args: readonly string[]): string {
  if (!existsSync(settings)) {
    mkdirSync(cache, { recursive: true });
    const made = mkdtempSync(`${settings}-`);
    start(made, ['keyvault', '--help']);
    try {
      renameSync(made, settings);
    } catch {
      // Another test file was first.
      rmSync(made, { recursive: true });
    }
  }
  return start(settings, args);
}
