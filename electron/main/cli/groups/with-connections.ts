// Commands that open sockets.
import type { CommandGroup } from '../command-line.ts';

export const withConnections: readonly CommandGroup[] = [
  { name: 'hsm', load: async () => (await import('../commands/hsm/hsm.ts')).registerHsm },
  { name: 'readiness', load: async () => (await import('../commands/readiness.ts')).registerReadiness },
  { name: 'consumers', load: async () => (await import('../commands/consumers.ts')).registerConsumers },
  {
    name: 'recover-online',
    load: async () => (await import('../commands/emergency/recover-online.ts')).registerRecoverOnline,
  },
  { name: 'emergency', load: async () => (await import('../commands/emergency/emergency.ts')).registerEmergency },
  { name: 'rehearsal', load: async () => (await import('../commands/rehearsal.ts')).registerRehearsal },
  { name: 'practice-hsm', load: async () => (await import('../commands/practice-hsm.ts')).registerPracticeHsm },
];
