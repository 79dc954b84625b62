// The command line: the same services as the apps, for scripts, rescue shells and tests.
import { dirname, join } from 'node:path';
import { Refusal } from '#shared/faults/fault.ts';
import { childProcessHost } from '#secrets/host/child-process-host.ts';
import { chromiumPrinter } from '#platform/chromium-printer.ts';
import { keepMemoryOutOfCoreFiles } from '#platform/core-files.ts';
import { askLine } from '#platform/terminal-line.ts';
import type { Passage } from '#platform/network-wall/close.ts';
import { allCommands } from './all-commands.ts';
import { runCommandLine } from './command-line.ts';
import { commandLanguage } from './language.ts';
import { printError, processStreams } from './output.ts';

/**
 * @param passage by which workers and the browser that prints are started
 * @param refused what this process was started with and may not have been: then nothing is run
 */
export async function run(args: readonly string[], passage: Passage, refused: readonly string[]): Promise<void> {
  // Passphrases of identities are typed here.
  keepMemoryOutOfCoreFiles();
  const language = commandLanguage(args, process.env);
  const speaking = { streams: processStreams(language), language };
  if (refused.length > 0) {
    const refusal = new Refusal({ code: 'ENVIRONMENT_REFUSED', names: refused });
    process.exitCode = await printError(speaking, args.includes('--json'), refusal);
    return;
  }
  await runCommandLine(args, allCommands, {
    host: childProcessHost(join(dirname(process.argv[1] ?? ''), '..', 'secrets'), passage),
    ...speaking,
    askLine,
    terminal: process.stdin.isTTY && process.stderr.isTTY,
    printer: () => chromiumPrinter(passage),
    exit: (code) => {
      process.exitCode = code;
    },
  });
}
