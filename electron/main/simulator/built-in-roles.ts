// The built-in roles of a Managed HSM with their data actions, in the order in which the service of 2026 lists them (recorded).

/** A role that every HSM has. */
export interface BuiltInRole {
  /** GUID, in lower case. */
  readonly name: string;
  readonly roleName: string;
  /** Without the prefix that all of them share (`dataAction`). */
  readonly dataActions: readonly DataAction[];
}

const dataActionNames = [
  'roleAssignments/read/action',
  'roleAssignments/write/action',
  'roleAssignments/delete/action',
  'roleDefinitions/read/action',
  'roleDefinitions/write/action',
  'roleDefinitions/delete/action',
  'securitydomain/download/action',
  'securitydomain/download/read',
  'securitydomain/upload/action',
  'securitydomain/upload/read',
  'securitydomain/transferkey/read',
  'backup/start/action',
  'backup/status/action',
  'restore/start/action',
  'restore/status/action',
  'settings/read/action',
  'settings/write/action',
  'keys/read/action',
  'keys/write/action',
  'keys/delete',
  'keys/create',
  'keys/rotate/action',
  'keys/import/action',
  'keys/export/action',
  'keys/release/action',
  'keys/backup/action',
  'keys/restore/action',
  'keys/encrypt/action',
  'keys/decrypt/action',
  'keys/wrap/action',
  'keys/unwrap/action',
  'keys/sign/action',
  'keys/verify/action',
  'keys/derive/action',
  'keys/deletedKeys/read/action',
  'keys/deletedKeys/delete',
  'keys/deletedKeys/recover/action',
  'rng/action',
  'ekm/read/action',
  'ekm/write/action',
  'ekm/delete/action',
] as const;

export type DataAction = (typeof dataActionNames)[number];

/** The name of a data action as the service writes it. */
export const dataAction = (name: DataAction): string => `Microsoft.KeyVault/managedHsm/${name}`;

/** Every data action that there is, whole and in lower case: a role of one's own can be made of no other. */
export const allDataActions: ReadonlySet<string> = new Set(
  dataActionNames.map((name) => dataAction(name).toLowerCase()),
);

const readRoles = ['roleDefinitions/read/action', 'roleAssignments/read/action'] as const;
const changeDefinitions = [
  'roleDefinitions/read/action',
  'roleDefinitions/write/action',
  'roleDefinitions/delete/action',
] as const;
const changeRoles = [
  'roleAssignments/delete/action',
  'roleAssignments/read/action',
  'roleAssignments/write/action',
  ...changeDefinitions,
] as const;

/** Restore User, Backup User, both Crypto Service roles and EKM Administrator may not read roles: not even their own. */
export const builtInRoles: readonly BuiltInRole[] = [
  {
    name: 'abdd7ec4-a273-4265-bf38-e001014e2d8e',
    roleName: 'Managed HSM EKM Administrator',
    dataActions: ['ekm/read/action', 'ekm/write/action', 'ekm/delete/action'],
  },
  {
    name: '6efe6056-5259-49d2-8b3d-d3d73544b20b',
    roleName: 'Managed HSM Restore User',
    dataActions: ['restore/start/action', 'restore/status/action', 'keys/restore/action'],
  },
  {
    name: '7b127d3c-77bd-4e3e-bbe0-dbb8971fa7f8',
    roleName: 'Managed HSM Backup User',
    dataActions: ['backup/start/action', 'backup/status/action', 'keys/backup/action'],
  },
  {
    name: '33413926-3206-4cdd-b39a-83574fe37a17',
    roleName: 'Managed HSM Crypto Service Encryption User',
    dataActions: ['keys/read/action', 'keys/wrap/action', 'keys/unwrap/action'],
  },
  {
    name: '21dbd100-6940-42c2-9190-5d6cb909625c',
    roleName: 'Managed HSM Crypto Service Release User',
    dataActions: ['keys/release/action'],
  },
  {
    name: '2c18b078-7c48-4d3a-af88-5a3a1b3f82b3',
    roleName: 'Managed HSM Crypto Auditor',
    dataActions: [
      'roleAssignments/read/action',
      'roleDefinitions/read/action',
      'keys/read/action',
      'keys/deletedKeys/read/action',
    ],
  },
  {
    name: '4bd23610-cdcf-4971-bdee-bdc562cc28e4',
    roleName: 'Managed HSM Policy Administrator',
    dataActions: [
      ...changeDefinitions,
      'roleAssignments/read/action',
      'roleAssignments/write/action',
      'roleAssignments/delete/action',
    ],
  },
  {
    name: '21dbd100-6940-42c2-9190-5d6cb909625b',
    roleName: 'Managed HSM Crypto User',
    dataActions: [
      ...readRoles,
      'keys/read/action',
      'keys/write/action',
      'keys/delete',
      'keys/create',
      'keys/rotate/action',
      'keys/import/action',
      'keys/release/action',
      'keys/backup/action',
      'keys/restore/action',
      'keys/encrypt/action',
      'keys/decrypt/action',
      'keys/wrap/action',
      'keys/unwrap/action',
      'keys/sign/action',
      'keys/verify/action',
      'keys/derive/action',
      'rng/action',
    ],
  },
  {
    name: '515eb02d-2335-4d2d-92f2-b1cbdf9c3778',
    roleName: 'Managed HSM Crypto Officer',
    dataActions: [
      ...changeRoles,
      'keys/deletedKeys/read/action',
      'keys/deletedKeys/delete',
      'keys/deletedKeys/recover/action',
      'keys/export/action',
    ],
  },
  {
    name: 'a290e904-7015-4bba-90c8-60543313cdb4',
    roleName: 'Managed HSM Administrator',
    dataActions: [
      ...changeRoles,
      'securitydomain/download/action',
      'securitydomain/download/read',
      'securitydomain/upload/action',
      'securitydomain/upload/read',
      'securitydomain/transferkey/read',
      'backup/start/action',
      'restore/start/action',
      'backup/status/action',
      'restore/status/action',
      'settings/read/action',
      'settings/write/action',
    ],
  },
];
