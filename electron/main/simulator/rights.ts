// Who may make which call: role assignments, the scopes that they are made at, and the data actions that their roles allow.
import { randomUUID } from 'node:crypto';
import { ServiceRefusal } from './answers.ts';
import { builtInRoles, type DataAction, dataAction } from './built-in-roles.ts';
import type { HsmContent, StoredRole } from './hsm-state.ts';

/** What an id of a role definition begins with; there is no slash before it (recorded). */
export const definitionPath = 'Microsoft.KeyVault/providers/Microsoft.Authorization/roleDefinitions/';

/** The id of a built-in role by its name, which is one of the table's. */
export function roleId(roleName: string): string {
  const found = builtInRoles.find((one) => one.roleName === roleName);
  if (!found) throw new Error(`there is no role ${roleName}`);
  return `${definitionPath}${found.name}`;
}

/** A role on the whole HSM. */
export function newAssignment(principalId: string, roleName: string): HsmContent['roleAssignments'][number] {
  return { name: randomUUID(), scope: '/', roleDefinitionId: roleId(roleName), principalId };
}

/**
 * Refuses a caller who has no role with this data action at the scope or above it.
 * @param scope `/` for the whole HSM, `/keys` for all keys, `/keys/NAME` for one
 * @throws 403; the words are those that users of the service report, no recording has it
 */
export function needAction(
  { roleAssignments, customRoles }: Pick<HsmContent, 'roleAssignments' | 'customRoles'>,
  principalId: string,
  action: DataAction,
  scope: string,
): void {
  const isGranted = roleAssignments
    .filter((one) => one.principalId === principalId && isAtOrBelow(scope, one.scope))
    .some(({ roleDefinitionId }) => allows(customRoles, roleDefinitionId, dataAction(action).toLowerCase()));
  if (isGranted) return;
  throw new ServiceRefusal(403, 'AccessDenied', `Not authorized to access ${dataAction(action)} on ${scope}`);
}

/** Whether a scope is the other one or is below it. */
export const isAtOrBelow = (scope: string, above: string): boolean =>
  scope === above || scope.startsWith(above === '/' ? '/' : `${above}/`);

/** Names of actions and ids of roles are the same in any case. */
function allows(customRoles: readonly StoredRole[], definitionId: string, action: string): boolean {
  const name = definitionId.slice(definitionId.lastIndexOf('/') + 1).toLowerCase();
  const has = (names: readonly string[]): boolean => names.some((one) => one.toLowerCase() === action);
  const builtIn = builtInRoles.find((one) => one.name === name);
  if (builtIn) return has(builtIn.dataActions.map(dataAction));
  const custom = customRoles.find((one) => one.name.toLowerCase() === name);
  return custom !== undefined && has(custom.dataActions) && !has(custom.notDataActions);
}
