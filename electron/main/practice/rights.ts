// Who may make which call: the built-in roles of a Managed HSM, and the scopes that they are assigned at.
import { randomUUID } from 'node:crypto';
import { ServiceRefusal } from './answers.ts';
import type { HsmContent, StoredRole } from './hsm-state.ts';

/** What a call needs. */
export type Right =
  | 'security-domain'
  | 'backup'
  | 'restore'
  | 'assign-roles'
  | 'see-roles'
  | 'read-keys'
  | 'manage-keys'
  | 'use-keys'
  | 'recover-keys';

export interface BuiltInRole {
  readonly id: string;
  readonly roleName: string;
  readonly rights: readonly Right[];
}

export const definitionPath = 'Microsoft.KeyVault/providers/Microsoft.Authorization/roleDefinitions/';

/** The identifiers and names are those of the real roles; the rights are what their descriptions say, as far as practice has them. */
export const builtInRoles: readonly BuiltInRole[] = [
  role('a290e904-7015-4bba-90c8-60543313cdb4', 'Managed HSM Administrator', [
    'security-domain',
    'backup',
    'restore',
    'assign-roles',
  ]),
  role('515eb02d-2335-4d2d-92f2-b1cbdf9c3778', 'Managed HSM Crypto Officer', ['assign-roles', 'recover-keys']),
  role('21dbd100-6940-42c2-9190-5d6cb909625b', 'Managed HSM Crypto User', ['read-keys', 'manage-keys', 'use-keys']),
  role('4bd23610-cdcf-4971-bdee-bdc562cc28e4', 'Managed HSM Policy Administrator', ['assign-roles']),
  role('2c18b078-7c48-4d3a-af88-5a3a1b3f82b3', 'Managed HSM Crypto Auditor', ['read-keys']),
  role('33413926-3206-4cdd-b39a-83574fe37a17', 'Managed HSM Crypto Service Encryption User', ['read-keys', 'use-keys']),
  role('7b127d3c-77bd-4e3e-bbe0-dbb8971fa7f8', 'Managed HSM Backup', ['backup']),
];

/** Everybody with a role sees the roles: whoever is refused is told nothing by a list that is refused too. */
function role(guid: string, roleName: string, rights: readonly Right[]): BuiltInRole {
  return { id: `${definitionPath}${guid}`, roleName, rights: [...rights, 'see-roles'] };
}

/** The identifier of a role by its name, which is one of the table's. */
export function roleId(roleName: string): string {
  const found = builtInRoles.find((one) => one.roleName === roleName);
  if (!found) throw new Error(`there is no role ${roleName}`);
  return found.id;
}

/** A role on the whole HSM. */
export function newAssignment(principalId: string, roleName: string): HsmContent['roleAssignments'][number] {
  return { name: randomUUID(), scope: '/', roleDefinitionId: roleId(roleName), principalId };
}

/** Azure's names of what a data plane allows, by the right that practice knows it as. */
const dataActionsOf: Readonly<Record<Right, readonly string[]>> = {
  'security-domain': [
    'securitydomain/download/action',
    'securitydomain/upload/action',
    'securitydomain/transferkey/read',
  ],
  backup: ['backup/start/action', 'backup/status/action'],
  restore: ['restore/start/action', 'restore/status/action'],
  'assign-roles': ['roleAssignments/write/action', 'roleAssignments/delete/action'],
  'see-roles': ['roleDefinitions/read/action', 'roleAssignments/read/action'],
  'read-keys': ['keys/read/action'],
  'manage-keys': ['keys/create', 'keys/write/action', 'keys/import/action', 'keys/delete'],
  'use-keys': [...['sign', 'verify', 'wrap', 'unwrap', 'encrypt', 'decrypt'].map((use) => `keys/${use}/action`)],
  'recover-keys': ['keys/deletedKeys/recover/action', 'keys/deletedKeys/delete'],
};
const actionPrefix = 'Microsoft.KeyVault/managedHsm/';
const allRights = Object.keys(dataActionsOf) as readonly Right[];
export const dataActionsFor = (right: Right): string[] => dataActionsOf[right].map((name) => `${actionPrefix}${name}`);

/** In lower case. */
export const allDataActions: ReadonlySet<string> = new Set(
  allRights.flatMap(dataActionsFor).map((name) => name.toLowerCase()),
);

/** A right is given where all that belongs to it is allowed; names are the same in any case. */
function rightsOf({ dataActions, notDataActions }: StoredRole): readonly Right[] {
  const [allowed, taken] = [dataActions, notDataActions].map(
    (names) => new Set(names.map((name) => name.toLowerCase())),
  );
  const has = (name: string): boolean =>
    allowed?.has(name.toLowerCase()) === true && taken?.has(name.toLowerCase()) !== true;
  return allRights.filter((right) => dataActionsFor(right).every(has));
}

/**
 * Refuses a caller who has no role with this right at the target's scope or above it.
 * @param keyName the key that a call is about; without one the target is the whole HSM, or all keys
 * @throws 403
 */
export function needRight(
  { roleAssignments, customRoles }: Pick<HsmContent, 'roleAssignments' | 'customRoles'>,
  principalId: string,
  right: Right,
  keyName: string | undefined,
): void {
  const scopes = scopesAround(right, keyName);
  const granted = roleAssignments
    .filter((one) => one.principalId === principalId && scopes.includes(one.scope))
    .some(({ roleDefinitionId }) => rightsIn(customRoles, roleDefinitionId).includes(right));
  if (!granted) {
    throw new ServiceRefusal(
      403,
      'Forbidden',
      `the caller ${principalId} has no role here that gives the right ${right}`,
    );
  }
}

function rightsIn(customRoles: readonly StoredRole[], definitionId: string): readonly Right[] {
  const name = definitionId.slice(definitionId.lastIndexOf('/') + 1);
  const custom = customRoles.find((one) => one.name === name);
  return custom ? rightsOf(custom) : (builtInRoles.find(({ id }) => id === definitionId)?.rights ?? []);
}

const keyRights: readonly Right[] = ['read-keys', 'manage-keys', 'use-keys', 'recover-keys'];

function scopesAround(right: Right, keyName: string | undefined): readonly string[] {
  if (!keyRights.includes(right)) return ['/'];
  return keyName === undefined ? ['/', '/keys'] : ['/', '/keys', `/keys/${keyName}`];
}
