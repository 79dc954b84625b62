// Commands that play both sides, with practice keys.
import type { CommandGroup } from '../command-line.ts';

export const rehearsals: readonly CommandGroup[] = [
  { name: 'drill', load: async () => (await import('../commands/drill.ts')).registerDrill },
  { name: 'rehearsal', load: async () => (await import('../commands/rehearsal.ts')).registerRehearsal },
];
