// The commands of Lifeboat Offline, as its own command line declares them.
import { declaredCommands } from '#build/declared-commands.ts';
import type { DeclaredCommand } from '#cli/declarations.ts';
import { offlineCommands } from '#cli/offline-commands.ts';

/** Names of all commands that do something, as `bundle create`: groups alone only show help. */
export async function everyOfflineCommand(): Promise<readonly string[]> {
  return (await declaredCommands(offlineCommands)).flatMap((command) => answering(command, []));
}

function answering({ name, options, commands }: DeclaredCommand, before: readonly string[]): readonly string[] {
  const words = [...before, name];
  // Every command that answers can do so in JSON; a group has no options.
  const own = options.some(({ flags }) => flags === '--json') ? [words.join(' ')] : [];
  return [...own, ...commands.flatMap((each) => answering(each, words))];
}
