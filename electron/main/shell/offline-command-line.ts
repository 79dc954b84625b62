// The command line of Lifeboat Offline: the commands that need no connection, with the network taken away first, as from the windows.
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { askingHost } from '../cli/asking-host.ts';
import { offlineCommands } from '../cli/offline-commands.ts';
import { startCommandLine } from './command-line-mode.ts';
import { refuseNetwork } from './no-network.ts';
import { builtFolder } from './run-app.ts';
import { offlineSwitches } from './switches.ts';
import { utilityProcessHost } from './utility-process-host.ts';

export function startOfflineCommandLine(args: readonly string[]): void {
  refuseNetwork(globalThis, process, registerHooks);
  startCommandLine(args, {
    commands: offlineCommands,
    switches: offlineSwitches,
    host: () => askingHost(utilityProcessHost(join(builtFolder(), 'custody'))),
  });
}
