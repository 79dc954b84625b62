// Runs one command: the same for the command line of its own and for the packaged programs, which have fewer groups.
import { Command, CommanderError, Option } from 'commander';
import { Refusal } from '#shared/faults/fault.ts';
import type { FaultOf } from '#shared/faults/fault.ts';
import type { UsageProblem } from '#shared/faults/usage.ts';
import { languages } from '#shared/messages/languages.ts';
import { refuseUnportable } from '#platform/files.ts';
import { calledBy, isWritten } from './called-command.ts';
import { commandWord } from './command-word.ts';
import type { CommandContext } from './context.ts';
import { declare, type DeclaredCommand } from './declarations.ts';
import { localizeHelp } from './help-language.ts';
import { printError } from './output.ts';
import { refuseUsage } from './usage.ts';
import { version } from './version.ts';

/** A group of commands, loaded when one of them is called: the command line starts fast, whatever else it can do. */
export interface CommandGroup {
  /** The first word of its commands. */
  readonly name: string;
  readonly load: () => Promise<(program: Command, context: CommandContext) => void>;
  /** Whether it speaks of all the others, which must then be declared, too. */
  readonly isOfAll?: true;
}

/** Which commands a program has. */
export interface CommandSet {
  readonly groups: readonly CommandGroup[];
  /** Commands that this program does not have. The usage error names the one that has them: the other program, or the command line built from source. */
  readonly elsewhere: Readonly<Record<string, 'Lifeboat Offline' | 'Lifeboat Online' | 'source'>>;
  /** What all the groups declare, where the build has kept it. */
  readonly declared?: readonly DeclaredCommand[];
}

type Declare = (program: Command) => Promise<void> | void;

async function createProgram(context: CommandContext, declareCommands: Declare): Promise<Command> {
  // The library wraps its help itself.
  const writeOut = (text: string): void => context.streams.out(text, 'document');
  const program = new Command('lifeboat')
    .description('Recovers an Azure Managed HSM after a disaster.')
    .version(version)
    .addOption(
      new Option('--language <language>', 'language of what people read; JSON and exit codes stay the same').choices(
        languages,
      ),
    )
    .exitOverride()
    .configureOutput({ writeOut, writeErr: () => undefined })
    .showSuggestionAfterError(false);
  await declareCommands(program);
  // Commands inherit neither of these when they are made before their parent's settings.
  const inherit = (command: Command): void => {
    command.exitOverride().configureOutput({ writeOut, writeErr: () => undefined });
    command.commands.forEach(inherit);
  };
  program.commands.forEach(inherit);
  await localizeHelp(context.language, program);
  return program;
}

/** What a command line needs of the commands to be run: its own group, and what else it speaks of. */
const loaded =
  ({ groups, declared }: CommandSet, context: CommandContext, args: readonly string[]): Declare =>
  async (program) => {
    const wanted = groups.filter(({ name }) => name === commandWord(args));
    // Help lists all groups; a command needs only its own.
    const isWhole = wanted.length === 0 || wanted.some(({ isOfAll }) => isOfAll);
    for (const group of isWhole ? groups : wanted) {
      const known = wanted.includes(group) ? undefined : declared?.find(({ name }) => name === group.name);
      if (known === undefined) (await group.load())(program, context);
      else declare(program, known, () => undefined);
    }
  };

/** Runs the command that the arguments name; what it says and how it ends goes to the context. */
export async function runCommandLine(
  args: readonly string[],
  commands: CommandSet,
  surroundings: Omit<CommandContext, 'run'>,
): Promise<void> {
  const run = async (others: readonly string[]): Promise<number> => {
    let code = 0;
    await runCommandLine(others, commands, { ...surroundings, isPart: true, exit: (ended) => (code = ended) });
    return code;
  };
  const context: CommandContext = { ...surroundings, run };
  let program: Command | undefined;
  let line = args;
  const load = async (): Promise<Command> => (program = await createProgram(context, loaded(commands, context, args)));
  try {
    const { declared } = commands;
    let isCalled = declared === undefined;
    program = declared
      ? await createProgram(context, (empty) =>
          declared.forEach((each) => declare(empty, each, () => (isCalled = true))),
        )
      : await load();
    // A script gives everything; people at a terminal are asked for what is missing.
    const called = context.terminal && !args.includes('--json') ? calledBy(program, args) : undefined;
    if (called) line = await (await import('./completed-line.ts')).completedLine(called, context, load);
    if (declared && line === args) await program.parseAsync(args, { from: 'user' });
    if (!isCalled && line === args) return;
    program = await load();
    program.hook('preAction', async (_, command) => {
      refuseEmpty(command);
      refuseDash(command);
      await refuseNames(command);
    });
    await program.parseAsync(line, { from: 'user' });
  } catch (error) {
    // Help and version end the same way as a wrong option; only the latter is a fault.
    if (error instanceof CommanderError && error.exitCode === 0) return;
    const fault =
      error instanceof CommanderError
        ? new Refusal(missingTogether(error, program, args) ?? usageFault(error, args[0], commands))
        : error;
    context.exit(await printError(context, args.includes('--json'), fault));
  }
}

