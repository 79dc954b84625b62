// The control plane's operations on an HSM: counted in queries like every other, and done at the last one.
import type { HsmState, StoredResource } from '../hsm-state.ts';
import type { HsmStore, PracticeHsm } from '../hsm-store.ts';
import { ServiceRefusal } from '../answers.ts';
import type { AzureState } from './azure-state.ts';

type OperationKind = NonNullable<StoredResource['operation']>['kind'];

const secondsOfDay = 24 * 60 * 60;

/** @throws 409 while the control plane is at work on this HSM */
export function refuseWhileWorking({ resource }: HsmState): void {
  if (resource.operation === null) return;
  throw new ServiceRefusal(409, 'Conflict', `Another operation (${resource.operation.kind}) is in progress.`);
}

export function begin(resource: StoredResource, kind: OperationKind, pollsLeft: number): void {
  resource.operation = { kind, pollsLeft };
}

/**
 * One query nearer to the end of what runs on this HSM; its caller has the HSM to itself.
 * @returns whether it still runs
 */
export async function advance(store: HsmStore, azure: AzureState, hsm: PracticeHsm, now: number): Promise<boolean> {
  const { resource } = hsm.state;
  const { operation } = resource;
  if (operation === null) return false;
  if (operation.pollsLeft > 0) {
    operation.pollsLeft -= 1;
    await hsm.save();
    return true;
  }
  resource.operation = null;
  if (operation.kind === 'purge') {
    await store.removeNow(hsm);
    return false;
  }
  finish(resource, operation.kind, azure, now);
  await hsm.save();
  return false;
}

/** What an operation has changed when it ends; `now` in Unix seconds. */
export function finish(
  resource: StoredResource,
  kind: Exclude<OperationKind, 'purge'>,
  azure: AzureState,
  now: number,
): void {
  resource.modified = now;
  switch (kind) {
    case 'create':
      if (azure.region(resource.location)?.hasCapacity === false) {
        resource.failure = 'Resource creation failed. There is no capacity left in this region.';
      }
      return;
    case 'update':
    case 'recover':
      return;
    case 'delete':
      resource.deleted = { at: now, purgeAt: now + resource.retentionDays * secondsOfDay };
  }
}
