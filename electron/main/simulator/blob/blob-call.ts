// One request to the practice storage as its handlers see it, and whether its caller may make it.
import type { Cloud } from '#core/azure/clouds.ts';
import { ServiceRefusal } from '../answers.ts';
import type { CloudServices } from '../call.ts';
import { type AzureAction, type AzureDataAction, mayDo } from '../control-plane/azure-roles.ts';
import { resourceIds, type StoredAccount } from '../control-plane/azure-state.ts';
import type { Incoming } from '../incoming.ts';
import { containerUri } from '../storage-address.ts';
import { permissionsOf } from './sas.ts';

export interface BlobCall {
  readonly cloud: CloudServices;
  readonly azureCloud: Cloud;
  readonly account: StoredAccount;
  /** The container of the address; empty where the call is about the account. */
  readonly container: string;
  /** Who signed in; a caller with a SAS token has not. */
  readonly principalId: string | undefined;
  readonly incoming: Incoming;
}

export const uriOf = ({ account, azureCloud, container }: BlobCall): string =>
  containerUri(account.name, azureCloud, container);

/** @throws 404 */
export async function needContainer(call: BlobCall): Promise<void> {
  if (await call.cloud.storage.hasContainer(uriOf(call))) return;
  throw new ServiceRefusal(404, 'ContainerNotFound', 'The specified container does not exist.');
}

/**
 * Refuses a caller whose role, or whose SAS token, does not allow this.
 * @param letter what a SAS token must permit; without one no SAS token will do
 * @throws 403
 */
export function needAccess(call: BlobCall, action: AzureAction | AzureDataAction, letter?: string): void {
  const { cloud, account, container, principalId, incoming } = call;
  if (principalId === undefined) {
    const permitted = permissionsOf(cloud.azure, { account: account.name, container }, incoming.query, cloud.now());
    if (letter !== undefined && permitted.includes(letter)) return;
    throw new ServiceRefusal(403, 'AuthorizationPermissionMismatch', 'The SAS token does not permit this operation.');
  }
  const scope = container === '' ? resourceIds.account(account.name) : resourceIds.container(account.name, container);
  if (mayDo(cloud.azure.state.roleAssignments, principalId, action, scope)) return;
  throw new ServiceRefusal(
    403,
    'AuthorizationPermissionMismatch',
    'This request is not authorized to perform this operation using this permission.',
  );
}
