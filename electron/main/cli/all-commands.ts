// What the command line of its own can do: everything, in the order in which help lists it.
import type { CommandSet } from './command-line.ts';
import type { DeclaredCommand } from './declarations.ts';
import { completion } from './groups/completion.ts';
import { onEitherSide } from './groups/either-side.ts';
import { rehearsals } from './groups/rehearsals.ts';
import { withConnections } from './groups/with-connections.ts';
import { withSecrets } from './groups/with-secrets.ts';

/** Of the bundle; the source is run without it. */
declare const __COMMANDS__: readonly DeclaredCommand[] | undefined;

export const allCommands: CommandSet = {
  groups: [...withSecrets, ...onEitherSide, ...withConnections, ...rehearsals, completion],
  elsewhere: {},
  ...(typeof __COMMANDS__ !== 'undefined' && { declared: __COMMANDS__ }),
};
