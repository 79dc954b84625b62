// Entry of Lifeboat Offline: its windows; with `--cli` one command; with `--self-test` what it asserts about itself.
import './shell/clean-environment.ts';
import { commandLineArguments } from './shell/command-line-mode.ts';
import { startOfflineCommandLine } from './shell/offline-command-line.ts';
import { SelfTestMode, selfTestArguments } from './shell/self-test/self-test-mode.ts';
import { startOffline } from './shell/start-offline.ts';
import { keepMemoryOutOfCoreFiles } from '#platform/core-files.ts';

// For the drill, which is its own bundle: its faults are ours.
export * from '#shared/faults/fault.ts';

keepMemoryOutOfCoreFiles();
const args = commandLineArguments(process.argv);
const test = selfTestArguments(process.argv);
if (args !== undefined) startOfflineCommandLine(args);
else startOffline(test && new SelfTestMode(test));
