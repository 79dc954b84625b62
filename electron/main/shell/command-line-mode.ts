// The packaged programs as a command line: `PROGRAM --cli COMMAND …` runs a command and ends, without its own window.
import { app, protocol } from 'electron';
import { type CommandSet, runCommandLine } from '#cli/command-line.ts';
import type { CommandContext } from '#cli/context.ts';
import { commandLanguage } from '#cli/language.ts';
import { exitCodes, printError, processStreams } from '#cli/output.ts';
import { refuse } from '#shared/faults/fault.ts';
import type { ProcessHost } from '#secrets/host/process-host.ts';
import { askLine } from '#platform/terminal-line.ts';
import { endAfterWriting } from './ending.ts';
import { lockContents } from './lock-contents.ts';
import { documentPrinter } from './document-printer.ts';
import { paperSchemePrivileges } from './paper-protocol.ts';
import { startRefusal } from './start-refusal.ts';
import { applySwitches } from './switches.ts';

const marker = '--cli';

/**
 * What follows `--cli`, or undefined where a window is wanted. What is before it is for Chromium. A `--` behind it is not part of the command:
 * on Windows, Electron ends at once and without a word where an argument follows one that looks like an address, unless `--` comes first
 * (shell/app/command_line_args.cc).
 */
export function commandLineArguments(argv: readonly string[]): readonly string[] | undefined {
  const at = argv.indexOf(marker);
  if (at === -1) return undefined;
  return argv.slice(argv[at + 1] === '--' ? at + 2 : at + 1);
}

export interface CommandLineShape {
  readonly commands: CommandSet;
  /** Made once the app is ready, because utility processes are not to be had before. */
  readonly host: () => ProcessHost;
}

/** Runs the command and ends the program with its exit code. Must run in the first turn of the main process. */
export function startCommandLine(args: readonly string[], shape: CommandLineShape): void {
  const outcome = firstTurn();
  const language = commandLanguage(args, process.env);
  const speaking = { streams: processStreams(language), language };
  const isJson = args.includes('--json');
  void app
    .whenReady()
    .then(() => (outcome === undefined ? run(args, shape, speaking) : printError(speaking, isJson, outcome)))
    .catch((error: unknown) => printError(speaking, isJson, error))
    // Not even that could be said. Electron goes on after an error that nobody catches, and a script would wait forever.
    .catch(() => exitCodes.defect)
    .then(endAfterWriting);
}

/** What is too late once the app is ready. Whatever refuses or fails is given back, to be said then. */
function firstTurn(): unknown {
  try {
    const refusal = startRefusal(app);
    if (refusal !== undefined) return refusal;
    app.enableSandbox();
    app.disableHardwareAcceleration();
    applySwitches(app.commandLine);
    protocol.registerSchemesAsPrivileged([paperSchemePrivileges]);
    app.on('web-contents-created', (_event, contents) => lockContents(contents));
    // A window that has printed is closed; only the end of the command ends the program.
    app.on('window-all-closed', () => undefined);
    return undefined;
  } catch (error) {
    return error;
  }
}

/**
 * Refuses where no window can be made, seen or not: with Chromium's platform without a display, Electron hangs and then crashes (electron#53722).
 * @param ozonePlatform the platform that was asked for; empty where none was
 * @throws DISPLAY_MISSING
 */
export function needDisplay(platform: NodeJS.Platform, env: NodeJS.ProcessEnv, ozonePlatform: string): void {
  if (platform !== 'linux') return;
  const hasDisplay = Boolean(env['DISPLAY']) || Boolean(env['WAYLAND_DISPLAY']);
  if (ozonePlatform === 'headless' || !hasDisplay) refuse({ code: 'DISPLAY_MISSING' });
}

async function run(
  args: readonly string[],
  { commands, host }: CommandLineShape,
  speaking: Pick<CommandContext, 'streams' | 'language'>,
): Promise<number> {
  let exitCode = 0;
  await runCommandLine(args, commands, {
    ...speaking,
    host: host(),
    askLine,
    terminal: process.stdin.isTTY && process.stderr.isTTY,
    // Electron gives a standard input that is at its end (lib/common/init.ts).
    isWithoutConsole: process.platform === 'win32',
    printer: () => {
      needDisplay(process.platform, process.env, app.commandLine.getSwitchValue('ozone-platform'));
      return { print: documentPrinter().pdf };
    },
    exit: (code) => {
      exitCode = code;
    },
  });
  return exitCode;
}
