// One request to the practice cloud's control plane as its handlers see it: authenticated, its body parsed.
import type { Cloud } from '#core/azure/clouds.ts';
import type { JsonValue } from '#core/encoding/json.ts';
import { type Answer, ServiceRefusal } from '../answers.ts';
import type { CloudServices } from '../call.ts';
import type { HsmStore } from '../hsm-store.ts';
import { type AzureAction, mayDo } from './azure-roles.ts';
import { type AzureState, practiceSubscriptionId, resourceIds, type StoredAzure } from './azure-state.ts';

export interface ArmCall {
  readonly cloud: CloudServices;
  readonly azure: AzureState;
  readonly store: HsmStore;
  /** Whose management host was asked; HSMs that it makes have the host names of this cloud. */
  readonly azureCloud: Cloud;
  readonly principalId: string;
  readonly origin: string;
  readonly path: string;
  readonly parameters: readonly (string | undefined)[];
  readonly query: URLSearchParams;
  readonly body: JsonValue;
}

export type ArmHandler = (call: ArmCall) => Answer | Promise<Answer>;

/**
 * Refuses a caller whose Azure roles do not allow this at this place.
 * @throws 403
 */
export function needAction(call: ArmCall, action: AzureAction, scope: string): void {
  if (mayDo(call.azure.state.roleAssignments, call.principalId, action, scope)) return;
  throw new ServiceRefusal(
    403,
    'AuthorizationFailed',
    `The client with object id '${call.principalId}' does not have authorization to perform action '${action}' over scope '${scope}'.`,
  );
}

/** @throws 404 */
export function needSubscription(id: string): void {
  if (id.toLowerCase() === practiceSubscriptionId) return;
  throw new ServiceRefusal(404, 'SubscriptionNotFound', `The subscription '${id}' could not be found.`);
}

/** @throws 404 */
export function findGroup(call: ArmCall, name: string): StoredAzure['resourceGroups'][number] {
  const found = call.azure.state.resourceGroups.find((one) => one.name.toLowerCase() === name.toLowerCase());
  if (found) return found;
  throw new ServiceRefusal(404, 'ResourceGroupNotFound', `Resource group '${name}' could not be found.`);
}

/**
 * @returns the scope of a group
 * @throws 404
 */
export const needGroup = (call: ArmCall, name: string): string => resourceIds.group(findGroup(call, name).name);

export const resourceNotFound = (what: string): ServiceRefusal =>
  new ServiceRefusal(404, 'ResourceNotFound', `The Resource '${what}' was not found.`);
