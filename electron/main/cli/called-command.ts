// Which command a line names, and what the line gives it, before anything that could run it is loaded.
import { Command, CommanderError, type Option } from 'commander';
import { declarationOf, declare, doesSomething } from './declarations.ts';
import type { Known } from './output.ts';

/** A command that a line names, and what the line gives it. */
export interface Called {
  readonly args: readonly string[];
  readonly command: Command;
  readonly words: readonly string[];
  readonly operands: readonly string[];
  /** Long names of options, without hyphens. */
  readonly given: Known;
  /** The line before and behind the words. */
  readonly before: readonly string[];
  readonly behind: readonly string[];
}

export const nameOf = ({ long, flags }: Option): string => (long ?? flags).replace(/^--/u, '');

const written = new Set([
  ...['out', 'secondCopy', 'csv', 'jsonFile', 'differences', 'verdict', 'extract', 'sdFileRestoreBlob'],
]);

/** Whether an option names what a command writes. */
export const isWritten = (option: Option): boolean => written.has(option.attributeName());

/** Undefined where the line names no command, asks for help, or has a mistake that is refused elsewhere. */
export function calledBy(program: Command, args: readonly string[]): Called | undefined {
  const at = args.findIndex((word, index) => !word.startsWith('-') && args[index - 1] !== '--language');
  let [command, end] = [program, at];
  for (;;) {
    const next = command.commands.find((each) => each.name() === args[end]);
    if (next === undefined) break;
    [command, end] = [next, end + 1];
  }
  if (!doesSomething(command)) return undefined;
  // What is read here is forgotten: a second reading of the same command would add to it.
  const parent = new Command();
  declare(parent, declarationOf(command), () => undefined);
  const copy = parent.commands[0]?.exitOverride().configureOutput({ writeErr: () => undefined });
  // Of the program itself, wherever it is typed.
  copy?.option('--language <language>');
  try {
    const behind = args.slice(end);
    const { operands = [], unknown = [] } = copy?.parseOptions([...behind]) ?? {};
    if (copy === undefined || unknown.length > 0) return undefined;
    const given = copy.options.flatMap((option) => {
      const name = option.attributeName();
      return copy.getOptionValueSource(name) === 'cli' ? [[nameOf(option), copy.getOptionValue(name)] as const] : [];
    });
    const words = args.slice(at, end);
    return {
      args,
      command,
      words,
      operands,
      given: Object.fromEntries(given),
      before: args.slice(0, at),
      behind,
    };
  } catch (error) {
    if (error instanceof CommanderError) return undefined;
    throw error;
  }
}
