// The command line of Lifeboat Online: the commands that touch no custodian's key.
import { onlineCommands } from '#cli/online-commands.ts';
import { refuseUsage } from '#cli/usage.ts';
import type { ProcessHost } from '#secrets/host/process-host.ts';
import { startCommandLine } from './command-line-mode.ts';

const notHere = (): never => refuseUsage('no-custodians-keys');

/** Lifeboat Online ships no process that holds secrets; no command of it asks for one. */
const noSecrets: ProcessHost = { startCombiner: notHere, startLoneKeyWorker: notHere, startKeyMaker: notHere };

export function startOnlineCommandLine(args: readonly string[]): void {
  startCommandLine(args, { commands: onlineCommands, host: () => noSecrets });
}
