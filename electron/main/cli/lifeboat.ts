// The command line: the same services as the apps, for scripts, rescue shells and tests.
import { dirname, join } from 'node:path';
import { childProcessHost } from '../ports/child-process-host.ts';
import { chromiumPrinter } from '../ports/chromium-printer.ts';
import { keepMemoryOutOfCoreFiles } from '../ports/core-files.ts';
import { allCommands } from './all-commands.ts';
import { runCommandLine } from './command-line.ts';
import { commandLanguage } from './language.ts';
import { processStreams } from './output.ts';

// Passphrases of identities are typed here.
keepMemoryOutOfCoreFiles();
// The bundle is CommonJS, which has no top-level await; the call catches all that it can meet.
void runCommandLine(process.argv.slice(2), allCommands, {
  host: childProcessHost(join(dirname(process.argv[1] ?? ''), '..', 'custody')),
  streams: processStreams(),
  language: commandLanguage(process.argv.slice(2), process.env),
  terminal: process.stdin.isTTY && process.stderr.isTTY,
  printer: chromiumPrinter,
  exit: (code) => {
    process.exitCode = code;
  },
});
