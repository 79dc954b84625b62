// Role assignments inside the HSM: listed, given and taken away, so that the test key and the hand-over need no other tool.
import { isFaultOf, refuse } from '#shared/faults/fault.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import { builtInRoleIds, builtInRoleNames, rolePrefix } from '#shared/online/built-in-roles.ts';
import type { PrincipalType } from '#shared/online/role-assignments.ts';
import { assignmentName } from '#core/azure/assignment-name.ts';
import type { ManagedHsm } from '#azure/managed-hsm.ts';
import type { RoleAssignment, RoleScope } from '#azure/roles-client.ts';
import { administratorRole } from './restore.ts';
import type { CallContext } from './step-context.ts';

/** An assignment with the name of its role. Texts are safe to print. */
export interface ListedRole {
  /** Name of the assignment: a GUID. */
  readonly name: string;
  readonly role: string;
  readonly scope: string;
  readonly principalId: string;
}

export interface RoleOrder {
  /** A built-in role with or without its prefix, `Crypto User`; or the name of a role of one's own. */
  readonly role: string;
  readonly scope: RoleScope;
  /** Object id of the person, group or program that has the role. */
  readonly principalId: string;
}

/** `found`: the principal had the role there already. */
export type RoleChange = ListedRole & { readonly change: 'assigned' | 'found' | 'removed' };

/** Who has which role where, sorted by scope, role and principal. @throws SERVICE_FORBIDDEN where the account may not read it; the SERVICE faults */
export async function listRoles({ roles }: Pick<ManagedHsm, 'roles'>): Promise<readonly ListedRole[]> {
  const assignments = await roles.listAssignments();
  const names = await roleNames(roles);
  const keyOf = ({ scope, role, principalId }: ListedRole): string => [scope, role, principalId].join('\n');
  return assignments.map((each) => listed(each, names)).sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

/**
 * Gives a role, or finds that the principal has it there. Safe to repeat, also after a lost answer: the assignment has the same name each time.
 * @throws ROLE_UNKNOWN; the SERVICE faults
 */
export async function assignRole(
  { hsm, journal }: Pick<CallContext, 'hsm' | 'journal'>,
  order: RoleOrder & { readonly principalType: PrincipalType | null },
): Promise<RoleChange> {
  const { scope, principalType } = order;
  const principalId = order.principalId.toLowerCase();
  const { role, guid, id } = await definitionOf(hsm, order.role);
  const name = assignmentName(scope, guid, principalId);
  const change = await made(() => hsm.roles.createAssignment(scope, id, principalId, name));
  await journal.append({ kind: 'role-changed', change, role, scope, principalId, principalType, assignment: name });
  return { change, name, role, scope, principalId };
}

async function made(send: () => Promise<unknown>): Promise<'assigned' | 'found'> {
  try {
    await send();
    return 'assigned';
  } catch (error) {
    if (isFaultOf(error, 'SERVICE_ROLE_ASSIGNMENT_EXISTS')) return 'found';
    throw error;
  }
}

/**
 * Takes a role away, whatever the name of its assignment.
 * @throws ROLE_ASSIGNMENT_MISSING; ROLE_LAST_ADMINISTRATOR; ROLE_UNKNOWN; the SERVICE faults
 */
export async function removeRole(
  { hsm, journal }: Pick<CallContext, 'hsm' | 'journal'>,
  { role: wanted, scope, principalId: wantedPrincipal }: RoleOrder,
): Promise<RoleChange> {
  const principalId = wantedPrincipal.toLowerCase();
  const { role } = await definitionOf(hsm, wanted);
  const all = await listRoles(hsm);
  const isIt = (one: ListedRole): boolean =>
    one.role === role && one.scope === scope && one.principalId === principalId;
  const found = all.find(isIt);
  if (!found) return refuse({ code: 'ROLE_ASSIGNMENT_MISSING', role, scope, principalId });
  const isAdministrator = (one: ListedRole): boolean => one.role === administratorRole && one.scope === '/';
  if (isAdministrator(found) && all.filter(isAdministrator).length === 1) {
    refuse({ code: 'ROLE_LAST_ADMINISTRATOR', principalId });
  }
  await removed(() => hsm.roles.deleteAssignment(scope, found.name));
  const { name } = found;
  const event = { kind: 'role-changed', change: 'removed', role, scope, principalId } as const;
  await journal.append({ ...event, principalType: null, assignment: name.toLowerCase() });
  return { ...found, change: 'removed' };
}

/** One that is gone meanwhile is what was asked for. */
async function removed(send: () => Promise<unknown>): Promise<void> {
  try {
    await send();
  } catch (error) {
    if (!isFaultOf(error, 'SERVICE_NOT_FOUND')) throw error;
  }
}

const definitionPath = 'Microsoft.KeyVault/providers/Microsoft.Authorization/roleDefinitions/';
const guidOf = (definitionId: string): string => definitionId.slice(definitionId.lastIndexOf('/') + 1).toLowerCase();

interface Definition {
  /** Name of the role as the service spells it. */
  readonly role: string;
  readonly guid: string;
  readonly id: string;
}

/** Built-in roles are known by themselves: not everybody who may assign them may read their definitions. */
async function definitionOf({ roles }: Pick<ManagedHsm, 'roles'>, wanted: string): Promise<Definition> {
  const name = wanted.trim().toLowerCase();
  for (const [short, guid] of Object.entries(builtInRoleIds)) {
    const role = `${rolePrefix}${short}`;
    if ([short, role].some((each) => each.toLowerCase() === name))
      return { role, guid, id: `${definitionPath}${guid}` };
  }
  const own = (await roles.listDefinitions()).map(({ id, properties: { roleName } }) => ({ id, roleName }));
  const found = own.find(({ roleName }) => roleName.toLowerCase() === name);
  if (found) return { role: visibleText(found.roleName, 120), guid: guidOf(found.id), id: found.id };
  const known = new Set([...builtInRoleNames, ...own.map(({ roleName }) => visibleText(roleName, 120))]);
  return refuse({ code: 'ROLE_UNKNOWN', role: visibleText(wanted, 120), known: [...known] });
}

async function roleNames(roles: ManagedHsm['roles']): Promise<ReadonlyMap<string, string>> {
  const builtIn = Object.entries(builtInRoleIds).map(([short, guid]) => [guid, `${rolePrefix}${short}`] as const);
  return new Map<string, string>([...builtIn, ...(await ownRoleNames(roles))]);
}

/** An account that may not read definitions sees the ids of roles that are not built in. */
async function ownRoleNames(roles: ManagedHsm['roles']): Promise<readonly (readonly [string, string])[]> {
  try {
    const definitions = await roles.listDefinitions();
    return definitions.map(({ id, properties }) => [guidOf(id), visibleText(properties.roleName, 120)] as const);
  } catch (error) {
    if (isFaultOf(error, 'SERVICE_FORBIDDEN')) return [];
    throw error;
  }
}

function listed({ name, properties }: RoleAssignment, names: ReadonlyMap<string, string>): ListedRole {
  const guid = guidOf(properties.roleDefinitionId);
  return {
    name: visibleText(name, 40),
    role: names.get(guid) ?? visibleText(guid, 40),
    scope: visibleText(properties.scope, 140),
    principalId: visibleText(properties.principalId.toLowerCase(), 40),
  };
}
