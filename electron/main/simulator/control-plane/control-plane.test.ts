// The practice control plane as the real Azure library sees it: an HSM's whole life as a resource, and what keeps one from being made.
import { KeyVaultManagementClient, type ManagedHsm } from '@azure/arm-keyvault';
import { describe, expect, test } from 'vitest';
import { collect, usePracticeWorkspace } from '#e2e/support/practice-workspace.ts';
import { rawRequest } from '#e2e/support/raw-request.ts';
import {
  practiceAdministrator,
  type PracticeCloud,
  type PracticeCloudOptions,
  practiceTenantId,
} from '../practice-cloud.ts';
import { practiceIdentityId, practiceSubscriptionId, resourceIds } from './azure-state.ts';

const workspace = usePracticeWorkspace();
const startCloud = (options: Partial<PracticeCloudOptions> = {}): Promise<PracticeCloud> =>
  workspace.startCloud({ ...options });
const group = 'lifeboat';
const quick = { updateIntervalInMs: 1 };

const armClient = workspace.controlPlane;

const wanted = (change: Partial<ManagedHsm['properties']> = {}, location = 'westeurope'): ManagedHsm => ({
  location,
  sku: { family: 'B', name: 'Standard_B1' },
  properties: {
    tenantId: practiceTenantId,
    initialAdminObjectIds: [practiceAdministrator],
    softDeleteRetentionInDays: 7,
    ...change,
  },
});

/** The status and code of what the service refuses. */
async function refusal(attempt: PromiseLike<unknown>): Promise<unknown> {
  try {
    await attempt;
  } catch (error) {
    const { statusCode, code, details } = error as {
      statusCode?: number;
      code?: string;
      details?: { error?: { code?: string } };
    };
    return [Number(statusCode), details?.error?.code ?? code];
  }
  return 'accepted';
}

