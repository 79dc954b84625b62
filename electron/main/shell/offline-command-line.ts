// The command line of Lifeboat Offline: the commands that need no connection, with the network taken away as from the windows.
import { join } from 'node:path';
import { askingHost } from '#cli/asking-host.ts';
import { offlineCommands } from '#cli/offline-commands.ts';
import { startCommandLine } from './command-line-mode.ts';
import { builtFolder } from './built-folder.ts';
import { utilityProcessHost } from './utility-process-host.ts';

export function startOfflineCommandLine(args: readonly string[]): void {
  startCommandLine(args, {
    commands: offlineCommands,
    host: () => askingHost(utilityProcessHost(join(builtFolder(), 'secrets'))),
  });
}
