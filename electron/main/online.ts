// Entry of Lifeboat Online: its windows, or with `--cli` one command.
import { commandLineArguments } from './shell/command-line-mode.ts';
import { startOnlineCommandLine } from './shell/online-command-line.ts';
import { startOnline } from './shell/start-online.ts';
import { keepMemoryOutOfCoreFiles } from './ports/core-files.ts';

keepMemoryOutOfCoreFiles();
const args = commandLineArguments(process.argv);
if (args === undefined) startOnline();
else startOnlineCommandLine(args);
