// The groups of commands, each loaded when it is called: the command line starts fast, whatever else it can do.
import type { Command } from 'commander';
import type { CommandContext } from './context.ts';

interface CommandGroup {
  /** The first word of its commands. */
  readonly name: string;
  readonly load: () => Promise<(program: Command, context: CommandContext) => void>;
}

/** In the order in which help lists them. */
export const commandGroups: readonly CommandGroup[] = [
  { name: 'security-domain', load: async () => (await import('./commands/security-domain.ts')).registerSecurityDomain },
  { name: 'restore-blob', load: async () => (await import('./commands/restore-blob.ts')).registerRestoreBlob },
  { name: 'exchange-key', load: async () => (await import('./commands/exchange-key.ts')).registerExchangeKey },
  { name: 'custodian', load: async () => (await import('./commands/custodian.ts')).registerCustodian },
  { name: 'identity', load: async () => (await import('./commands/identity.ts')).registerIdentity },
  { name: 'plan', load: async () => (await import('./commands/plan.ts')).registerPlan },
  { name: 'bundle', load: async () => (await import('./commands/bundle.ts')).registerBundle },
  { name: 'journal', load: async () => (await import('./commands/journal.ts')).registerJournal },
  { name: 'evidence', load: async () => (await import('./commands/evidence.ts')).registerEvidence },
  { name: 'hsm', load: async () => (await import('./commands/hsm.ts')).registerHsm },
  { name: 'practice-hsm', load: async () => (await import('./commands/practice-hsm.ts')).registerPracticeHsm },
  { name: 'print', load: async () => (await import('./commands/print.ts')).registerPrint },
  { name: 'drill', load: async () => (await import('./commands/drill.ts')).registerDrill },
];
