// Soft-deleted HSMs: list, read, purge.
import { type Answer, ok, ServiceRefusal } from '../answers.ts';
import { parameter, unixSeconds } from '../call.ts';
import type { HsmState } from '../hsm-state.ts';
import type { PracticeHsm } from '../hsm-store.ts';
import { type ArmCall, needAction, needSubscription, resourceNotFound } from './arm-call.ts';
import { azureActions } from './azure-roles.ts';
import { plainRegion } from './azure-state.ts';
import { deletedHsmBody } from './hsm-bodies.ts';
import { advance, begin, refuseWhileWorking } from './hsm-operations.ts';
import { accepted } from './operation-results.ts';

type Deletion = NonNullable<HsmState['resource']['deleted']>;

function scopeOf(call: ArmCall): string {
  needSubscription(parameter(call, 0));
  return `/subscriptions/${parameter(call, 0)}`;
}

function find(call: ArmCall): { readonly hsm: PracticeHsm; readonly deleted: Deletion } | undefined {
  const hsm = call.store.byName(parameter(call, 2));
  const deleted = hsm?.state.resource.deleted;
  const isThere = plainRegion(hsm?.state.resource.location ?? '') === plainRegion(parameter(call, 1));
  return hsm && deleted && isThere ? { hsm, deleted } : undefined;
}

/** GET …/deletedManagedHSMs of the subscription; a query also brings on what is under way. */
export async function listDeletedHsms(call: ArmCall): Promise<Answer> {
  needAction(call, azureActions.readDeletedHsms, scopeOf(call));
  for (const hsm of call.store.all()) {
    if (hsm.state.resource.deleted) {
      await hsm.exclusively(() => advance(call.store, call.azure, hsm, unixSeconds(call)));
    }
  }
  const value = call.store.all().flatMap(({ state }) => {
    const { deleted } = state.resource;
    return deleted ? [deletedHsmBody(state, deleted)] : [];
  });
  return ok({ value });
}

/** GET …/locations/REGION/deletedManagedHSMs/NAME */
export function getDeletedHsm(call: ArmCall): Answer {
  needAction(call, azureActions.readDeletedHsm, scopeOf(call));
  const found = find(call);
  if (!found) throw resourceNotFound(call.path);
  return ok(deletedHsmBody(found.hsm.state, found.deleted));
}

/** POST …/locations/REGION/deletedManagedHSMs/NAME/purge */
export async function purgeDeletedHsm(call: ArmCall): Promise<Answer> {
  needAction(call, azureActions.purgeHsm, scopeOf(call));
  const found = find(call);
  if (!found) throw resourceNotFound(call.path);
  const { state } = found.hsm;
  if (state.resource.purgeProtection) {
    throw new ServiceRefusal(
      400,
      'MethodNotAllowed',
      `Purge protection is enabled for '${state.name}': it stays until its scheduled purge date.`,
    );
  }
  return found.hsm.exclusively(async () => {
    refuseWhileWorking(state.resource);
    const operation = await begin(call, state, 'purge');
    await found.hsm.save();
    return accepted(call, operation);
  });
}
