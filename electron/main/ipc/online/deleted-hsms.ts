// Calls about deleted HSMs: listed, brought back, destroyed for good.
import type { DeletedHsmsView } from '#shared/contract/online/administration-view.ts';
import type { OnlineHandlers } from '#shared/contract/online/contract.ts';
import type { OnlineAppState } from '#services/online/app-state.ts';
import type { Facts } from '#services/online/step-states.ts';
import { deletedAfterFailure, purged, recovered } from '#services/online/step-work.ts';
import { hasFailed, listDeletedHsms, purgeProblem } from '#services/recovery/deleted-hsms.ts';
import type { StepContext } from '#services/recovery/step-context.ts';

export function deletedHsmCalls(appState: OnlineAppState): OnlineHandlers['deletedHsms'] {
  return {
    async list() {
      const context = appState.context('deletedHsms.list');
      const isStillOpen = appState.asked();
      const deletedHsms = await listed(context);
      if (!isStillOpen()) return appState.view;
      return appState.update({ deletedHsms, lastContactUtc: appState.nowUtc() });
    },
    deleteFailed: ({ confirmation }) =>
      appState.run('deletedHsms.deleteFailed', 'deleted', (context) =>
        thenListed(appState, context, deletedAfterFailure(context, confirmation)),
      ),
    recover: (order) =>
      appState.run('deletedHsms.recover', 'deleted', (context) =>
        thenListed(appState, context, recovered(context, order)),
      ),
    purge: (order) =>
      appState.run('deletedHsms.purge', 'deleted', (context) => thenListed(appState, context, purged(context, order))),
  };
}

/** The list on the screen is as old as what was done: it is asked for again, or taken away where that fails. */
export async function thenListed(appState: OnlineAppState, context: StepContext, work: Promise<Facts>): Promise<Facts> {
  const facts = await work;
  appState.update({ deletedHsms: await listed(context).catch(() => null) });
  return facts;
}

async function listed(context: StepContext): Promise<DeletedHsmsView> {
  const hsms = await listDeletedHsms(context);
  const { resourceGroup, name } = context.plan.target;
  const target = await context.controlPlane?.hsm(resourceGroup, name);
  return {
    failed: target && hasFailed(target) ? { name, state: target.provisioningState } : null,
    atUtc: new Date(context.waiting.now()).toISOString(),
    hsms: hsms.map((hsm) => ({
      name: hsm.name,
      location: hsm.location,
      deletedUtc: hsm.deleted ?? null,
      purgedUtc: hsm.scheduledPurge ?? null,
      planned: hsm.planned,
      purgeProblem: hsm.planned === null ? null : (purgeProblem(context, hsm.planned, hsm) ?? null),
    })),
  };
}
