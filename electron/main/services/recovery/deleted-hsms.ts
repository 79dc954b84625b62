// Deleted HSMs of the subscription: listed; and, of those that the plan names, brought back or destroyed for good by two people. An HSM that
// failed creation is deleted first, so that its name can be used again.
import { refuse } from '#shared/faults/fault.ts';
import type { ArmOperation } from '#azure/azure-arm.ts';
import { noWords } from '#azure/service-words.ts';
import { confirmDeleted } from './confirmation.ts';
import { type ControlPlane, type DeletedHsm, type HsmResource, needControlPlane } from '#azure/control-plane.ts';
import { doneCall, openCall, type Running, runGuardedCall, type Settled } from './guarded-call.ts';
import { type HsmPlace, refuseFailed, untilHsm, untilShown } from './read-back.ts';
import { type CallContext, type Confirmation, placedTarget, type RecoveryTarget } from './step-context.ts';

/** What the plan calls an HSM: the lost one, or the one that the ceremony acts on, whose name a deleted HSM keeps reserved. */
export type PlannedHsm = 'source' | 'target';

export interface ListedDeletedHsm extends DeletedHsm {
  /** Null for an HSM that the plan does not name: nothing is done with it here. */
  readonly planned: PlannedHsm | null;
}

/** Every deleted HSM of the subscription. @throws STEP_NOT_PLANNED; the SERVICE faults */
export async function listDeletedHsms(context: CallContext): Promise<readonly ListedDeletedHsm[]> {
  const deleted = await needControlPlane(context).deletedHsms();
  return deleted.map((each) => ({ ...each, planned: plannedAs(context.plan, each.name) }));
}

export interface DeletedHsmOrder {
  readonly which: PlannedHsm;
  /** The name of the deleted HSM, typed from paper. */
  readonly confirmation: Confirmation;
}

/**
 * Brings a deleted HSM back with its keys and its security domain, or goes on waiting for that.
 * @throws STEP_NOT_PLANNED; DELETED_HSM_MISSING; CONFIRMATION_…; what `runGuardedCall` throws
 */
export async function recoverDeletedHsm(context: CallContext, order: DeletedHsmOrder): Promise<Settled<HsmResource>> {
  const controlPlane = needControlPlane(context);
  const { name, uri } = namedBy(context.plan, whichOf(context, 'recover', order));
  const isOpen = openCall(context, 'recover') !== undefined;
  const deleted = isOpen ? undefined : await findDeleted(controlPlane, name);
  if (!isOpen) await confirmDeleted(context, 'recover', order.confirmation, name);
  const place = await placeOf(context, controlPlane, name, deleted);
  const waiting = { pollUntilDone: () => untilBack(context, controlPlane, place) };
  return runGuardedCall<HsmResource>(context, {
    call: 'recover',
    target: uri,
    subject: null,
    folder: null,
    send: async (keep) => {
      const found = deleted ?? missing(name);
      return followedBy(await controlPlane.beginRecover(found, context.plan.target.tenant, keep), waiting);
    },
    follow: () => waiting,
    detailOf: () => name,
    readBack: () => Promise.resolve(),
  });
}

/**
 * Destroys a deleted HSM and its keys for good, or goes on waiting for that. The lost HSM is destroyed only after its backup was restored.
 * @returns with its name
 * @throws STEP_NOT_PLANNED; DELETED_HSM_MISSING; PURGE_STILL_ACCEPTED; PURGE_PROTECTED; PURGE_BEFORE_RESTORE; CONFIRMATION_…; what `runGuardedCall` throws
 */
