// Role assignments of a practice HSM (REQ-02).
import { z } from 'zod';
import { type Answer, badParameter, notFound, ok, ServiceRefusal } from './answers.ts';
import { bodyAs, type Call, parameter } from './call.ts';
import { type HsmContent } from './hsm-state.ts';
import { needActivation } from './one-at-a-time.ts';
import { isAtOrBelow } from './rights.ts';
import { isDefined } from './role-definitions.ts';

type RoleAssignment = HsmContent['roleAssignments'][number];

/** `/`, `/keys` or `/keys/NAME`: what the path before `/providers` names, without its slash at the front. */
export const roleScope = (captured: string | undefined): string =>
  captured === undefined || captured === '' ? '/' : `/${captured}`;

/** GET {scope}/providers/Microsoft.Authorization/roleAssignments: those at the scope and below it. */
export function listRoleAssignments(call: Call): Answer {
  needActivation(call.hsm.state);
  const scope = roleScope(call.parameters[0]);
  const found = call.hsm.state.content.roleAssignments.filter((one) => isAtOrBelow(one.scope, scope));
  return ok({ value: found.map(roleAssignmentBody) });
}

/** GET {scope}/providers/Microsoft.Authorization/roleAssignments/NAME */
export const getRoleAssignment = (call: Call): Answer => ok(roleAssignmentBody(find(call)));

const NewAssignment = z.object({ properties: z.object({ roleDefinitionId: z.string(), principalId: z.string() }) });

/** PUT {scope}/providers/Microsoft.Authorization/roleAssignments/NAME; what is there already cannot be replaced (recorded: 400). */
export async function putRoleAssignment(call: Call): Promise<Answer> {
  needActivation(call.hsm.state);
  const { properties } = bodyAs(NewAssignment, call);
  const roleDefinitionId = properties.roleDefinitionId.replace(/^\//, '');
  const { content } = call.hsm.state;
  if (!isDefined(content, roleDefinitionId)) throw badParameter('There is no such role definition.');
  const assignment = {
    name: parameter(call, 1),
    scope: roleScope(call.parameters[0]),
    roleDefinitionId,
    principalId: properties.principalId,
  };
  if (content.roleAssignments.some((one) => one.name === assignment.name || isSame(one, assignment))) {
    throw new ServiceRefusal(400, 'RoleAssignmentExists', 'The role assignment already exists.');
  }
  content.roleAssignments.push(assignment);
  await call.hsm.save();
  return { status: 201, body: roleAssignmentBody(assignment) };
}

const isSame = (one: RoleAssignment, other: RoleAssignment): boolean =>
  one.scope === other.scope &&
  one.principalId === other.principalId &&
  one.roleDefinitionId.toLowerCase() === other.roleDefinitionId.toLowerCase();

/** DELETE {scope}/providers/Microsoft.Authorization/roleAssignments/NAME */
export async function deleteRoleAssignment(call: Call): Promise<Answer> {
  const found = find(call);
  const { content } = call.hsm.state;
  content.roleAssignments = content.roleAssignments.filter((one) => one !== found);
  await call.hsm.save();
  return ok(roleAssignmentBody(found));
}

/** @throws 404 */
function find(call: Call): RoleAssignment {
  needActivation(call.hsm.state);
  const name = parameter(call, 1);
  const found = call.hsm.state.content.roleAssignments.find((one) => one.name === name);
  return found ?? notThere();
}

function notThere(): never {
  throw notFound('RoleAssignmentNotFound', 'There is no such role assignment.');
}

function roleAssignmentBody({ name, ...properties }: RoleAssignment): unknown {
  return {
    id: `/providers/Microsoft.Authorization/roleAssignments/${name}`,
    name,
    type: 'Microsoft.Authorization/roleAssignments',
    properties,
  };
}
