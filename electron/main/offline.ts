// Entry of Lifeboat Offline: its windows, or with `--cli` one command.
import { commandLineArguments } from './shell/command-line-mode.ts';
import { startOfflineCommandLine } from './shell/offline-command-line.ts';
import { startOffline } from './shell/start-offline.ts';
import { keepMemoryOutOfCoreFiles } from './ports/core-files.ts';

keepMemoryOutOfCoreFiles();
const args = commandLineArguments(process.argv);
if (args === undefined) startOffline();
else startOfflineCommandLine(args);
