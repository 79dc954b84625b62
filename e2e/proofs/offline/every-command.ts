// The commands of Lifeboat Offline, as its own command line declares them.
import { Command } from 'commander';
import type { CommandContext } from '#cli/context.ts';
import { offlineCommands } from '#cli/offline-commands.ts';

/** What the build puts into a bundle; nothing is printed here. */
const builtIn = { __PRINT_STYLE__: '', __MANUAL_PICTURES__: {}, __APP_VERSION__: '0.0.0' };

/** Names of all commands that do something, as `bundle create`: groups alone only show help. */
export async function everyOfflineCommand(): Promise<readonly string[]> {
  Object.assign(globalThis, builtIn);
  const program = new Command('lifeboat');
  // Nothing is run: of the context, only what declares the options is asked.
  for (const { load } of offlineCommands.groups) (await load())(program, { language: 'en' } as CommandContext);
  return program.commands.flatMap((command) => answering(command, []));
}

function answering(command: Command, before: readonly string[]): readonly string[] {
  const words = [...before, command.name()];
  // Every command that answers can do so in JSON; a group has no options.
  const own = command.options.some(({ long }) => long === '--json') ? [words.join(' ')] : [];
  return [...own, ...command.commands.flatMap((each) => answering(each, words))];
}
