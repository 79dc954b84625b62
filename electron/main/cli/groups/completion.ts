// The command that speaks of all the others: it loads what they load, those that open sockets included, and runs none of them.
import type { CommandGroup } from '../command-line.ts';

export const completion: CommandGroup = {
  name: 'completion',
  load: async () => (await import('../commands/completion.ts')).registerCompletion,
  isOfAll: true,
};