/** An empty name is that of no file, and nobody is called so. @throws USAGE */
function refuseEmpty(command: Command): void {
  const isEmpty = (value: unknown): boolean =>
    [value].flat().some((each) => typeof each === 'string' && each.trim() === '');
  for (const option of command.options) {
    if (isEmpty(command.getOptionValue(option.attributeName()))) refuseUsage('empty', option.long ?? option.flags);
  }
  const at = command.processedArgs.findIndex(isEmpty);
  if (at >= 0) refuseUsage('empty', `<${command.registeredArguments[at]?.name() ?? ''}>`);
}

/** Elsewhere a dash is standard output; here it would become the name of a file. @throws USAGE */
function refuseDash(command: Command): void {
  for (const option of command.options) {
    const value: unknown = command.getOptionValue(option.attributeName());
    if ([value].flat().includes('-')) refuseUsage('no-dash', option.long ?? option.flags);
  }
}

/** Before anything is asked or built. @throws FILE_NAME_UNPORTABLE */
async function refuseNames(command: Command): Promise<void> {
  for (const option of command.options) {
    const value: unknown = command.getOptionValue(option.attributeName());
    if (typeof value === 'string' && isWritten(option)) await refuseUnportable(value);
  }
}

/** All the options that are missing: the library stops at the first. Undefined where fewer than two are. */
function missingTogether(
  { code }: CommanderError,
  program: Command | undefined,
  args: readonly string[],
): FaultOf<'USAGE'> | undefined {
  if (code !== 'commander.missingMandatoryOptionValue') return undefined;
  let command = program;
  for (const word of args) {
    command = command?.commands.find((each) => each.name() === word) ?? command;
  }
  const missing = (command?.options ?? []).filter(
    (option) => option.mandatory && command?.getOptionValue(option.attributeName()) === undefined,
  );
  if (missing.length < 2) return undefined;
  return {
    code: 'USAGE',
    problem: 'options-missing',
    option: missing.map(({ flags }) => flags).join(', '),
    allowed: '',
  };
}

/** What the library calls its refusals, in our words. */
const problems: Readonly<Record<string, UsageProblem>> = {
  // Without a command, the library shows the help and gives a message that is not for people.
  'commander.help': 'command-missing',
  'commander.unknownCommand': 'command-unknown',
  'commander.unknownOption': 'option-unknown',
  'commander.missingArgument': 'argument-missing',
  'commander.optionMissingArgument': 'option-without-value',
  'commander.missingMandatoryOptionValue': 'option-missing',
  'commander.conflictingOption': 'only-one-of',
  'commander.excessArguments': 'too-many-arguments',
  'commander.invalidArgument': 'one-of',
};

function usageFault({ code, message }: CommanderError, name = '', { elsewhere }: CommandSet): FaultOf<'USAGE'> {
  const other = Object.hasOwn(elsewhere, name) ? elsewhere[name] : undefined;
  if (other === 'source') return { code: 'USAGE', problem: 'command-of-source', option: name, allowed: '' };
  if (other !== undefined) return { code: 'USAGE', problem: 'command-of-other-program', option: name, allowed: other };
  const text = message.replace(/^error: /u, '');
  const problem = problems[code];
  if (problem === undefined) return { code: 'USAGE', problem: 'not-understood', option: text, allowed: '' };
  // The library names what it means between quotation marks: options and arguments as they are declared, or as they were typed.
  const quoted = [...text.matchAll(/'([^']*)'/gu)].map(([, inside = '']) => inside);
  // az takes passphrases themselves, by an option of this name.
  if (problem === 'option-unknown' && /^--pass(?:word|phrase)s?$/u.test(quoted[0] ?? '')) {
    const allowed = name === 'restore-blob' || name === 'security-domain' ? '--password-files' : '--password-file';
    return { code: 'USAGE', problem: 'passphrases-in-files', option: quoted[0] ?? '', allowed };
  }
  const argument = /for argument '([^']*)'/u.exec(text)?.[1];
  const option =
    argument === undefined ? (problem === 'only-one-of' ? quoted.join(', ') : (quoted[0] ?? '')) : `<${argument}>`;
  return { code: 'USAGE', problem, option, allowed: /Allowed choices are (.*)\.$/u.exec(text)?.[1] ?? '' };
}
