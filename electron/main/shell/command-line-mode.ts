// The packaged programs as a command line: `PROGRAM --cli COMMAND …` runs a command and ends, without a window of its own.
import { app, protocol } from 'electron';
import { type CommandSet, runCommandLine } from '../cli/command-line.ts';
import type { CommandContext } from '../cli/context.ts';
import { commandLanguage } from '../cli/language.ts';
import { exitCodes, printError, processStreams } from '../cli/output.ts';
import type { ProcessHost } from '../ports/process-host.ts';
import { lockContents } from './lock-contents.ts';
import { paperPress } from './paper-press.ts';
import { paperSchemePrivileges } from './paper-protocol.ts';
import { startRefusal } from './start-refusal.ts';
import { applySwitches, type Switch } from './switches.ts';

const marker = '--cli';

/** What follows `--cli`, or undefined where a window is wanted. What stands before it is for Chromium. */
export function commandLineArguments(argv: readonly string[]): readonly string[] | undefined {
  const at = argv.indexOf(marker);
  return at === -1 ? undefined : argv.slice(at + 1);
}

export interface CommandLineShape {
  readonly commands: CommandSet;
  readonly switches: readonly Switch[];
  /** Made once the app is ready, because utility processes are not to be had before. */
  readonly host: () => ProcessHost;
}

/** Runs the command and ends the program with its exit code. Must run in the first turn of the main process. */
export function startCommandLine(args: readonly string[], shape: CommandLineShape): void {
  const outcome = firstTurn(shape);
  const speaking = { streams: processStreams(), language: commandLanguage(args, process.env) };
  const isJson = args.includes('--json');
  void app
    .whenReady()
    .then(() => (outcome === undefined ? run(args, shape, speaking) : printError(speaking, isJson, outcome)))
    .catch((error: unknown) => printError(speaking, isJson, error))
    // Not even that could be said. Electron goes on after an error that nobody catches, and a script would wait for ever.
    .catch(() => exitCodes.defect)
    .then(async (exitCode) => {
      await Promise.all([process.stdout, process.stderr].map(written));
      app.exit(exitCode);
    });
}

/** What is too late once the app is ready. Whatever refuses or fails is given back, to be said then. */
function firstTurn({ switches }: CommandLineShape): unknown {
  try {
    const refusal = startRefusal(app);
    if (refusal !== undefined) return refusal;
    app.enableSandbox();
    app.disableHardwareAcceleration();
    applySwitches(app.commandLine, switches);
    protocol.registerSchemesAsPrivileged([paperSchemePrivileges]);
    app.on('web-contents-created', (_event, contents) => {
      lockContents(contents);
    });
    // A window that has printed is closed; only the end of the command ends the program.
    app.on('window-all-closed', () => undefined);
    return undefined;
  } catch (error) {
    return error;
  }
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
    terminal: process.stdin.isTTY && process.stderr.isTTY,
    printer: () => ({ print: paperPress().pdf }),
    exit: (code) => {
      exitCode = code;
    },
  });
  return exitCode;
}

/** Resolves when everything that was written has left this process. */
const written = (stream: NodeJS.WriteStream): Promise<void> =>
  new Promise((done) => {
    stream.write('', () => {
      done();
    });
  });
