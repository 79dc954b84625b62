// Azure's own roles, as far as a recovery needs them, and what they allow: those of the control plane and of storage, not of an HSM.

export interface AzureRole {
  readonly guid: string;
  readonly roleName: string;
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
  readonly dataActions: readonly string[];
}

const containers = 'Microsoft.Storage/storageAccounts/blobServices/containers';
const blobs = `${containers}/blobs`;
const delegate = 'Microsoft.Storage/storageAccounts/blobServices/generateUserDelegationKey/action';

/** The actions that the practice cloud asks for. */
export const azureActions = {
  readHsm: 'Microsoft.KeyVault/managedHSMs/read',
  writeHsm: 'Microsoft.KeyVault/managedHSMs/write',
  deleteHsm: 'Microsoft.KeyVault/managedHSMs/delete',
  readDeletedHsms: 'Microsoft.KeyVault/deletedManagedHsms/read',
  readDeletedHsm: 'Microsoft.KeyVault/locations/deletedManagedHsms/read',
  purgeHsm: 'Microsoft.KeyVault/locations/deletedManagedHsms/purge/action',
  readSubscription: 'Microsoft.Resources/subscriptions/read',
  readProvider: 'Microsoft.Resources/subscriptions/providers/read',
  readGroup: 'Microsoft.Resources/subscriptions/resourceGroups/read',
  writeGroup: 'Microsoft.Resources/subscriptions/resourceGroups/write',
  readAssignments: 'Microsoft.Authorization/roleAssignments/read',
  writeAssignments: 'Microsoft.Authorization/roleAssignments/write',
  readAccount: 'Microsoft.Storage/storageAccounts/read',
  readIdentity: 'Microsoft.ManagedIdentity/userAssignedIdentities/read',
  assignIdentity: 'Microsoft.ManagedIdentity/userAssignedIdentities/assign/action',
  readContainer: `${containers}/read`,
  writeContainer: `${containers}/write`,
  delegateKey: delegate,
} as const;
export type AzureAction = (typeof azureActions)[keyof typeof azureActions];

export const azureDataActions = { readBlobs: `${blobs}/read`, writeBlobs: `${blobs}/write` } as const;
export type AzureDataAction = (typeof azureDataActions)[keyof typeof azureDataActions];

type Permissions = Partial<Pick<AzureRole, 'actions' | 'notActions' | 'dataActions'>>;

const role = (guid: string, roleName: string, permissions: Permissions): AzureRole => ({
  guid,
  roleName,
  actions: [],
  notActions: [],
  dataActions: [],
  ...permissions,
});

/** The identifiers, names and permissions are those of the real roles. */
export const azureRoles: readonly AzureRole[] = [
  role('8e3af657-a8ff-443c-a75c-2fe8c4bcb635', 'Owner', { actions: ['*'] }),
  role('b24988ac-6180-42a0-ab88-20f7382dd24c', 'Contributor', {
    actions: ['*'],
    notActions: ['Microsoft.Authorization/*/Delete', 'Microsoft.Authorization/*/Write'],
  }),
  role('acdd72a7-3385-48ef-bd42-f606fba81ae7', 'Reader', { actions: ['*/read'] }),
  role('18d7d88d-d35e-4fb5-a5c3-7773c20a72d9', 'User Access Administrator', {
    actions: ['*/read', 'Microsoft.Authorization/*', 'Microsoft.Support/*'],
  }),
  role('18500a29-7fe2-46b2-a342-b16a415e101d', 'Managed HSM contributor', {
    actions: [
      'Microsoft.KeyVault/managedHSMs/*',
      'Microsoft.KeyVault/deletedManagedHsms/read',
      'Microsoft.KeyVault/locations/deletedManagedHsms/read',
      'Microsoft.KeyVault/locations/deletedManagedHsms/purge/action',
      'Microsoft.KeyVault/locations/managedHsmOperationResults/read',
    ],
  }),
  role('f1a07417-d97a-45cb-824c-7a7467783830', 'Managed Identity Operator', {
    actions: [
      'Microsoft.ManagedIdentity/userAssignedIdentities/*/read',
      'Microsoft.ManagedIdentity/userAssignedIdentities/read',
      'Microsoft.ManagedIdentity/userAssignedIdentities/*/assign/action',
      'Microsoft.ManagedIdentity/userAssignedIdentities/assign/action',
    ],
  }),
  role('b7e6dc6d-f1e8-4753-8033-0f276bb0955b', 'Storage Blob Data Owner', {
    actions: [`${containers}/*`, delegate],
    dataActions: [`${blobs}/*`],
  }),
  role('ba92f5b4-2d11-453d-a403-e96b0029c9fe', 'Storage Blob Data Contributor', {
    actions: [`${containers}/delete`, `${containers}/read`, `${containers}/write`, delegate],
    dataActions: [`${blobs}/delete`, `${blobs}/read`, `${blobs}/write`],
  }),
  role('2a2b9908-6ea1-4ae2-8e65-a410df84e7d1', 'Storage Blob Data Reader', {
    actions: [`${containers}/read`, delegate],
    dataActions: [`${blobs}/read`],
  }),
  role('db58b8e5-c6ad-4a2a-8342-4190687cbf4a', 'Storage Blob Delegator', { actions: [delegate] }),
];

/** A role by its name, which is one of the table's. */
export function azureRole(roleName: string): AzureRole {
  const found = azureRoles.find((one) => one.roleName === roleName);
  if (!found) throw new Error(`there is no Azure role ${roleName}`);
  return found;
}

export interface AzureAssignment {
  readonly scope: string;
  readonly roleGuid: string;
  readonly principalId: string;
}

/** Whether an assignment at `scope` counts at `target`: it is the same or one above it. */
export function isAtOrAbove(scope: string, target: string): boolean {
  const [upper, lower] = [scope.toLowerCase().replace(/\/$/, ''), target.toLowerCase()];
  return lower === upper || lower.startsWith(`${upper}/`);
}

/** Whether somebody may do this at this place. */
export function mayDo(
  assignments: readonly AzureAssignment[],
  principalId: string,
  action: AzureAction | AzureDataAction,
  target: string,
): boolean {
  return assignments
    .filter((one) => one.principalId === principalId && isAtOrAbove(one.scope, target))
    .some(({ roleGuid }) => azureRoles.some((one) => one.guid === roleGuid && allows(one, action)));
}

function allows({ actions, notActions, dataActions }: AzureRole, action: string): boolean {
  const isData = Object.values<string>(azureDataActions).includes(action);
  if (isData) return matches(dataActions, action);
  return matches(actions, action) && !matches(notActions, action);
}

function matches(patterns: readonly string[], action: string): boolean {
  return patterns.some((pattern) => {
    const parts = pattern.split('*').map((piece) => piece.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
    return new RegExp(`^${parts.join('.*')}$`, 'i').test(action);
  });
}