describe('an HSM as a resource', () => {
  test('is made over several queries, has its identity, is listed, changed, deleted, recovered, purged', async () => {
    const cloud = await startCloud();
    const { managedHsms } = armClient(cloud);
    expect(await managedHsms.checkMhsmNameAvailability({ name: 'drill-b' })).toMatchObject({ nameAvailable: true });
    const identity = { type: 'UserAssigned', userAssignedIdentities: { [practiceIdentityId]: {} } };
    const body = { ...wanted({ enablePurgeProtection: false }), identity, tags: { plan: 'one' } };
    const made = await managedHsms.createOrUpdate(group, 'drill-b', body, quick);
    expect(made).toMatchObject({
      name: 'drill-b',
      tags: { plan: 'one' },
      identity: { userAssignedIdentities: { [practiceIdentityId]: {} } },
      properties: {
        provisioningState: 'Succeeded',
        hsmUri: 'https://drill-b.managedhsm.practice.invalid/',
        softDeleteRetentionInDays: 7,
        securityDomainProperties: { activationStatus: 'NotActivated' },
      },
    });
    expect(workspace.seen().filter(({ path }) => path.includes('/managedHsmOperationResults/'))).toHaveLength(3);
    const hsm = workspace.open(cloud, 'https://drill-b.managedhsm.practice.invalid');
    await workspace.activate(hsm);
    const { properties } = await managedHsms.get(group, 'drill-b');
    expect(properties?.securityDomainProperties?.activationStatus).toBe('Active');

    await managedHsms.update(group, 'drill-b', { tags: { plan: 'two' }, identity: { type: 'None' } }, quick);
    const [listed] = await collect(managedHsms.listBySubscription());
    expect(listed).toMatchObject({ name: 'drill-b', tags: { plan: 'two' } });
    expect(listed?.identity).toBeUndefined();

    await managedHsms.delete(group, 'drill-b', quick);
    expect(await refusal(managedHsms.get(group, 'drill-b'))).toEqual([404, 'ResourceNotFound']);
    expect(await collect(managedHsms.listByResourceGroup(group))).toEqual([]);
    const [deleted] = await collect(managedHsms.listDeleted());
    expect(deleted).toMatchObject({ name: 'drill-b', properties: { purgeProtectionEnabled: false } });
    const days = Number(deleted?.properties?.scheduledPurgeDate) - Number(deleted?.properties?.deletionDate);
    expect(days).toBe(7 * 24 * 60 * 60 * 1000);
    expect(await managedHsms.checkMhsmNameAvailability({ name: 'drill-b' })).toMatchObject({ reason: 'AlreadyExists' });
    expect(await refusal(managedHsms.createOrUpdate(group, 'drill-b', wanted(), quick))).toEqual([
      409,
      'ConflictError',
    ]);

    // The library does not know the 204 that the service was seen to end a recovery with: the HSM itself is asked.
    await managedHsms.createOrUpdate(group, 'drill-b', wanted({ createMode: 'recover' }), quick).submitted();
    while ((await managedHsms.get(group, 'drill-b')).properties?.provisioningState !== 'Succeeded');
    expect((await managedHsms.get(group, 'drill-b')).properties?.securityDomainProperties?.activationStatus).toBe(
      'Active',
    );
    expect(await hsm.roles.listAssignments()).toHaveLength(1);

    await managedHsms.delete(group, 'drill-b', quick);
    await managedHsms.purgeDeleted('drill-b', 'westeurope', quick);
    expect(await refusal(managedHsms.getDeleted('drill-b', 'westeurope'))).toEqual([404, 'ResourceNotFound']);
    expect(await managedHsms.checkMhsmNameAvailability({ name: 'drill-b' })).toMatchObject({ nameAvailable: true });
  });

  test('serves no data plane before it is made and while it is deleted', async () => {
    const cloud = await startCloud();
    const { managedHsms } = armClient(cloud);
    const hsm = workspace.open(cloud, 'https://late.managedhsm.practice.invalid');
    const poller = managedHsms.createOrUpdate(group, 'late', wanted(), quick);
    await poller.submitted();
    await expect(hsm.securityDomain.getTransferKey()).rejects.toMatchObject({ fault: { code: 'SERVICE_NOT_FOUND' } });
    await poller;
    await hsm.securityDomain.getTransferKey();
    await managedHsms.delete(group, 'late', quick);
    await expect(hsm.securityDomain.getTransferKey()).rejects.toMatchObject({ fault: { code: 'SERVICE_NOT_FOUND' } });
  });

  test('goes on being made after the server was stopped in between', async () => {
    const directory = workspace.newDirectory();
    const cloud = await startCloud({ directory });
    await armClient(cloud).managedHsms.createOrUpdate(group, 'killed', wanted(), quick).submitted();
    await cloud.close();
    const again = await startCloud({ directory });
    const { managedHsms } = armClient(again);
    const states: (string | undefined)[] = [];
    for (let query = 0; query < 3; query += 1) {
      states.push((await managedHsms.get(group, 'killed')).properties?.provisioningState);
    }
    expect(states).toEqual(['Provisioning', 'Provisioning', 'Succeeded']);
  });

  test('takes one operation at a time, and keeps its purge protection', async () => {
    const cloud = await startCloud();
    const { managedHsms } = armClient(cloud);
    const poller = managedHsms.createOrUpdate(group, 'busy', wanted({ enablePurgeProtection: true }), quick);
    await poller.submitted();
    expect(await refusal(managedHsms.update(group, 'busy', { tags: {} }, quick))).toEqual([409, 'Conflict']);
    expect(await refusal(managedHsms.delete(group, 'busy', quick))).toEqual([409, 'Conflict']);
    await poller;
    const without = { properties: { enablePurgeProtection: false } };
    expect(await refusal(managedHsms.update(group, 'busy', without, quick))).toEqual([400, 'BadRequest']);
    await managedHsms.delete(group, 'busy', quick);
    expect(await refusal(managedHsms.purgeDeleted('busy', 'westeurope', quick))).toEqual([400, 'MethodNotAllowed']);
  });

  test.each([
    ['public', 'https://management.azure.com', 'https://other.managedhsm.azure.net/'],
    ['us-government', 'https://management.usgovcloudapi.net', 'https://other.managedhsm.usgovcloudapi.net/'],
    ['china', 'https://management.chinacloudapi.cn', 'https://other.managedhsm.azure.cn/'],
  ])('has host names of the %s cloud when that one is asked', async (_, endpoint, hsmUri) => {
    const cloud = await startCloud();
    const options = { ...workspace.connect(cloud), endpoint };
    const { managedHsms } = new KeyVaultManagementClient(options.credential, practiceSubscriptionId, options);
    const { properties } = await managedHsms.createOrUpdate(group, 'other', wanted(), quick);
    expect(properties?.hsmUri).toBe(hsmUri);
  });
});

