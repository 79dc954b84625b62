// The command that plays both sides, custodians' processes included.
import type { CommandGroup } from '../command-line.ts';

export const rehearsals: readonly CommandGroup[] = [
  { name: 'drill', load: async () => (await import('../commands/drill.ts')).registerDrill },
];
