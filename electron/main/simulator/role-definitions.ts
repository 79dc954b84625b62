// Role definitions of a practice HSM: the built-in ones, and those that people make out of data actions.
import { z } from 'zod';
import { type Answer, badParameter, notFound, ok, ServiceRefusal } from './answers.ts';
import { allDataActions, builtInRoles, dataAction } from './built-in-roles.ts';
import { bodyAs, type Call, parameter } from './call.ts';
import type { HsmContent, StoredRole } from './hsm-state.ts';
import { needActivation } from './one-at-a-time.ts';
import { definitionPath } from './rights.ts';

interface Definition {
  readonly name: string;
  readonly roleName: string;
  readonly description: string;
  readonly type: 'AKVBuiltInRole' | 'CustomRole';
  readonly permissions: unknown;
}

const permissionsBody = (dataActions: readonly string[], notDataActions: readonly string[]): unknown => [
  { actions: [], notActions: [], dataActions, notDataActions },
];

const builtIn: readonly Definition[] = builtInRoles.map(({ name, roleName, dataActions }) => ({
  name,
  roleName,
  description: '',
  type: 'AKVBuiltInRole',
  permissions: permissionsBody(dataActions.map(dataAction), []),
}));

/** Recorded: a role that permits nothing has no permissions, not empty ones. */
const customOf = ({ name, roleName, description, dataActions, notDataActions }: StoredRole): Definition => ({
  name,
  roleName,
  description,
  type: 'CustomRole',
  permissions: dataActions.length + notDataActions.length === 0 ? [] : permissionsBody(dataActions, notDataActions),
});

const body = ({ name, ...properties }: Definition): unknown => ({
  id: `${definitionPath}${name}`,
  name,
  type: 'Microsoft.Authorization/roleDefinitions',
  properties: { assignableScopes: ['/'], ...properties },
});

const definitionsIn = ({ customRoles }: HsmContent): readonly Definition[] => [
  ...builtIn,
  ...customRoles.map(customOf),
];

/** Whether an assignment can name this definition. */
export const isDefined = (content: HsmContent, id: string): boolean =>
  definitionsIn(content).some(({ name }) => id.toLowerCase() === `${definitionPath}${name}`.toLowerCase());

/** GET {scope}/providers/Microsoft.Authorization/roleDefinitions */
export function listRoleDefinitions(call: Call): Answer {
  needActivation(call.hsm.state);
  return ok({ value: definitionsIn(call.hsm.state.content).map(body) });
}

/** GET {scope}/providers/Microsoft.Authorization/roleDefinitions/NAME */
export function getRoleDefinition(call: Call): Answer {
  needActivation(call.hsm.state);
  const found = definitionsIn(call.hsm.state.content).find(({ name }) => name === parameter(call, 1));
  if (!found) throw definitionNotFound();
  return ok(body(found));
}

const definitionNotFound = (): ServiceRefusal =>
  notFound('RoleDefinitionNotFound', 'There is no such role definition.');

const names = z.array(z.string()).nullish();
const NewDefinition = z.object({
  properties: z.object({
    roleName: z.string().nullish(),
    description: z.string().nullish(),
    permissions: z
      .array(z.object({ actions: names, notActions: names, dataActions: names, notDataActions: names }))
      .nullish(),
  }),
});

/** PUT {scope}/providers/Microsoft.Authorization/roleDefinitions/NAME: makes one of one's own, or changes it. */
export async function putRoleDefinition(call: Call): Promise<Answer> {
  needActivation(call.hsm.state);
  const { properties } = bodyAs(NewDefinition, call);
  const name = parameter(call, 1);
  refuseBuiltIn(name);
  const permissions = properties.permissions ?? [];
  const dataActions = permissions.flatMap((one) => one.dataActions ?? []);
  const unknown = dataActions.find((each) => !allDataActions.has(each.toLowerCase()));
  if (unknown !== undefined) throw badParameter(`There is no data action ${unknown}.`);
  const role: StoredRole = {
    name,
    roleName: properties.roleName ?? name,
    description: properties.description ?? '',
    dataActions,
    notDataActions: permissions.flatMap((one) => one.notDataActions ?? []),
  };
  const { content } = call.hsm.state;
  content.customRoles = [...content.customRoles.filter((one) => one.name !== name), role];
  await call.hsm.save();
  return { status: 201, body: body(customOf(role)) };
}

/** @throws 400 in the recorded words, which are the same for an attempt to delete a built-in role */
function refuseBuiltIn(name: string): void {
  if (builtInRoles.every((one) => one.name !== name.toLowerCase())) return;
  throw badParameter('Cannot re-use the name/GUID matching that of a built-in role. Please use a unique role ID.');
}

/** DELETE {scope}/providers/Microsoft.Authorization/roleDefinitions/NAME */
export async function deleteRoleDefinition(call: Call): Promise<Answer> {
  const { content } = call.hsm.state;
  refuseBuiltIn(parameter(call, 1));
  const found = content.customRoles.find(({ name }) => name === parameter(call, 1));
  if (!found) throw definitionNotFound();
  const id = `${definitionPath}${found.name}`.toLowerCase();
  if (content.roleAssignments.some(({ roleDefinitionId }) => roleDefinitionId.toLowerCase() === id)) {
    throw new ServiceRefusal(409, 'RoleDefinitionHasAssignments', 'The role definition is assigned to somebody.');
  }
  content.customRoles = content.customRoles.filter((one) => one !== found);
  await call.hsm.save();
  return ok(body(customOf(found)));
}
