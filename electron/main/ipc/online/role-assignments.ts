// Calls about role assignments inside the HSM: listed, given, taken away.
import type { RolesView } from '#shared/contract/online/administration-view.ts';
import type { OnlineHandlers } from '#shared/contract/online/contract.ts';
import { isFaultOf } from '#shared/faults/fault.ts';
import type { OnlineDesk } from '#services/online/desk.ts';
import { assignRole, listRoles, removeRole, type RoleChange } from '#services/recovery/role-assignments.ts';
import type { StepContext } from '#services/recovery/step-context.ts';
import type { RoleScope } from '#azure/roles-client.ts';

export function roleCalls(desk: OnlineDesk): OnlineHandlers['roles'] {
  const changed = async (call: string, work: (context: StepContext) => Promise<RoleChange>) => {
    const context = desk.context(call);
    const isStillOpen = desk.asked();
    const { role, scope, principalId, change } = await work(context);
    if (!isStillOpen()) return desk.view;
    const listed = await listedIfAllowed(desk, context);
    if (!isStillOpen()) return desk.view;
    const atUtc = desk.nowUtc();
    return desk.update({
      roles: { listed, changed: { role, scope, principalId, change, atUtc } },
      lastContactUtc: atUtc,
    });
  };
  return {
    async list() {
      const context = desk.context('roles.list');
      const isStillOpen = desk.asked();
      const listed = await listOf(desk, context);
      if (!isStillOpen()) return desk.view;
      return desk.update({ roles: { ...desk.around.roles, listed }, lastContactUtc: desk.nowUtc() });
    },
    assign: (order) =>
      changed('roles.assign', (context) => assignRole(context, { ...order, scope: order.scope as RoleScope })),
    remove: (order) =>
      changed('roles.remove', (context) => removeRole(context, { ...order, scope: order.scope as RoleScope })),
  };
}

async function listOf(desk: OnlineDesk, { hsm }: StepContext): Promise<NonNullable<RolesView['listed']>> {
  const assignments = await listRoles(hsm);
  return {
    atUtc: desk.nowUtc(),
    assignments: assignments.map(({ role, scope, principalId }) => ({ role, scope, principalId })),
  };
}

/** The change was made; whoever may not read roles sees no list. */
async function listedIfAllowed(desk: OnlineDesk, context: StepContext): Promise<RolesView['listed']> {
  try {
    return await listOf(desk, context);
  } catch (error) {
    if (isFaultOf(error, 'SERVICE_FORBIDDEN')) return null;
    throw error;
  }
}
