// The packaged programs as a command line: `PROGRAM --cli COMMAND …` runs a command and ends, without a window of its own.
import { app, protocol } from 'electron';
import { type CommandSet, runCommandLine } from '../cli/command-line.ts';
import { commandLanguage } from '../cli/language.ts';
import { printError, processStreams } from '../cli/output.ts';
import type { ProcessHost } from '../ports/process-host.ts';
import { lockContents } from './lock-contents.ts';
import { paperPress } from './paper-press.ts';
import { paperSchemePrivileges } from './paper-protocol.ts';
import { sandboxRefusal } from './sandbox.ts';
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
export function startCommandLine(args: readonly string[], { commands, switches, host }: CommandLineShape): void {
  app.enableSandbox();
  app.disableHardwareAcceleration();
  applySwitches(app.commandLine, switches);
  protocol.registerSchemesAsPrivileged([paperSchemePrivileges]);
  app.on('web-contents-created', (_event, contents) => {
    lockContents(contents);
  });
  // A window that has printed is closed; only the end of the command ends the program.
  app.on('window-all-closed', () => undefined);
  void app.whenReady().then(async () => {
    let exitCode = 0;
    const speaking = { streams: processStreams(), language: commandLanguage(args, process.env) };
    const refusal = sandboxRefusal(app);
    if (refusal !== undefined) exitCode = await printError(speaking, args.includes('--json'), refusal);
    else {
      await runCommandLine(args, commands, {
        ...speaking,
        host: host(),
        terminal: process.stdin.isTTY && process.stderr.isTTY,
        printer: () => ({ print: paperPress().pdf }),
        exit: (code) => {
          exitCode = code;
        },
      });
    }
    await Promise.all([process.stdout, process.stderr].map(written));
    app.exit(exitCode);
  });
}

/** Resolves when everything that was written has left this process. */
const written = (stream: NodeJS.WriteStream): Promise<void> =>
  new Promise((done) => {
    stream.write('', () => {
      done();
    });
  });