describe('the version of a request', () => {
  const at = (path: string, version: string) => `https://management.practice.invalid${path}?api-version=${version}`;
  const places = {
    subscription: `/subscriptions/${practiceSubscriptionId}`,
    hsms: `${resourceIds.group(group)}/providers/Microsoft.KeyVault/managedHSMs`,
    accounts: `/subscriptions/${practiceSubscriptionId}/providers/Microsoft.Storage/storageAccounts`,
    roles: `${resourceIds.group(group)}/providers/Microsoft.Authorization/permissions`,
    // The provider of the resource is not the one that is asked.
    rolesOfAccount: `${resourceIds.group(group)}/providers/Microsoft.Storage/storageAccounts/a/providers/Microsoft.Authorization/permissions`,
  };

  test.each([
    [places.subscription, '2024-11-02'],
    [places.hsms, '2024-11-02'],
    [places.hsms, '2024-11-01-preview'],
    [places.hsms, '7.5'],
    [places.accounts, '2024-11-01'],
    [places.roles, '2024-11-01'],
    [places.rolesOfAccount, '2023-05-01'],
  ])('is refused at %s where it is %s, and the refusal names those there are', async (path, version) => {
    const answer = await rawRequest(workspace, await startCloud(), at(path, version));
    expect(answer.status).toBe(400);
    const { error } = answer.json() as { error: { code: string; message: string } };
    const isOfProvider = path.includes('/providers/');
    expect(error.code).toBe(isOfProvider ? 'NoRegisteredProviderFound' : 'InvalidApiVersionParameter');
    const form = isOfProvider
      ? /^No registered .* and API version '(.*)' for type '\w+'[.] The supported api-versions are '([0-9a-z, -]+)'[.]/
      : /^The api-version '(.*)' is invalid[.] The supported versions are '([0-9a-z,-]+)'[.]$/;
    const words = form.exec(error.message);
    expect(words?.[1]).toBe(version);
    const known = words?.[2]?.split(/, ?/)[0] ?? '';
    expect((await rawRequest(workspace, await startCloud(), at(path, known))).status).not.toBe(400);
  });

  test('is not left out', async () => {
    const answer = await rawRequest(workspace, await startCloud(), at(places.hsms, ''));
    expect(answer.json()).toMatchObject({ error: { code: 'MissingApiVersionParameter' } });
  });
});