export async function purgeDeletedHsm(context: CallContext, order: DeletedHsmOrder): Promise<Settled<string>> {
  const controlPlane = needControlPlane(context);
  const which = whichOf(context, 'purge', order);
  const { name, uri } = namedBy(context.plan, which);
  const isOpen = openCall(context, 'purge') !== undefined;
  const deleted = isOpen ? undefined : await findDeleted(controlPlane, name);
  if (deleted) {
    assertPurgeable(context, which, deleted);
    await confirmDeleted(context, 'purge', order.confirmation, name);
  }
  const waiting = { pollUntilDone: () => untilGone(context, controlPlane, name) };
  return runGuardedCall<string>(context, {
    call: 'purge',
    target: uri,
    subject: null,
    folder: null,
    send: async (keep) => besides(await controlPlane.beginPurge(deleted ?? missing(name), keep), waiting),
    follow: () => waiting,
    detailOf: () => name,
    readBack: () => Promise.resolve(),
  });
}

/** Whether an HSM can be deleted here: Azure could not make it, and it never had a security domain. */
export const hasFailed = ({ provisioning, activation }: HsmResource): boolean =>
  provisioning === 'failed' && activation !== 'active';

/**
 * Deletes the plan's HSM, which failed creation, or goes on waiting for that. Afterwards its name may be reserved by the deleted HSM.
 * @returns with its name
 * @throws STEP_NOT_PLANNED; TARGET_HSM_MISSING; HSM_NOT_FAILED; CONFIRMATION_…; what `runGuardedCall` throws
 */
export async function deleteFailedHsm(context: CallContext, confirmation: Confirmation): Promise<Settled<string>> {
  const controlPlane = needControlPlane(context);
  const { resourceGroup, name, resourceId } = placedTarget(context.plan);
  if (!openCall(context, 'delete')) {
    const hsm = await controlPlane.hsm(resourceGroup, name);
    if (!hsm) return refuse({ code: 'TARGET_HSM_MISSING', name, resourceGroup });
    if (!hasFailed(hsm)) return refuse({ code: 'HSM_NOT_FAILED', name, state: hsm.provisioningState });
    await confirmDeleted(context, 'delete', confirmation, name);
  }
  const waiting = { pollUntilDone: () => untilDeleted(context, controlPlane) };
  return runGuardedCall<string>(context, {
    call: 'delete',
    subject: null,
    folder: null,
    send: async (keep) => followedBy(await controlPlane.beginDelete({ resourceId }, keep), waiting),
    follow: () => waiting,
    detailOf: () => name,
    readBack: () => Promise.resolve(),
  });
}

/** An operation of the control plane, and after its end what shows that it has happened. */
const followedBy = <T>(operation: ArmOperation, shown: { readonly pollUntilDone: () => Promise<T> }): Running<T> => ({
  pollUntilDone: async (options) => {
    await operation.pollUntilDone(options);
    return shown.pollUntilDone();
  },
});

/** What shows that it has happened ends the waiting, also where the operation never does; its failure is the reason why nothing will show. */
const besides = <T>(operation: ArmOperation, shown: { readonly pollUntilDone: () => Promise<T> }): Running<T> => ({
  pollUntilDone: async ({ signal, onProgress } = {}) => {
    const over = new AbortController();
    const signals = [over.signal, ...(signal ? [signal] : [])];
    const happened = shown.pollUntilDone();
    const followed = operation
      .pollUntilDone({ signal: AbortSignal.any(signals), ...(onProgress && { onProgress }) })
      .then(() => happened);
    try {
      return await Promise.race([happened, followed]);
    } finally {
      over.abort();
    }
  },
});

/** Whether a deleted HSM can be destroyed now; a screen asks before it offers it. */
export function purgeProblem(
  context: Pick<CallContext, 'journal'>,
  which: PlannedHsm,
  { purgeProtection }: Pick<DeletedHsm, 'purgeProtection'>,
): 'protected' | 'before-restore' | undefined {
  if (purgeProtection) return 'protected';
  return which === 'source' && doneCall(context, 'restore') === undefined ? 'before-restore' : undefined;
}

