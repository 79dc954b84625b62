// `lifeboat hsm roles list`, `assign` and `remove`: who may do what inside the HSM.
import { type Command, Option } from 'commander';
import { type PrincipalType, principalTypes, roleScope } from '#shared/online/role-assignments.ts';
import { assignRole, listRoles, removeRole, type RoleOrder } from '#services/recovery/role-assignments.ts';
import type { RoleScope } from '#azure/roles-client.ts';
import { answers } from '../../context.ts';
import { typedGuid } from '../../printed-values.ts';
import { taken } from '../../usage.ts';
import { type AccessOptions, withAccess } from './credentials.ts';
import { type HsmContext, type StepOptions, withPlanAccess, withStep, withStepContext } from './step-options.ts';

interface RoleOptions extends StepOptions {
  readonly role: string;
  readonly scope: RoleScope;
  readonly principal: string;
}
interface AssignOptions extends RoleOptions {
  readonly principalType?: PrincipalType;
}

export function registerRoles(group: Command, context: HsmContext): void {
  const roles = group.command('roles').description('Role assignments inside the HSM: list, assign, remove.');
  answers(
    withAccess(roles.command('list').description('List who has which role on what.')),
    context,
    (options: AccessOptions) =>
      withPlanAccess(options, context, async (_, { hsm }) => {
        const assignments = await listRoles(hsm);
        return {
          result: { assignments },
          text: ({ commands: { hsm: texts } }) =>
            assignments.map(({ role, scope, principalId }) => texts.roleFor(role, scope, principalId)),
        };
      }),
  );
  answers(
    withRole(withStep(roles.command('assign').description('Assign a role; repeating it does no harm.'))).addOption(
      new Option('--principal-type <type>', 'what the principal is, for the record').choices(principalTypes),
    ),
    context,
    (options: AssignOptions) =>
      withStepContext(options, context, async (step) => {
        const change = await assignRole(step, {
          ...orderOf(options),
          principalType: options.principalType ?? null,
        });
        return {
          result: change,
          text: ({ commands: { hsm: texts } }) => [
            `${texts.roleChanges[change.change]} ${texts.roleFor(change.role, change.scope, change.principalId)}`,
          ],
        };
      }),
  );
  answers(
    withRole(withStep(roles.command('remove').description('Remove a role assignment.'))),
    context,
    (options: RoleOptions) =>
      withStepContext(options, context, async (step) => {
        const change = await removeRole(step, orderOf(options));
        return {
          result: change,
          text: ({ commands: { hsm: texts } }) => [
            `${texts.roleChanges[change.change]} ${texts.roleFor(change.role, change.scope, change.principalId)}`,
          ],
        };
      }),
  );
}

const orderOf = ({ role, scope, principal }: RoleOptions): RoleOrder => ({ role, scope, principalId: principal });

const withRole = (command: Command): Command =>
  command
    .requiredOption('--role <name>', 'a built-in role, “Crypto User”, or the name of one of your own')
    .requiredOption('--principal <id>', 'object id of the person, group or program', typedGuid('--principal'))
    .option('--scope <scope>', 'the whole HSM, all keys, or one: “/”, “/keys”, “/keys/NAME”', scopeOf, '/');

function scopeOf(text: string): string {
  return taken(roleScope, text, '--scope', '/, /keys, /keys/NAME');
}