describe('the address of an operation', () => {
  const resource = `${resourceIds.group(group)}/providers/Microsoft.KeyVault/managedHSMs/polled?api-version=2024-11-01`;
  const base = 'https://management.practice.invalid';

  async function send(cloud: PracticeCloud, url: string, method = 'GET', body?: unknown) {
    const { status, text, header } = await rawRequest(workspace, cloud, url, { method, body });
    return { status, text, location: header('location') ?? '' };
  }

  test('is long, changes with each query, goes on after the end, and is taken whole only', async () => {
    const cloud = await startCloud();
    const made = await send(cloud, `${base}${resource}`, 'PUT', wanted());
    expect(made).toMatchObject({ status: 202, text: '' });
    expect(made.location.length).toBeGreaterThan(3_000);
    const polled = await send(cloud, made.location);
    expect(polled).toMatchObject({ status: 202, text: '' });
    expect(polled.location).not.toBe(made.location);
    expect(new URL(polled.location).pathname).toBe(new URL(made.location).pathname);
    expect((await send(cloud, polled.location.slice(0, 2_048))).status).toBe(400);
    await send(cloud, polled.location);
    expect((await send(cloud, polled.location)).text).toContain('"provisioningState":"Succeeded"');
    expect((await send(cloud, polled.location)).text).toContain('"activationStatus":"NotActivated"');
  });

  test.each([
    ['a deletion', 'DELETE', 204],
    ['a purge', 'POST', 200],
    ['a recovery', 'PUT', 204],
  ] as const)('of %s ends without a body', async (_, method, status) => {
    const cloud = await workspace.startCloud({ pendingPolls: 0 });
    await cloud.createHsm('polled');
    if (method !== 'DELETE') await cloud.softDeleteHsm('polled');
    const purge = resource.replace(
      /\/resourceGroups.*managedHSMs/,
      '/providers/Microsoft.KeyVault/locations/westeurope/deletedManagedHSMs',
    );
    const begun = await send(
      cloud,
      base + (method === 'POST' ? purge.replace('?', '/purge?') : resource),
      method,
      method === 'PUT' ? { ...wanted(), properties: { createMode: 'Recover' } } : undefined,
    );
    expect(begun).toMatchObject({ status: 202, text: '' });
    expect(await send(cloud, begun.location)).toEqual({ status, text: '', location: '' });
    expect(await send(cloud, begun.location)).toEqual({ status, text: '', location: '' });
  });
});

