// Calls about role assignments inside the HSM: listed, given, taken away.
import type { RolesView } from '#shared/contract/online/administration-view.ts';
import type { OnlineHandlers } from '#shared/contract/online/contract.ts';
import { isFaultOf } from '#shared/faults/fault.ts';
import type { OnlineAppState } from '#services/online/app-state.ts';
import { confirmRole } from '#services/online/questions/roles.ts';
import {
  assignRole,
  listRoles,
  removeRole,
  type RoleChange,
  type RoleOrder,
} from '#services/recovery/role-assignments.ts';
import type { StepContext } from '#services/recovery/step-context.ts';
import type { RoleScope } from '#azure/roles-client.ts';

export function roleCalls(appState: OnlineAppState): OnlineHandlers['roles'] {
  const changed = async (call: string, work: (context: StepContext) => Promise<RoleChange>) => {
    const context = appState.context(call);
    const isStillOpen = appState.asked();
    const { role, scope, principalId, change } = await work(context);
    if (!isStillOpen()) return appState.view;
    const listed = await listedIfAllowed(appState, context);
    if (!isStillOpen()) return appState.view;
    const atUtc = appState.nowUtc();
    return appState.update({
      roles: { listed, changed: { role, scope, principalId, change, atUtc } },
      lastContactUtc: atUtc,
    });
  };
  /** People confirm it first, whatever the page says that they want. @returns the order */
  const confirmed = async <Asked extends Omit<RoleOrder, 'scope'> & { readonly scope: string }>(
    change: 'assign' | 'remove',
    asked: Asked,
  ) => {
    const call = `roles.${change}`;
    const order = { ...asked, scope: asked.scope as RoleScope };
    appState.context(call);
    await appState.world.confirm(confirmRole(appState.openWork(call), { change, ...order }));
    return order;
  };
  return {
    async list() {
      const context = appState.context('roles.list');
      const isStillOpen = appState.asked();
      const listed = await listOf(appState, context);
      if (!isStillOpen()) return appState.view;
      return appState.update({ roles: { ...appState.uiState.roles, listed }, lastContactUtc: appState.nowUtc() });
    },
    async assign(asked) {
      const order = await confirmed('assign', asked);
      return changed('roles.assign', (context) => assignRole(context, order));
    },
    async remove(asked) {
      const order = await confirmed('remove', asked);
      return changed('roles.remove', (context) => removeRole(context, order));
    },
  };
}

async function listOf(appState: OnlineAppState, { hsm }: StepContext): Promise<NonNullable<RolesView['listed']>> {
  const assignments = await listRoles(hsm);
  return {
    atUtc: appState.nowUtc(),
    assignments: assignments.map(({ role, scope, principalId }) => ({ role, scope, principalId })),
  };
}

/** The change was made; an account that may not read roles sees no list. */
async function listedIfAllowed(appState: OnlineAppState, context: StepContext): Promise<RolesView['listed']> {
  try {
    return await listOf(appState, context);
  } catch (error) {
    if (isFaultOf(error, 'SERVICE_FORBIDDEN')) return null;
    throw error;
  }
}
