// How an HSM stands in the control plane's answers, and where it is.
import type { HsmState } from '../hsm-state.ts';
import { practiceSubscriptionId, resourceIds } from './azure-state.ts';
import type { ArmCall } from './arm-call.ts';

export const hsmResourceId = ({ name, resource }: HsmState): string =>
  `${resourceIds.group(resource.resourceGroup)}/providers/Microsoft.KeyVault/managedHSMs/${name}`;

const isoSeconds = (unix: number): string => new Date(unix * 1000).toISOString();

/** @param isFirst observed: the answer to the request that makes an HSM has its URI without the last slash, later ones have it */
export function hsmBody(call: ArmCall, state: HsmState, isFirst = false): unknown {
  const { resource } = state;
  return {
    sku: { family: 'B', name: resource.skuName },
    id: hsmResourceId(state),
    name: state.name,
    type: 'Microsoft.KeyVault/managedHSMs',
    location: resource.location,
    tags: resource.tags,
    ...(resource.identities.length === 0 ? {} : { identity: identityBody(call, resource.identities) }),
    systemData: { createdAt: isoSeconds(resource.created), lastModifiedAt: isoSeconds(resource.modified) },
    properties: {
      tenantId: state.tenantId,
      hsmUri: `https://${state.hostName}${isFirst ? '' : '/'}`,
      initialAdminObjectIds: resource.administrators,
      enableSoftDelete: true,
      softDeleteRetentionInDays: resource.retentionDays,
      enablePurgeProtection: resource.purgeProtection,
      ...provisioning(state),
      networkAcls: { bypass: 'None', defaultAction: 'Allow', ipRules: [], virtualNetworkRules: [] },
      publicNetworkAccess: 'Enabled',
      regions: [],
      securityDomainProperties: {
        activationStatus: state.activation,
        activationStatusMessage:
          state.activation === 'Active'
            ? 'Your HSM has been activated and can be used for cryptographic operations.'
            : 'Your HSM has been provisioned, but cannot be used for cryptographic operations until it is activated.',
      },
    },
  };
}

/** The words for what runs are the service's own, as recorded. */
function provisioning({ resource: { operation, failure } }: HsmState): object {
  if (failure !== null) return { provisioningState: 'Failed', statusMessage: failure };
  switch (operation?.kind) {
    case 'create':
    case 'recover':
      return {
        provisioningState: 'Provisioning',
        statusMessage: 'Resource creation in progress. Allocating hardware...',
      };
    case 'update':
      return { provisioningState: 'Updating', statusMessage: 'Resource update in progress.' };
    case 'delete':
    case 'purge':
      return { provisioningState: 'Deleting', statusMessage: 'Resource deletion in progress.' };
    case undefined:
      return {
        provisioningState: 'Succeeded',
        statusMessage: 'The Managed HSM is provisioned and ready to use.',
      };
  }
}

function identityBody({ azure }: ArmCall, ids: readonly string[]): unknown {
  const described = ids.map((id) => {
    const identity = azure.identity(id);
    return [id, identity ? { principalId: identity.principalId, clientId: identity.clientId } : {}] as const;
  });
  return { type: 'UserAssigned', userAssignedIdentities: Object.fromEntries(described) };
}

export function deletedHsmBody(state: HsmState, deleted: { readonly at: number; readonly purgeAt: number }): unknown {
  const { location, purgeProtection, tags } = state.resource;
  return {
    id: `/subscriptions/${practiceSubscriptionId}/providers/Microsoft.KeyVault/locations/${location}/deletedManagedHSMs/${state.name}`,
    name: state.name,
    type: 'Microsoft.KeyVault/deletedManagedHSMs',
    properties: {
      mhsmId: hsmResourceId(state),
      location,
      deletionDate: isoSeconds(deleted.at),
      scheduledPurgeDate: isoSeconds(deleted.purgeAt),
      purgeProtectionEnabled: purgeProtection,
      tags,
    },
  };
}
