// Which built-in role of a Managed HSM a call needs. What each role allows, the HSM itself lists.
import type { ServiceOperation } from '../faults/service.ts';

/** The smallest built-in role that allows a call, and the data action that it is needed for. */
export interface NeededRole {
  readonly role: `Managed HSM ${string}`;
  /** Full name: `Microsoft.KeyVault/managedHsm/keys/read/action`. */
  readonly dataAction: string;
}

const needs = (name: string, action: string): NeededRole => ({
  role: `Managed HSM ${name}`,
  dataAction: `Microsoft.KeyVault/managedHsm/${action}`,
});

/** Of the calls to the data plane; compared with the recorded lists of roles. */
export const neededRoles: Readonly<Partial<Record<ServiceOperation, NeededRole>>> = {
  'exchange-key': needs('Administrator', 'securitydomain/transferkey/read'),
  download: needs('Administrator', 'securitydomain/download/action'),
  upload: needs('Administrator', 'securitydomain/upload/action'),
  backup: needs('Backup User', 'backup/start/action'),
  'pre-backup': needs('Backup User', 'backup/start/action'),
  restore: needs('Restore User', 'restore/start/action'),
  'pre-restore': needs('Restore User', 'restore/start/action'),
  'key-restore': needs('Restore User', 'restore/start/action'),
  roles: needs('Crypto Auditor', 'roleAssignments/read/action'),
  'role-change': needs('Policy Administrator', 'roleAssignments/write/action'),
  keys: needs('Crypto User', 'keys/create'),
  settings: needs('Administrator', 'settings/read/action'),
};
