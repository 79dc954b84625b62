// Role assignments of a practice HSM (protocol §5).
import { z } from 'zod';
import { type Answer, badParameter, notFound, ok } from './answers.ts';
import { bodyAs, type Call, parameter } from './call.ts';
import { type HsmContent } from './hsm-state.ts';
import { needActivation } from './one-at-a-time.ts';
import { isDefined } from './role-definitions.ts';

type RoleAssignment = HsmContent['roleAssignments'][number];

/** `/`, `/keys` or `/keys/NAME`: what the path before `/providers` names. */
function scopeOf(call: Call): string {
  const scope = call.parameters[0] ?? '';
  return scope === '' ? '/' : `/${scope}`;
}

/** GET {scope}/providers/Microsoft.Authorization/roleAssignments: those at the scope and below it. */
export function listRoleAssignments(call: Call): Answer {
  needActivation(call.hsm.state);
  const scope = scopeOf(call);
  const below = scope === '/' ? '/' : `${scope}/`;
  const found = call.hsm.state.content.roleAssignments.filter(
    (one) => one.scope === scope || one.scope.startsWith(below),
  );
  return ok({ value: found.map(roleAssignmentBody) });
}

const NewAssignment = z.object({ properties: z.object({ roleDefinitionId: z.string(), principalId: z.string() }) });

/** PUT {scope}/providers/Microsoft.Authorization/roleAssignments/NAME */
export async function putRoleAssignment(call: Call): Promise<Answer> {
  needActivation(call.hsm.state);
  const { properties } = bodyAs(NewAssignment, call);
  const roleDefinitionId = properties.roleDefinitionId.replace(/^\//, '');
  if (!isDefined(call.hsm.state.content, roleDefinitionId)) throw badParameter('there is no such role definition');
  const assignment = {
    name: parameter(call, 1),
    scope: scopeOf(call),
    roleDefinitionId,
    principalId: properties.principalId,
  };
  const { content } = call.hsm.state;
  content.roleAssignments = [...content.roleAssignments.filter(({ name }) => name !== assignment.name), assignment];
  await call.hsm.save();
  return { status: 201, body: roleAssignmentBody(assignment) };
}

/** DELETE {scope}/providers/Microsoft.Authorization/roleAssignments/NAME */
export async function deleteRoleAssignment(call: Call): Promise<Answer> {
  const { content } = call.hsm.state;
  const found = content.roleAssignments.find(({ name }) => name === parameter(call, 1));
  if (!found) throw notFound('RoleAssignmentNotFound', 'there is no such role assignment');
  content.roleAssignments = content.roleAssignments.filter((one) => one !== found);
  await call.hsm.save();
  return ok(roleAssignmentBody(found));
}

function roleAssignmentBody({ name, ...properties }: RoleAssignment): unknown {
  return {
    id: `/providers/Microsoft.Authorization/roleAssignments/${name}`,
    name,
    type: 'Microsoft.Authorization/roleAssignments',
    properties,
  };
}
