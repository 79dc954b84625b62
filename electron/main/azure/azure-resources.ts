// What the control plane tells about the things around an HSM: the storage account, the identity, who may do what. Questions only.
import { z } from 'zod';
import { isFaultOf } from '#shared/faults/fault.ts';
import type { Plan } from '#shared/plan/plan.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import type { ArmConnection } from './azure-arm.ts';
import type { AzurePermissions, AzureResources } from './control-plane.ts';

const Account = z.object({
  id: z.string(),
  name: z.string(),
  properties: z.object({
    publicNetworkAccess: z.string().nullish(),
    immutableStorageWithVersioning: z.object({ enabled: z.boolean().nullish() }).nullish(),
    networkAcls: z.object({ bypass: z.string().nullish(), defaultAction: z.string().nullish() }).nullish(),
  }),
});
const Provider = z.object({ registrationState: z.string() });
const Identity = z.object({ properties: z.object({ principalId: z.string() }) });
const Assignment = z.object({ properties: z.object({ roleDefinitionId: z.string() }) });
const patterns = z.array(z.string()).nullish();
const Permission = z.object({
  actions: patterns,
  notActions: patterns,
  dataActions: patterns,
  notDataActions: patterns,
});

/** @param subscription where the storage account is looked for */
export function openAzureResources(arm: ArmConnection, subscription: Plan['target']['subscription']): AzureResources {
  return {
    storageAccount: async (name) => {
      const path = `/subscriptions/${subscription}/providers/Microsoft.Storage/storageAccounts`;
      const found = (await arm.list({ path, api: 'storage-accounts' }, Account)).find((each) => each.name === name);
      if (!found) return undefined;
      const { publicNetworkAccess, networkAcls, immutableStorageWithVersioning } = found.properties;
      return {
        resourceId: found.id,
        network: networkOf(publicNetworkAccess, networkAcls?.defaultAction),
        hasImmutableVersions: immutableStorageWithVersioning?.enabled ?? false,
        // A list in one text: "AzureServices, Logging".
        letsTrustedServicesPass: /\bAzureServices\b/.test(networkAcls?.bypass ?? ''),
      };
    },
    registration: async () => {
      const path = `/subscriptions/${subscription}/providers/Microsoft.KeyVault`;
      return visibleText((await arm.get({ path, api: 'resources' }, Provider)).registrationState, 40);
    },
    principalOf: async (identityId) => {
      try {
        return (await arm.get({ path: identityId, api: 'identities' }, Identity)).properties.principalId;
      } catch (error) {
        if (isFaultOf(error, 'SERVICE_NOT_FOUND')) return undefined;
        throw error;
      }
    },
    rolesAt: async (scope, principalId) => {
      const path = `${scope}/providers/Microsoft.Authorization/roleAssignments`;
      // assignedTo: those of the groups that it is in, too, at the scope and above.
      const filter = `atScope() and assignedTo('${principalId}')`;
      const assignments = await arm.list({ path, api: 'authorization', filter }, Assignment);
      return assignments.map(({ properties: { roleDefinitionId } }) => roleGuidOf(roleDefinitionId));
    },
    permissionsAt: async (scope) => {
      const path = `${scope}/providers/Microsoft.Authorization/permissions`;
      return (await arm.list({ path, api: 'authorization' }, Permission)).map(permissionsOf);
    },
  };
}

/** In a perimeter its rules count, and not those of the account (Azure's `SecuredByPerimeter`). */
function networkOf(access: string | null | undefined, defaultAction: string | null | undefined) {
  if (access === 'SecuredByPerimeter') return 'perimeter';
  return defaultAction === 'Deny' || access === 'Disabled' ? 'closed' : 'open';
}

const roleGuidOf = (definitionId: string): string =>
  visibleText(definitionId.slice(definitionId.lastIndexOf('/') + 1).toLowerCase(), 40);

const permissionsOf = ({
  actions,
  notActions,
  dataActions,
  notDataActions,
}: z.infer<typeof Permission>): AzurePermissions => ({
  actions: actions ?? [],
  notActions: notActions ?? [],
  dataActions: dataActions ?? [],
  notDataActions: notDataActions ?? [],
});
