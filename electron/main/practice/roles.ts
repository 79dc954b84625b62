// Role definitions and assignments of a practice HSM (protocol §5). The identifiers are those of the real built-in roles.
import { z } from 'zod';
import { type Answer, badParameter, notFound, ok } from './answers.ts';
import { bodyAs, type Call, parameter } from './call.ts';
import { type HsmContent } from './hsm-state.ts';
import { needActivation } from './one-at-a-time.ts';

type RoleAssignment = HsmContent['roleAssignments'][number];

const definitionPath = 'Microsoft.KeyVault/providers/Microsoft.Authorization/roleDefinitions/';

const builtInRoles = {
  'Managed HSM Administrator': 'a290e904-7015-4bba-90c8-60543313cdb4',
  'Managed HSM Crypto Officer': '515eb02d-2335-4d2d-92f2-b1cbdf9c3778',
  'Managed HSM Crypto User': '21dbd100-6940-42c2-9190-5d6cb909625b',
  'Managed HSM Policy Administrator': '4bd23610-cdcf-4971-bdee-bdc562cc28e4',
  'Managed HSM Crypto Auditor': '2c18b078-7c48-4d3a-af88-5a3a1b3f82b3',
  'Managed HSM Crypto Service Encryption User': '33413926-3206-4cdd-b39a-83574fe37a17',
  'Managed HSM Backup': '7b127d3c-77bd-4e3e-bbe0-dbb8971fa7f8',
} as const;

export const administratorRoleId = `${definitionPath}${builtInRoles['Managed HSM Administrator']}`;

/** `/`, `/keys` or `/keys/NAME`: what the path before `/providers` names. */
function scopeOf(call: Call): string {
  const scope = call.parameters[0] ?? '';
  return scope === '' ? '/' : `/${scope}`;
}

/** GET {scope}/providers/Microsoft.Authorization/roleDefinitions */
export function listRoleDefinitions(call: Call): Answer {
  needActivation(call.hsm.state);
  return ok({
    value: Object.entries(builtInRoles).map(([roleName, name]) => ({
      id: `${definitionPath}${name}`,
      name,
      type: 'Microsoft.Authorization/roleDefinitions',
      properties: {
        assignableScopes: ['/'],
        description: '',
        roleName,
        type: 'AKVBuiltInRole',
        permissions: [{ actions: [], notActions: [], dataActions: [], notDataActions: [] }],
      },
    })),
  });
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
  const roles: readonly string[] = Object.values(builtInRoles).map((id) => `${definitionPath}${id}`);
  const roleDefinitionId = properties.roleDefinitionId.replace(/^\//, '');
  if (!roles.includes(roleDefinitionId)) throw badParameter('there is no such role definition');
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
