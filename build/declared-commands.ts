// What the commands of the command line declare, read off them when it is built.
import { Command } from 'commander';
import type { CommandSet } from '#cli/command-line.ts';
import type { CommandContext } from '#cli/context.ts';
import { type DeclaredCommand, declarationOf } from '#cli/declarations.ts';

/** What the build puts into a bundle; nothing is printed here. */
const builtIn = { __PRINT_STYLE__: '', __MANUAL_PICTURES__: {}, __APP_VERSION__: '0.0.0' };

/** Every command, in the order in which help lists them. */
export const declaredCommands = async (set: CommandSet): Promise<readonly DeclaredCommand[]> =>
  (await commandsOf(set)).map(declarationOf);

/** The same as the library has them. */
export async function commandsOf({ groups }: CommandSet): Promise<readonly Command[]> {
  Object.assign(globalThis, builtIn);
  const program = new Command('lifeboat');
  // Nothing is run: of the context, only what declares the options is asked.
  for (const { load } of groups) (await load())(program, { language: 'en' } as CommandContext);
  return program.commands;
}
