// The resources around an HSM that a recovery looks at: subscriptions, resource groups, identities, storage accounts, containers.
import { z } from 'zod';
import { type Answer, ok } from '../answers.ts';
import { bodyAs, parameter } from '../call.ts';
import { practiceTenantId } from '../sign-in.ts';
import { containerUri } from '../storage-address.ts';
import { type ArmCall, findGroup, needAction, needGroup, needSubscription, resourceNotFound } from './arm-call.ts';
import { azureActions } from './azure-roles.ts';
import {
  practiceResourceGroup,
  practiceSubscriptionId,
  resourceIds,
  type StoredAccount,
  type StoredContainer,
  type StoredIdentity,
} from './azure-state.ts';

const subscriptionBody = {
  id: resourceIds.subscription,
  subscriptionId: practiceSubscriptionId,
  tenantId: practiceTenantId,
  displayName: 'PRACTICE subscription',
  state: 'Enabled',
};

/** GET /subscriptions */
export const listSubscriptions = (): Answer => ok({ value: [subscriptionBody] });

/** GET /subscriptions/ID */
export function getSubscription(call: ArmCall): Answer {
  needSubscription(parameter(call, 0));
  needAction(call, azureActions.readSubscription, resourceIds.subscription);
  return ok(subscriptionBody);
}

const groupBody = ({ name, location }: { readonly name: string; readonly location: string }): unknown => ({
  id: resourceIds.group(name),
  name,
  type: 'Microsoft.Resources/resourceGroups',
  location,
  properties: { provisioningState: 'Succeeded' },
});

/** GET /subscriptions/ID/resourcegroups */
export function listGroups(call: ArmCall): Answer {
  needSubscription(parameter(call, 0));
  needAction(call, azureActions.readGroup, resourceIds.subscription);
  return ok({ value: call.azure.state.resourceGroups.map(groupBody) });
}

/** GET /subscriptions/ID/resourcegroups/NAME */
export function getGroup(call: ArmCall): Answer {
  needSubscription(parameter(call, 0));
  const group = findGroup(call, parameter(call, 1));
  needAction(call, azureActions.readGroup, resourceIds.group(group.name));
  return ok(groupBody(group));
}

const GroupBody = z.object({ location: z.string() });

/** GET /subscriptions/ID/providers/Microsoft.KeyVault, in the form of Azure's specification (Provider); its resource types are left out. */
export function getProvider(call: ArmCall): Answer {
  needSubscription(parameter(call, 0));
  needAction(call, azureActions.readProvider, resourceIds.subscription);
  const registrationState = call.azure.state.isRegistered ? 'Registered' : 'NotRegistered';
  return ok({
    id: `${resourceIds.subscription}/providers/Microsoft.KeyVault`,
    namespace: 'Microsoft.KeyVault',
    registrationPolicy: 'RegistrationRequired',
    registrationState,
    resourceTypes: [],
  });
}

/** PUT /subscriptions/ID/resourcegroups/NAME */
export async function putGroup(call: ArmCall): Promise<Answer> {
  needSubscription(parameter(call, 0));
  const name = parameter(call, 1);
  needAction(call, azureActions.writeGroup, resourceIds.group(name));
  const group = { name, location: bodyAs(GroupBody, call).location };
  const { resourceGroups } = call.azure.state;
  const existing = resourceGroups.find((one) => one.name.toLowerCase() === name.toLowerCase());
  if (existing) return ok(groupBody(existing));
  await call.azure.change(() => resourceGroups.push(group));
  return { status: 201, body: groupBody(group) };
}

/** Identities and storage accounts all are in the practice group. */
function needPracticeGroup(call: ArmCall): void {
  needSubscription(parameter(call, 0));
  const scope = needGroup(call, parameter(call, 1));
  if (scope !== resourceIds.group(practiceResourceGroup)) throw resourceNotFound(call.path);
}

const identityBody = ({ name, location, principalId, clientId }: StoredIdentity): unknown => ({
  id: resourceIds.identity(name),
  name,
  type: 'Microsoft.ManagedIdentity/userAssignedIdentities',
  location,
  properties: { tenantId: practiceTenantId, principalId, clientId },
});

/** GET …/userAssignedIdentities/NAME */
export function getIdentity(call: ArmCall): Answer {
  needPracticeGroup(call);
  const id = resourceIds.identity(parameter(call, 2));
  needAction(call, azureActions.readIdentity, id);
  const identity = call.azure.identity(id);
  if (!identity) throw resourceNotFound(id);
  return ok(identityBody(identity));
}

/** GET …/userAssignedIdentities of the subscription. */
export function listIdentities(call: ArmCall): Answer {
  needSubscription(parameter(call, 0));
  needAction(call, azureActions.readIdentity, resourceIds.subscription);
  return ok({ value: call.azure.state.identities.map(identityBody) });
}

const accountBody = (
  call: ArmCall,
  { name, location, defaultAction, bypass, isInPerimeter }: StoredAccount,
): unknown => ({
  id: resourceIds.account(name),
  name,
  type: 'Microsoft.Storage/storageAccounts',
  kind: 'StorageV2',
  location,
  properties: {
    provisioningState: 'Succeeded',
    allowBlobPublicAccess: false,
    isHnsEnabled: false,
    publicNetworkAccess: isInPerimeter ? 'SecuredByPerimeter' : 'Enabled',
    networkAcls: { bypass, defaultAction, ipRules: [], virtualNetworkRules: [] },
    primaryEndpoints: { blob: `https://${name}.${call.azureCloud.blobSuffix}/` },
  },
});

function findAccount(call: ArmCall): StoredAccount {
  needPracticeGroup(call);
  const name = parameter(call, 2);
  const account = call.azure.account(name);
  if (!account) throw resourceNotFound(resourceIds.account(name));
  return account;
}

/** GET …/storageAccounts/NAME */
export function getAccount(call: ArmCall): Answer {
  const account = findAccount(call);
  needAction(call, azureActions.readAccount, resourceIds.account(account.name));
  return ok(accountBody(call, account));
}

/** GET …/storageAccounts of the subscription. */
export function listAccounts(call: ArmCall): Answer {
  needSubscription(parameter(call, 0));
  needAction(call, azureActions.readAccount, resourceIds.subscription);
  return ok({ value: call.azure.state.accounts.map((account) => accountBody(call, account)) });
}

/** GET …/storageAccounts/NAME/blobServices/default/containers/NAME */
export async function getContainer(call: ArmCall): Promise<Answer> {
  const account = findAccount(call);
  const name = parameter(call, 3);
  const id = resourceIds.container(account.name, name);
  needAction(call, azureActions.readContainer, id);
  const isThere = await call.cloud.storage.hasContainer(containerUri(account.name, call.azureCloud, name));
  if (!isThere) throw resourceNotFound(id);
  return ok(containerBody(id, name, call.azure.container(account.name, name)));
}

function containerBody(id: string, name: string, container: StoredContainer): unknown {
  const { publicAccess, immutability, hasLegalHold } = container;
  const policy = immutability && {
    properties: { immutabilityPeriodSinceCreationInDays: immutability.days, state: immutability.state },
  };
  return {
    id,
    name,
    type: 'Microsoft.Storage/storageAccounts/blobServices/containers',
    properties: {
      publicAccess,
      hasImmutabilityPolicy: immutability !== null,
      hasLegalHold,
      ...(policy ? { immutabilityPolicy: policy } : {}),
      leaseState: 'Available',
      leaseStatus: 'Unlocked',
    },
  };
}