describe('no HSM is made', () => {
  test.each([
    ['in an unknown region', 'new-one', wanted({}, 'nowhere'), [400, 'LocationNotAvailableForResourceType']],
    ['in a closed region', 'new-one', wanted({}, 'eastus'), [503, '503']],
    ['over the quota of a region', 'new-one', wanted({}, 'North Europe'), [409, 'QuotaExceeded']],
    ['under a name that a stranger has', 'strangers', wanted(), [409, 'VaultAlreadyExists']],
    ['under a name with two hyphens', 'two--hyphens', wanted(), [400, 'VaultNameNotValid']],
    ['under a name that begins with a digit', '1st-hsm', wanted(), [400, 'VaultNameNotValid']],
    ['without administrators', 'new-one', wanted({ initialAdminObjectIds: [] }), [400, 'BadRequest']],
    ['with a retention of six days', 'new-one', wanted({ softDeleteRetentionInDays: 6 }), [400, 'BadParameter']],
    ['as the recovery of none', 'new-one', wanted({ createMode: 'recover' }), [404, 'ResourceNotFound']],
    [
      'with an identity that is not there',
      'new-one',
      { ...wanted(), identity: { type: 'UserAssigned', userAssignedIdentities: { '/nobody': {} } } },
      [400, 'FailedIdentityOperation'],
    ],
  ] as const)('%s', async (_, name, body, expected) => {
    const cloud = await startCloud();
    await cloud.azure.setRegion('eastus', { isOpen: false });
    await cloud.azure.setRegion('northeurope', { limit: 0 });
    await cloud.azure.takeName('strangers');
    expect(await refusal(armClient(cloud).managedHsms.createOrUpdate(group, name, body, quick))).toEqual(expected);
    expect(cloud.hsms()).toEqual([]);
  });

  test('where there is no hardware: that shows when the creation ends', async () => {
    const cloud = await startCloud();
    await cloud.azure.setRegion('westeurope', { hasCapacity: false });
    const { managedHsms } = armClient(cloud);
    expect(await refusal(managedHsms.createOrUpdate(group, 'no-room', wanted(), quick))).not.toBe('accepted');
    const { properties } = await managedHsms.get(group, 'no-room');
    expect(properties?.provisioningState).toBe('Failed');
    expect(properties?.statusMessage).toContain('capacity');
    await managedHsms.delete(group, 'no-room', quick);
  });

  test('by somebody without a role, with only a reader’s, in an unknown group or subscription', async () => {
    const cloud = await startCloud();
    await cloud.azure.assignRole('reader', 'Reader', resourceIds.subscription);
    const attempt = (client: KeyVaultManagementClient, where = group): PromiseLike<unknown> =>
      client.managedHsms.createOrUpdate(where, 'new-one', wanted(), quick);
    expect(await refusal(attempt(armClient(cloud, 'stranger')))).toEqual([403, 'AuthorizationFailed']);
    expect(await refusal(attempt(armClient(cloud, 'reader')))).toEqual([403, 'AuthorizationFailed']);
    expect(await collect(armClient(cloud, 'reader').managedHsms.listBySubscription())).toEqual([]);
    expect(await refusal(attempt(armClient(cloud), 'no-group'))).toEqual([404, 'ResourceGroupNotFound']);
    const { httpClient, credential } = workspace.connect(cloud);
    const endpoint = 'https://management.practice.invalid';
    const foreign = new KeyVaultManagementClient(credential, practiceTenantId, { httpClient, endpoint });
    expect(await refusal(attempt(foreign))).toEqual([404, 'SubscriptionNotFound']);
  });

  test('with an identity that its maker may not assign', async () => {
    const cloud = await startCloud();
    await cloud.azure.assignRole('maker', 'Managed HSM contributor', resourceIds.subscription);
    const identity = { type: 'UserAssigned', userAssignedIdentities: { [practiceIdentityId]: {} } };
    const { managedHsms } = armClient(cloud, 'maker');
    const body = { ...wanted(), identity };
    expect(await refusal(managedHsms.createOrUpdate(group, 'new-one', body, quick))).toEqual([
      403,
      'AuthorizationFailed',
    ]);
    await cloud.azure.assignRole('maker', 'Managed Identity Operator', practiceIdentityId);
    await managedHsms.createOrUpdate(group, 'new-one', body, quick);
  });
});

/**
 * Members by Azure's specification of 2026-02-01 (Key Vault), and of the versions that are asked (Storage, Identity, Authorization, Resources),
 * for answers of which there is no recording. What is not in this list, the service does not send; what ends in `!` it always does.
 */
const inSpecification: Readonly<Record<string, readonly string[]>> = {
  'name availability': ['nameAvailable!', 'reason', 'message'],
  'list of HSMs': ['value!', 'nextLink'],
  HSM: ['id!', 'name!', 'type!', 'location!', 'sku!', 'tags', 'identity', 'systemData', 'properties!'],
  'HSM, properties': [
    ...['tenantId!', 'initialAdminObjectIds!', 'hsmUri', 'enableSoftDelete!', 'softDeleteRetentionInDays!'],
    ...['enablePurgeProtection', 'createMode', 'statusMessage!', 'provisioningState!', 'networkAcls', 'regions'],
    ...['privateEndpointConnections', 'publicNetworkAccess', 'scheduledPurgeDate', 'securityDomainProperties'],
  ],
  'HSM, region': ['name!', 'provisioningState!', 'isPrimary!'],
  provider: [
    'id!',
    'namespace!',
    'registrationPolicy',
    'registrationState!',
    'resourceTypes!',
    'providerAuthorizationConsentState',
  ],
  permission: ['actions!', 'notActions!', 'dataActions', 'notDataActions', 'condition', 'conditionVersion'],
  assignment: ['id!', 'name!', 'type!', 'properties!'],
  'assignment, properties': [
    ...['scope!', 'roleDefinitionId!', 'principalId!', 'principalType', 'description', 'condition', 'conditionVersion'],
    ...['createdOn', 'updatedOn', 'createdBy', 'updatedBy', 'delegatedManagedIdentityResourceId'],
  ],
  identity: ['id!', 'name!', 'type!', 'location!', 'tags', 'systemData', 'properties!'],
  'identity, properties': ['tenantId!', 'principalId!', 'clientId!', 'isolationScope'],
  account: ['id!', 'name!', 'type!', 'kind', 'location!', 'sku', 'tags', 'identity', 'properties!'],
  'account, network rules': ['bypass', 'defaultAction!', 'ipRules', 'virtualNetworkRules', 'resourceAccessRules'],
};

