// What every command is given, and how it is declared: one `--json`, one way to answer, one way to fail.
import type { Command } from 'commander';
import { Refusal } from '#shared/faults/fault.ts';
import type { Language } from '#shared/messages/languages.ts';
import { loadCatalogue } from '#shared/messages/load-catalogue.ts';
import type { PdfPrinter } from '#platform/chromium-printer.ts';
import type { ProcessHost } from '#secrets/host/process-host.ts';
import {
  type CommandResult,
  exitCodes,
  type Known,
  type OutputStreams,
  printError,
  printLines,
  printResult,
} from './output.ts';

export interface CommandContext {
  readonly host: ProcessHost;
  readonly streams: OutputStreams;
  /** What people read is in this language. */
  readonly language: Language;
  /** Whether passphrases can be asked for on the terminal. */
  readonly terminal: boolean;
  /** Asks for one line on the terminal, where there is one. */
  readonly askLine: (prompt: string) => Promise<string>;
  /** Whether this program can read no console at all, as the packaged ones on Windows: then people hear it before anything is read. */
  readonly isWithoutConsole?: boolean;
  /** Makes PDFs, where a command prints. */
  readonly printer: () => PdfPrinter;
  /** Notes the exit code of the command. */
  readonly exit: (code: number) => void;
  /** Runs another line, as if it had been typed. @returns its exit code */
  readonly run: (line: readonly string[]) => Promise<number>;
  /** Whether this line is one of another command's, which says itself what comes next. */
  readonly isPart?: boolean;
}

/** The options of a command that was called, by the names under which they are typed. A switch has no value. */
const optionsOf = (command: Command): Known =>
  Object.fromEntries(
    command.options.flatMap((option) => {
      const value: unknown = command.getOptionValue(option.attributeName());
      const isValue = typeof value === 'string' || Array.isArray(value);
      return isValue ? [[option.long?.slice(2) ?? '', value as Known[string]] as const] : [];
    }),
  );

/**
 * Says what comes next in a ceremony, and at a terminal remembers what was typed. The answer stands already: whatever keeps this from being said
 * takes nothing away from it.
 */
async function sayNext(context: CommandContext, known: Known, next: CommandResult['next']): Promise<void> {
  const { streams, language, terminal, isPart = false } = context;
  const { journal } = known;
  if (typeof journal !== 'string' && next === undefined) return;
  try {
    if (terminal && typeof journal === 'string') await (await import('./remembered.ts')).remember(journal, known);
    if (isPart) return;
    const { nextLines } = await import('./next-lines.ts');
    const lines = await nextLines(known, next, await loadCatalogue(language), terminal);
    printLines(streams.out, lines);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}

type Action<Args extends unknown[]> = (...args: Args) => Promise<CommandResult>;

/**
 * Adds `--json` to a command, and turns what its action returns or throws into output and an exit code.
 * @param isCheck whether it only reads what others have finished: its refusals speak of nothing else
 */
export function answers<Args extends unknown[]>(
  command: Command,
  context: CommandContext,
  action: Action<Args>,
  isCheck = false,
): Command {
  return command.option('--json', 'print one JSON document').action(async (...args: unknown[]) => {
    const json = command.optsWithGlobals<{ json?: boolean }>().json ?? false;
    try {
      // Commander passes the declared arguments, then the options, then the command.
      const answer = await action(...(args as Args));
      await printResult(context, json, answer);
      if (!json) await sayNext(context, { ...optionsOf(command), ...answer.known }, answer.next);
      const end = answer.end ?? (answer.refused === true ? 'refused' : 'done');
      if (answer.exit !== undefined) context.exit(answer.exit);
      else if (end !== 'done') context.exit(exitCodes[end]);
      await answer.until;
    } catch (error) {
      context.exit(await printError(context, json, error, isCheck));
    }
  });
}
