// Runs one command: the same for the command line of its own and for the packaged programs, which have fewer groups.
import { Command, CommanderError, Option } from 'commander';
import { Refusal } from '../../../shared/faults/fault.ts';
import { languages } from '../../../shared/messages/languages.ts';
import type { CommandContext } from './context.ts';
import { sayHelpIn } from './help-language.ts';
import { exitCodes, printError } from './output.ts';
import { version } from './version.ts';

/** A group of commands, loaded when one of them is called: the command line starts fast, whatever else it can do. */
export interface CommandGroup {
  /** The first word of its commands. */
  readonly name: string;
  readonly load: () => Promise<(program: Command, context: CommandContext) => void>;
}

/** Which commands a program has. */
export interface CommandSet {
  readonly groups: readonly CommandGroup[];
  /** Commands that another program has, and its name: whoever asks for one is told. */
  readonly elsewhere: Readonly<Record<string, string>>;
}

async function createProgram(
  { groups }: CommandSet,
  context: CommandContext,
  args: readonly string[],
): Promise<Command> {
  const program = new Command('lifeboat')
    .description('Recovers an Azure Managed HSM after a disaster.')
    .version(version)
    .addOption(
      new Option('--language <language>', 'language of what people read; JSON and exit codes stay the same').choices(
        languages,
      ),
    )
    .exitOverride()
    .configureOutput({ writeOut: context.streams.out, writeErr: () => undefined })
    .showSuggestionAfterError(false);
  const wanted = groups.filter(({ name }) => name === args[0]);
  // Help lists all groups; a command needs only its own.
  for (const { load } of wanted.length > 0 ? wanted : groups) (await load())(program, context);
  // Commands inherit neither of these when they are made before their parent's settings.
  const inherit = (command: Command): void => {
    command.exitOverride().configureOutput({ writeOut: context.streams.out, writeErr: () => undefined });
    command.commands.forEach(inherit);
  };
  program.commands.forEach(inherit);
  await sayHelpIn(context.language, program);
  return program;
}

/** Runs the command that the arguments name; what it says and how it ends goes to the context. */
export async function runCommandLine(
  args: readonly string[],
  commands: CommandSet,
  context: CommandContext,
): Promise<void> {
  try {
    const program = await createProgram(commands, context, args);
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    // Help and version end the same way as a wrong option; only the latter is a fault.
    if (error instanceof CommanderError && error.exitCode === 0) return;
    const detail = error instanceof CommanderError ? usageDetail(error, args[0], commands) : undefined;
    const fault = detail === undefined ? error : new Refusal({ code: 'USAGE', detail });
    const code = await printError(context, args.includes('--json'), fault);
    context.exit(detail === undefined ? code : exitCodes.usage);
  }
}

function usageDetail({ code, message }: CommanderError, name = '', { elsewhere }: CommandSet): string {
  const other = Object.hasOwn(elsewhere, name) ? elsewhere[name] : undefined;
  if (other !== undefined) return `"${name}" is a command of ${other}, not of this program`;
  // Without a command, the library shows the help and gives a message that is not for people.
  return code === 'commander.help' ? 'a command is missing' : message.replace(/^error: /, '');
}
