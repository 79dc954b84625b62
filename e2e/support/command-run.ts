// Runs a command in this process as the command line does, and keeps what it says and how it ends.
import { Command } from 'commander';
import { allCommands } from '#cli/all-commands.ts';
import { runCommandLine } from '#cli/command-line.ts';
import type { CommandContext } from '#cli/context.ts';
import { commandLanguage } from '#cli/language.ts';
import { expectDescribed } from './command-schema.ts';

/** A command that was run. */
export interface CommandRun {
  readonly exit: number;
  /** All that was said, on either stream. */
  readonly text: string;
}

const unexpected = (what: string) => (): never => {
  throw new Error(`no ${what} is needed here`);
};

/** A context with no process, no terminal and no printer, which keeps what is said; `end` gives it. */
export function keptContext(change: Partial<CommandContext> = {}): {
  readonly context: CommandContext;
  readonly end: () => CommandRun;
} {
  const said: string[] = [];
  let exit = 0;
  const say = (text: string): void => void said.push(text);
  const start = unexpected('process');
  const context: CommandContext = {
    host: { startCombiner: start, startLoneKeyWorker: start, startKeyMaker: start },
    language: 'en',
    streams: { out: say, error: say, interactive: false },
    terminal: false,
    askLine: unexpected('line'),
    printer: unexpected('printer'),
    exit: (code) => {
      exit = code;
    },
    run: unexpected('other line'),
    ...change,
  };
  return { context, end: () => ({ exit, text: said.join('') }) };
}

/**
 * @param register declares the command, and those beside it
 * @param line as it is typed, without the name of the program; what `--json` prints must be as it is described
 */
export async function runCommand(
  register: (program: Command, context: CommandContext) => void,
  line: readonly string[],
  change: Partial<CommandContext> = {},
): Promise<CommandRun> {
  const { context, end } = keptContext(change);
  const program = new Command().exitOverride();
  register(program, context);
  await program.parseAsync([...line], { from: 'user' });
  const run = end();
  if (line.includes('--json')) expectDescribed(line, run.text);
  return run;
}

/** A command line that was run; the streams are apart. */
export interface LineRun {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

/**
 * A whole command line in this process, where there is no terminal: starting the program takes longer than most commands.
 * @param args as they are typed, without the name of the program; what `--json` prints must be as it is described
 */
export async function runLine(args: readonly string[], host: CommandContext['host']): Promise<LineRun> {
  let [code, out, error] = [0, '', ''];
  const { context } = keptContext({
    host,
    language: commandLanguage(args, {}),
    streams: {
      out: (text) => {
        out += text;
      },
      error: (text) => {
        error += text;
      },
      interactive: false,
    },
    exit: (ended) => {
      code = ended;
    },
  });
  await runCommandLine(args, allCommands, context);
  if (args.includes('--json')) expectDescribed(args, out);
  return { code, out, error };
}
