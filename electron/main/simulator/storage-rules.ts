// What keeps an HSM from its container: what a pre-flight should have found out before.
import type { CloudServices } from './call.ts';
import { azureDataActions, mayDo } from './control-plane/azure-roles.ts';
import { resourceIds } from './control-plane/azure-state.ts';
import type { StoredJob } from './hsm-state.ts';
import { parseContainerUri } from './storage-address.ts';

const problem = (code: string, message: string): NonNullable<StoredJob['error']> => ({ code, message });

/** @returns why a job cannot use its container, or undefined */
export async function storageProblem(
  { azure, storage }: CloudServices,
  identityIds: readonly string[],
  { container: uri, access, kind }: Pick<StoredJob, 'container' | 'access' | 'kind'>,
): Promise<StoredJob['error'] | undefined> {
  const { account, container } = parseContainerUri(uri);
  const writes = kind === 'backup' || kind === 'prebackup';
  const { defaultAction, bypass } = azure.account(account) ?? { defaultAction: 'Allow', bypass: 'AzureServices' };
  if (defaultAction === 'Deny' && bypass !== 'AzureServices') {
    return problem('AuthorizationFailure', 'the firewall of the storage account does not let trusted services pass');
  }
  if (access === 'identity') {
    const action = writes ? azureDataActions.writeBlobs : azureDataActions.readBlobs;
    const scope = resourceIds.container(account, container);
    const principals = identityIds.map((id) => azure.identity(id)?.principalId ?? '');
    if (!principals.some((id) => mayDo(azure.state.roleAssignments, id, action, scope))) {
      return problem('AuthorizationPermissionMismatch', 'the identity of the HSM has no role on the storage container');
    }
  }
  if (!(await storage.hasContainer(uri))) return problem('ContainerNotFound', 'the storage container does not exist');
  const { immutability, hasLegalHold } = azure.container(account, container);
  if (writes && (immutability !== null || hasLegalHold)) {
    return problem('BlobImmutableDueToPolicy', 'the storage container has an immutability policy or a legal hold');
  }
  return undefined;
}
