// Commands on the security domain and on custodians' keys: they start processes that hold secrets.
import type { CommandGroup } from '../command-line.ts';

export const withSecrets: readonly CommandGroup[] = [
  {
    name: 'security-domain',
    load: async () => (await import('../commands/security-domain.ts')).registerSecurityDomain,
  },
  { name: 'restore-blob', load: async () => (await import('../commands/restore-blob.ts')).registerRestoreBlob },
  { name: 'recover', load: async () => (await import('../commands/recover.ts')).registerRecover },
  { name: 'new-key', load: async () => (await import('../commands/new-key.ts')).registerNewKey },
  { name: 'custodian', load: async () => (await import('../commands/custodian.ts')).registerCustodian },
];