describe('answers of which there is no recording', () => {
  test('have the members of the specification, and no others', async () => {
    const cloud = await startCloud();
    const base = 'https://management.azure.com';
    const versions = [
      ['Microsoft.Authorization', '2022-04-01'],
      ['Microsoft.Storage', '2023-05-01'],
      ['Microsoft.ManagedIdentity', '2023-01-31'],
      ['/Microsoft.KeyVault/', '2026-02-01'],
      ['/Microsoft.KeyVault', '2021-04-01'],
    ] as const;
    const id = `${resourceIds.group(group)}/providers/Microsoft.KeyVault/managedHSMs/replicated`;
    const provider = `${resourceIds.subscription}/providers/Microsoft.KeyVault`;
    const ask = async (
      path: string,
      body?: unknown,
      method = body === undefined ? 'GET' : 'POST',
    ): Promise<unknown> => {
      const [, version] = versions.find(([part]) => path.includes(part)) ?? [];
      const url = `${base}${path}?api-version=${version ?? ''}`;
      const answer = await rawRequest(workspace, cloud, url, { method, ...(body === undefined ? {} : { body }) });
      return answer.text === '' ? undefined : answer.json();
    };
    const at = (json: unknown, ...path: readonly (string | number)[]): unknown =>
      path.reduce((found, name) => (found as Record<string | number, unknown>)[name], json);
    await armClient(cloud).managedHsms.createOrUpdate(
      group,
      'replicated',
      wanted({ regions: [{ name: 'westeurope' }, { name: 'northeurope' }] }),
      quick,
    );
    const hsms = await ask(`${provider}/managedHSMs`);
    const hsm = await ask(id);
    const identity = await ask(practiceIdentityId);
    const accounts = await ask(`${resourceIds.subscription}/providers/Microsoft.Storage/storageAccounts`);
    const authorization = `${resourceIds.group(group)}/providers/Microsoft.Authorization`;
    const assignments = await ask(`${authorization}/roleAssignments`);
    const answers: Readonly<Record<string, unknown>> = {
      'name availability': await ask(`${provider}/checkMhsmNameAvailability`, { name: 'replicated' }),
      'list of HSMs': hsms,
      HSM: hsm,
      'HSM, properties': at(hsm, 'properties'),
      'HSM, region': at(hsm, 'properties', 'regions', 1),
      provider: await ask(provider),
      permission: at(await ask(`${authorization}/permissions`), 'value', 0),
      assignment: at(assignments, 'value', 0),
      'assignment, properties': at(assignments, 'value', 0, 'properties'),
      identity,
      'identity, properties': at(identity, 'properties'),
      account: at(accounts, 'value', 0),
      'account, network rules': at(accounts, 'value', 0, 'properties', 'networkAcls'),
    };
    for (const [name, members] of Object.entries(inSpecification)) {
      const found = Object.keys(answers[name] as object);
      const known = members.map((member) => member.replace('!', ''));
      const needed = members.filter((member) => member.endsWith('!')).map((member) => member.slice(0, -1));
      expect({ name, unknown: found.filter((each) => !known.includes(each)) }).toEqual({ name, unknown: [] });
      expect({ name, missing: needed.filter((each) => !found.includes(each)) }).toEqual({ name, missing: [] });
    }
  });
});
