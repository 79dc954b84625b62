// The Azure CLI's own restore-blob, many inputs in one process: starting it for each would take longer than all the work.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '#build/root.ts';
import { referenceProgram } from './reference-tools.ts';

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

/** Ends each command as soon as its arguments are parsed and before anything of it runs. */
const parser = `
import contextlib, io, json, sys
from azure.cli.core import get_default_cli
from knack.events import EVENT_INVOKER_POST_PARSE_ARGS
class Parsed(BaseException):
    pass
def stop(*_, **__):
    raise Parsed
results = []
for args in json.load(sys.stdin):
    cli = get_default_cli()
    cli.register_event(EVENT_INVOKER_POST_PARSE_ARGS, stop)
    said = io.StringIO()
    with contextlib.redirect_stderr(said), contextlib.redirect_stdout(io.StringIO()):
        try:
            cli.invoke(args)
            results.append('ran')
        except Parsed:
            results.append('parsed')
        except SystemExit:
            results.append(said.getvalue())
print(json.dumps(results))
`;

/** Whether the Azure CLI is on this machine, as a command and as code; says loudly if not. */
export const hasAz = (): boolean =>
  referenceProgram('/bin/sh', '-c', 'command -v az') !== undefined &&
  referenceProgram(python, '-c', `import ${command}`) !== undefined;

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

const environment = (settingsFolder: string): NodeJS.ProcessEnv => ({
  ...process.env,
  AZURE_CONFIG_DIR: settingsFolder,
  AZURE_CORE_COLLECT_TELEMETRY: 'no',
  PYTHONWARNINGS: 'ignore',
});
const start = (settingsFolder: string, args: readonly string[]): string =>
  execFileSync('az', args, {
    env: environment(settingsFolder),
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
  });

/** The list of az's commands, which its first start makes in fifteen times the time of any later one: kept for all test files and runs. */
function settingsOfAz(): string {
  if (existsSync(settings)) return settings;
  mkdirSync(cache, { recursive: true });
  const made = mkdtempSync(`${settings}-`);
  start(made, ['keyvault', '--help']);
  try {
    renameSync(made, settings);
  } catch {
    // Another test file was first.
    rmSync(made, { recursive: true });
  }
  return settings;
}

/**
 * The command `az` itself, with its own settings and nobody signed in.
 * @returns what it wrote on standard output
 * @throws if its exit code is not 0
 */
export const runAz = (...args: readonly string[]): string => start(settingsOfAz(), args);

/** What az's own parser says of each command, without running it: "parsed", or why not. Neither a sign-in nor a network is needed. */
export function azParses(commands: readonly (readonly string[])[]): string[] {
  const output = execFileSync(python, ['-c', parser], {
    input: JSON.stringify(commands),
    env: environment(settingsOfAz()),
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  return JSON.parse(output.toString()) as string[];
}
