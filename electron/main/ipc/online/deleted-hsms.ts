// Calls about deleted HSMs: listed, brought back, destroyed for good.
import type { DeletedHsmsView } from '#shared/contract/online/administration-view.ts';
import type { OnlineHandlers } from '#shared/contract/online/contract.ts';
import type { OnlineAppState } from '#services/online/app-state.ts';
import { fact } from '#services/app/confirmation.ts';
import type { DrawCall } from '#services/online/questions/calls.ts';
import type { Facts } from '#services/online/steps.ts';
import { deletedAfterFailure, purged, recovered } from '#services/online/step-work.ts';
import { hasFailed, listDeletedHsms, namedBy, purgeProblem } from '#services/recovery/deleted-hsms.ts';
import type { Confirmation, StepContext } from '#services/recovery/step-context.ts';

export function deletedHsmCalls(appState: OnlineAppState): OnlineHandlers['deletedHsms'] {
  /** What two people confirm with the whole name of the HSM. */
  const confirmed = async (
    { call, name, asked }: { readonly call: string; readonly name: string; readonly asked: DrawCall },
    work: (context: StepContext, confirmation: Confirmation) => Promise<Facts>,
  ) => {
    const confirmation = await appState.confirmed(call, asked, { deleted: name });
    return appState.run(call, 'deleted', (context) => thenListed(appState, context, work(context, confirmation)));
  };
  return {
    async list() {
      const context = appState.context('deletedHsms.list');
      const isStillOpen = appState.asked();
      const deletedHsms = await listed(context);
      if (!isStillOpen()) return appState.view;
      return appState.update({ deletedHsms, lastContactUtc: appState.nowUtc() });
    },
    async deleteFailed() {
      const call = 'deletedHsms.deleteFailed';
      const { name } = appState.open(call).particulars.target;
      const asked: DrawCall = ({ pages: { deleted: t } }) => ({
        ...{ title: t.failed.title, facts: [fact(t.name, name)] },
        ...{ action: t.failed.action, wholeName: t.failed.typed },
      });
      return confirmed({ call, name, asked }, deletedAfterFailure);
    },
    async recover({ which }) {
      const call = 'deletedHsms.recover';
      const { name } = namedBy(appState.open(call).particulars, which);
      const asked: DrawCall = ({ pages: { deleted: t } }) => ({
        ...{ title: t.recover.title, lead: [t.recover.detail], facts: [fact(t.name, `${name} (${t[which]})`)] },
        ...{ action: t.recoverAction, wholeName: t.typed },
      });
      return confirmed({ call, name, asked }, (context, confirmation) => recovered(context, { which, confirmation }));
    },
    async purge({ which }) {
      const call = 'deletedHsms.purge';
      const { name } = namedBy(appState.open(call).particulars, which);
      const asked: DrawCall = ({ pages: { deleted: t } }) => ({
        ...{ title: t.purge.title, lead: [t.warn(name)], facts: [fact(t.name, `${name} (${t[which]})`)] },
        ...{ action: t.purgeAction, wholeName: t.typed },
      });
      return confirmed({ call, name, asked }, (context, confirmation) => purged(context, { which, confirmation }));
    },
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
