// Azure's role assignments and what they allow, as a pre-flight asks for them.
import { z } from 'zod';
import { type Answer, ok, ServiceRefusal } from '../answers.ts';
import { bodyAs, parameter } from '../call.ts';
import { type ArmCall, needAction } from './arm-call.ts';
import { azureActions, azureRoles, isAtOrAbove } from './azure-roles.ts';
import { practiceSubscriptionId, type StoredAssignment } from './azure-state.ts';

const definitionId = (guid: string): string =>
  `/subscriptions/${practiceSubscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${guid}`;

function assignmentBody({ name, scope, roleGuid, principalId, principalType }: StoredAssignment): unknown {
  return {
    id: `${scope}/providers/Microsoft.Authorization/roleAssignments/${name}`,
    name,
    type: 'Microsoft.Authorization/roleAssignments',
    properties: { roleDefinitionId: definitionId(roleGuid), principalId, principalType, scope },
  };
}

/** GET {scope}/providers/Microsoft.Authorization/roleAssignments: at, above and below the scope, unless the filter says otherwise. */
export function listAssignments(call: ArmCall): Answer {
  const scope = parameter(call, 0);
  needAction(call, azureActions.readAssignments, scope);
  const wanted = parseFilter(call.query.get('$filter') ?? '');
  const found = call.azure.state.roleAssignments
    .filter((one) => isAtOrAbove(one.scope, scope) || (!wanted.atScope && isAtOrAbove(scope, one.scope)))
    .filter(({ principalId }) => wanted.principalId === undefined || principalId === wanted.principalId);
  return ok({ value: found.map(assignmentBody) });
}

/** `atScope()`, `principalId eq 'ID'`, `assignedTo('ID')`, and the first together with one of the others. */
function parseFilter(text: string): { readonly atScope: boolean; readonly principalId: string | undefined } {
  let atScope = false;
  let principalId: string | undefined;
  for (const term of text === '' ? [] : text.split(/\s+and\s+/i)) {
    const [, equal, assigned] = /^(?:principalId\s+eq\s+'([^']*)'|assignedTo\('([^']*)'\))$/i.exec(term.trim()) ?? [];
    const id = equal ?? assigned;
    if (/^atScope\(\)$/i.test(term.trim())) atScope = true;
    else if (id !== undefined) principalId = id;
    else throw new ServiceRefusal(400, 'UnsupportedQuery', `The filter '${term}' is not supported.`);
  }
  return { atScope, principalId };
}

const NewAssignment = z.object({
  properties: z.object({
    roleDefinitionId: z.string(),
    principalId: z.string(),
    principalType: z.enum(['User', 'ServicePrincipal']).nullish(),
  }),
});

/** PUT {scope}/providers/Microsoft.Authorization/roleAssignments/NAME */
export async function putAssignment(call: ArmCall): Promise<Answer> {
  const scope = parameter(call, 0);
  needAction(call, azureActions.writeAssignments, scope);
  const { properties } = bodyAs(NewAssignment, call);
  const role = azureRoles.find(({ guid }) => properties.roleDefinitionId.toLowerCase().endsWith(`/${guid}`));
  if (!role)
    throw new ServiceRefusal(404, 'RoleDefinitionDoesNotExist', 'The specified role definition does not exist.');
  const assignment: StoredAssignment = {
    name: parameter(call, 1),
    scope,
    roleGuid: role.guid,
    principalId: properties.principalId,
    principalType: properties.principalType ?? 'User',
  };
  const { state } = call.azure;
  const isThere = state.roleAssignments.some(
    (one) => one.scope === scope && one.roleGuid === role.guid && one.principalId === assignment.principalId,
  );
  if (isThere) throw new ServiceRefusal(409, 'RoleAssignmentExists', 'The role assignment already exists.');
  await call.azure.change(() => state.roleAssignments.push(assignment));
  return { status: 201, body: assignmentBody(assignment) };
}

/** GET {scope}/providers/Microsoft.Authorization/roleDefinitions, and one of them by its guid. */
export function listDefinitions(call: ArmCall): Answer {
  const value = azureRoles.map((role) => ({
    id: definitionId(role.guid),
    name: role.guid,
    type: 'Microsoft.Authorization/roleDefinitions',
    properties: { roleName: role.roleName, type: 'BuiltInRole', permissions: [permissions(role)] },
  }));
  const wanted = call.parameters[1];
  if (wanted === undefined) return ok({ value });
  const found = value.find(({ name }) => name === wanted.toLowerCase());
  if (!found)
    throw new ServiceRefusal(404, 'RoleDefinitionDoesNotExist', 'The specified role definition does not exist.');
  return ok(found);
}

/** GET {scope}/providers/Microsoft.Authorization/permissions: what the caller may do there. Anybody may ask. */
export function listPermissions(call: ArmCall): Answer {
  const mine = call.azure.state.roleAssignments
    .filter((one) => one.principalId === call.principalId && isAtOrAbove(one.scope, parameter(call, 0)))
    .flatMap(({ roleGuid }) => azureRoles.filter(({ guid }) => guid === roleGuid));
  return ok({ value: mine.map(permissions) });
}

const permissions = ({ actions, notActions, dataActions }: (typeof azureRoles)[number]): unknown => ({
  actions,
  notActions,
  dataActions,
  notDataActions: [],
});