function assertPurgeable(context: CallContext, which: PlannedHsm, deleted: DeletedHsm): void {
  const { name, scheduledPurge } = deleted;
  const problem = purgeProblem(context, which, deleted);
  if (problem === 'protected') refuse({ code: 'PURGE_PROTECTED', name, until: scheduledPurge ?? null });
  if (problem === 'before-restore') refuse({ code: 'PURGE_BEFORE_RESTORE', name });
}

const sameName = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

function plannedAs({ source, target }: RecoveryTarget, name: string): PlannedHsm | null {
  if (sameName(target.name, name)) return 'target';
  return source && sameName(source.name, name) ? 'source' : null;
}

/** A call that was begun is gone on with, whatever is ordered now. */
function whichOf(context: CallContext, call: 'recover' | 'purge', order: Pick<DeletedHsmOrder, 'which'>): PlannedHsm {
  const open = openCall(context, call);
  if (!open) return order.which;
  return open.target === context.plan.target.uri ? 'target' : 'source';
}

/** @throws STEP_NOT_PLANNED */
export function namedBy(
  { source, target }: RecoveryTarget,
  which: PlannedHsm,
): { readonly name: string; readonly uri: string } {
  return which === 'target' ? target : (source ?? refuse({ code: 'STEP_NOT_PLANNED', missing: 'source' }));
}

async function findDeleted(controlPlane: ControlPlane, name: string): Promise<DeletedHsm> {
  return (await controlPlane.deletedHsms()).find((each) => sameName(each.name, name)) ?? missing(name);
}

const missing = (name: string): never => refuse({ code: 'DELETED_HSM_MISSING', name });

/** Where the HSM will be again: its former resource id tells, and after an interruption the kept list of deleted HSMs, or the plan. */
async function placeOf(
  { plan }: Pick<CallContext, 'plan'>,
  controlPlane: ControlPlane,
  name: string,
  deleted: DeletedHsm | undefined,
): Promise<HsmPlace> {
  const found = deleted ?? (await controlPlane.deletedHsms()).find((each) => sameName(each.name, name));
  const group = /\/resourceGroups\/([^/]+)\//i.exec(found?.formerId ?? '')?.[1];
  return { name, resourceGroup: group ?? placedTarget(plan).resourceGroup };
}

/** It may not be listed soon after the request. If it never is, people see that. */
const mostQueriesWithout = 8;

function untilBack(context: CallContext, controlPlane: ControlPlane, place: HsmPlace): Promise<HsmResource> {
  return untilHsm(
    context,
    controlPlane,
    (hsm, asked) => {
      if (hsm?.provisioning === 'succeeded') return hsm;
      refuseFailed(hsm);
      if (!hsm && asked > mostQueriesWithout) {
        refuse({ code: 'SERVICE_NOT_FOUND', operation: 'control-plane', ...noWords });
      }
      return undefined;
    },
    place,
  );
}

/** Four in a minute. */
const mostQueriesOfPurge = 120;

function untilDeleted(context: CallContext, controlPlane: ControlPlane): Promise<string> {
  return untilShown(
    context,
    async () => ({ hsm: await controlPlane.hsm(placedTarget(context.plan).resourceGroup, context.plan.target.name) }),
    (found, asked) => {
      if (found?.hsm === undefined) return context.plan.target.name;
      if (asked < mostQueriesOfPurge) return undefined;
      const words = { serviceCode: '', serviceMessage: found.hsm.provisioningState };
      return refuse({ code: 'SERVICE_OPERATION_FAILED', operation: 'control-plane', ...words });
    },
  );
}

const untilGone = (context: CallContext, controlPlane: ControlPlane, name: string): Promise<string> =>
  untilShown(
    context,
    async () => (await controlPlane.deletedHsms()).find((each) => sameName(each.name, name)),
    (deleted, asked) => {
      if (!deleted) return name;
      // Known of the service: an operation that answers 202 forever.
      return asked < mostQueriesOfPurge ? undefined : refuse({ code: 'PURGE_STILL_ACCEPTED', name, minutes: 30 });
    },
  );
