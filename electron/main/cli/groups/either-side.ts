// Commands that need neither secrets of custodians nor a connection.
import type { CommandGroup } from '../command-line.ts';

export const onEitherSide: readonly CommandGroup[] = [
  { name: 'exchange-key', load: async () => (await import('../commands/exchange-key.ts')).registerExchangeKey },
  { name: 'identity', load: async () => (await import('../commands/identity.ts')).registerIdentity },
  { name: 'plan', load: async () => (await import('../commands/plan.ts')).registerPlan },
  { name: 'custody', load: async () => (await import('../commands/custody.ts')).registerCustody },
  { name: 'bundle', load: async () => (await import('../commands/bundle.ts')).registerBundle },
  { name: 'journal', load: async () => (await import('../commands/journal.ts')).registerJournal },
  { name: 'status', load: async () => (await import('../commands/status.ts')).registerStatus },
  { name: 'evidence', load: async () => (await import('../commands/evidence.ts')).registerEvidence },
  { name: 'print', load: async () => (await import('../commands/print.ts')).registerPrint },
];
