// The command line: the same services as the apps, for scripts, rescue shells and tests.
import { dirname, join } from 'node:path';
import { Command, CommanderError } from 'commander';
import { Refusal } from '../../../shared/faults/fault.ts';
import { childProcessHost } from '../ports/child-process-host.ts';
import { commandGroups } from './command-groups.ts';
import type { CommandContext } from './context.ts';
import { exitCodes, printError, processStreams } from './output.ts';
import { version } from './version.ts';

async function createProgram(context: CommandContext, args: readonly string[]): Promise<Command> {
  const program = new Command('lifeboat')
    .description('Recovers an Azure Managed HSM after a disaster.')
    .version(version)
    .exitOverride()
    .configureOutput({ writeErr: () => undefined })
    .showSuggestionAfterError(false);
  const wanted = commandGroups.filter(({ name }) => name === args[0]);
  // Help lists all groups; a command needs only its own.
  for (const { load } of wanted.length > 0 ? wanted : commandGroups) (await load())(program, context);
  // Commands inherit neither of these when they are made before their parent's settings.
  const inherit = (command: Command): void => {
    command.exitOverride().configureOutput({ writeErr: () => undefined });
    command.commands.forEach(inherit);
  };
  program.commands.forEach(inherit);
  return program;
}

async function main(args: readonly string[]): Promise<void> {
  const streams = processStreams();
  const context: CommandContext = {
    host: childProcessHost(join(dirname(process.argv[1] ?? ''), '..', 'custody')),
    streams,
    terminal: process.stdin.isTTY && process.stderr.isTTY,
    exit: (code) => {
      process.exitCode = code;
    },
  };
  try {
    const program = await createProgram(context, args);
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    // Help and version end the same way as a wrong option; only the latter is a fault.
    if (error instanceof CommanderError && error.exitCode === 0) return;
    const detail = error instanceof CommanderError ? usageDetail(error) : undefined;
    const fault = detail === undefined ? error : new Refusal({ code: 'USAGE', detail });
    process.exitCode = await printError(streams, args.includes('--json'), fault);
    if (detail !== undefined) process.exitCode = exitCodes.usage;
  }
}

function usageDetail({ code, message }: CommanderError): string {
  // Without a command, the library shows the help and gives a message that is not for people.
  return code === 'commander.help' ? 'a command is missing' : message.replace(/^error: /, '');
}

// The bundle is CommonJS, which has no top-level await; main catches all that it can meet.
void main(process.argv.slice(2));
