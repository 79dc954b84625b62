// The control plane's operations on an HSM: counted in queries like every other, and done at the last one.
import { randomUUID } from 'node:crypto';
import type { StoredResource } from '../hsm-state.ts';
import type { HsmStore, PracticeHsm } from '../hsm-store.ts';
import { ServiceRefusal } from '../answers.ts';
import type { ArmCall } from './arm-call.ts';
import { type AzureState, plainRegion, type StoredOperation } from './azure-state.ts';

type OperationKind = StoredOperation['kind'];

const secondsOfDay = 24 * 60 * 60;
/** How many operations are remembered after their end. */
const keptOperations = 100;

/** @throws 409 while the control plane is at work on this HSM */
export function refuseWhileWorking({ operation }: StoredResource): void {
  if (operation === null) return;
  throw new ServiceRefusal(409, 'Conflict', `Another operation (${operation.kind}) is in progress.`);
}

/** Begins an operation, which is kept with the state that it is part of. */
export async function begin(
  { azure, cloud }: ArmCall,
  { name, resource }: { readonly name: string; readonly resource: StoredResource },
  kind: OperationKind,
): Promise<StoredOperation> {
  const operation = { id: randomUUID(), kind, hsm: name, region: plainRegion(resource.location) };
  resource.operation = { id: operation.id, kind, pollsLeft: cloud.polls[kind] };
  await azure.change(() => {
    azure.state.operations = [...azure.state.operations.slice(1 - keptOperations), operation];
  });
  return operation;
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
  switch (kind) {
    case 'create':
      if (azure.region(resource.location)?.hasCapacity === false) {
        resource.failure = 'Resource creation failed. There is no capacity left in this region.';
      }
      return;
    case 'update':
    case 'recover':
      resource.modified = now;
      return;
    case 'delete':
      resource.deleted = { at: now, purgeAt: now + resource.retentionDays * secondsOfDay };
  }
}
