// How an HSM is in the control plane's answers, and where it is.
import type { HsmState } from '../hsm-state.ts';
import { plainRegion, practiceSubscriptionId, resourceIds } from './azure-state.ts';

export const hsmResourceId = ({ name, resource }: HsmState): string =>
  `${resourceIds.group(resource.resourceGroup)}/providers/Microsoft.KeyVault/managedHSMs/${name}`;

const isoMs = (unix: number): string => new Date(unix * 1000).toISOString();
/** Recorded: the dates of a deletion have no fractions. */
const isoSeconds = (unix: number): string => isoMs(unix).replace('.000Z', 'Z');

const byPractice = (verb: 'created' | 'lastModified', at: number): object => ({
  [`${verb}By`]: 'practice@practice.invalid',
  [`${verb}ByType`]: 'User',
  [`${verb}At`]: isoMs(at),
});

/** The members in the recorded order; the region and the resource ids stand as they were sent. */
export function hsmBody(state: HsmState): unknown {
  const { resource } = state;
  return {
    // Recorded: nothing is said of an identity but that it is attached.
    ...(resource.identities.length === 0
      ? {}
      : {
          identity: {
            type: 'UserAssigned',
            userAssignedIdentities: Object.fromEntries(resource.identities.map((id) => [id, {}])),
          },
        }),
    sku: { family: /_([A-Z])\d/.exec(resource.skuName)?.[1], name: resource.skuName },
    id: hsmResourceId(state),
    name: state.name,
    type: 'Microsoft.KeyVault/managedHSMs',
    location: resource.location,
    tags: resource.tags,
    systemData: { ...byPractice('created', resource.created), ...byPractice('lastModified', resource.modified) },
    properties: {
      tenantId: state.tenantId,
      hsmUri: `https://${state.hostName}/`,
      initialAdminObjectIds: resource.administrators,
      enableSoftDelete: true,
      softDeleteRetentionInDays: resource.retentionDays,
      enablePurgeProtection: resource.purgeProtection,
      ...provisioning(state),
      networkAcls: resource.networkAcls,
      publicNetworkAccess: resource.publicNetworkAccess,
      // In the published form; recorded is the empty list alone.
      regions: resource.regions.map((region) => ({ ...region, provisioningState: 'Succeeded' })),
      securityDomainProperties: {
        activationStatus: state.activation,
        activationStatusMessage:
          state.activation === 'Active'
            ? 'Your HSM has been activated and can be used for cryptographic operations.'
            : 'Your HSM has been provisioned, but cannot be used for cryptographic operations until it is activated. To activate the HSM, download the security domain.',
      },
    },
  };
}

/** The words for what runs are the service's own, as recorded. */
function provisioning({ resource: { operation, failure }, isDegraded }: HsmState): object {
  // No recording shows it: the state is Microsoft's word, its place in the answer is practice's own.
  if (isDegraded) return { provisioningState: 'Failed', statusMessage: 'Degraded: an external key was restored.' };
  if (failure !== null) return { provisioningState: 'Failed', statusMessage: failure };
  switch (operation?.kind) {
    case 'create':
    case 'recover': {
      const doing = operation.pollsLeft > 1 ? 'Allocating hardware' : 'Starting service';
      return { provisioningState: 'Provisioning', statusMessage: `Resource creation in progress. ${doing}...` };
    }
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

export function deletedHsmBody(state: HsmState, deleted: { readonly at: number; readonly purgeAt: number }): unknown {
  const { location, purgeProtection, tags } = state.resource;
  return {
    id: `/subscriptions/${practiceSubscriptionId}/providers/Microsoft.KeyVault/locations/${plainRegion(location)}/deletedManagedHSMs/${state.name}`,
    name: state.name,
    // Recorded: a small v, here alone.
    type: 'Microsoft.Keyvault/deletedManagedHSMs',
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
