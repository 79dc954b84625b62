// The practice storage as the real Azure library sees it, and what it lets an HSM do.
import { ContainerClient, ContainerSASPermissions, generateBlobSASQueryParameters } from '@azure/storage-blob';
import { describe, expect, test } from 'vitest';
import { faultOfPromise, storageRefusal } from '#e2e/support/faults.ts';
import { collect, managedIdentity, usePracticeWorkspace } from '#e2e/support/practice-workspace.ts';
import { storageTransport } from '#azure/storage-transport.ts';
import { practiceIdentityPrincipalId, resourceIds } from '../control-plane/azure-state.ts';
import type { PracticeCloud } from '../practice-cloud.ts';

const workspace = usePracticeWorkspace();
const accountUri = 'https://lifeboat.blob.practice.invalid';
const once = { retryOptions: { maxTries: 1 } };

const service = workspace.storage;

const backups = (cloud: PracticeCloud, principalId?: string): ContainerClient =>
  service(cloud, principalId).getContainerClient('backups');

/** A container SAS of a user delegation key, as an operator makes one. */
async function delegatedSas(cloud: PracticeCloud, permissions: string, principalId?: string): Promise<string> {
  const expiresOn = new Date(Date.now() + 3_600_000);
  const key = await service(cloud, principalId).getUserDelegationKey(new Date(Date.now() - 60_000), expiresOn);
  const values = { containerName: 'backups', permissions: ContainerSASPermissions.parse(permissions), expiresOn };
  return generateBlobSASQueryParameters(values, key, 'lifeboat').toString();
}

describe('containers', () => {
  test('are found, made, listed, and say what policies they have', async () => {
    const cloud = await workspace.startCloud();
    const container = service(cloud).getContainerClient('second');
    expect(await container.exists()).toBe(false);
    expect((await container.createIfNotExists()).succeeded).toBe(true);
    expect((await container.createIfNotExists()).succeeded).toBe(false);
    expect(await container.exists()).toBe(true);
    expect((await collect(service(cloud).listContainers())).map(({ name }) => name)).toEqual(['backups', 'second']);
    expect(await container.getProperties()).toMatchObject({ hasImmutabilityPolicy: false, hasLegalHold: false });
    await cloud.azure.setContainer(`${accountUri}/second`, {
      immutability: { days: 30, state: 'Locked' },
      hasLegalHold: true,
      publicAccess: 'Container',
    });
    const special = { hasImmutabilityPolicy: true, hasLegalHold: true, blobPublicAccess: 'container' };
    expect(await container.getProperties()).toMatchObject(special);
  });

  test('list backups flat, by folder and in pages', async () => {
    const { cloud, hsm } = await workspace.startActiveHsm('source');
    for (let i = 0; i < 3; i += 1) {
      await (await hsm.backups.beginBackup(cloud.containerUri, managedIdentity)).pollUntilDone();
    }
    const folders = await cloud.backups(cloud.containerUri);
    const flat = await collect(backups(cloud).listBlobsFlat({ prefix: 'mhsm-source-' }));
    expect(flat.map(({ name }) => name)).toEqual(folders.map((folder) => `${folder}/practice-backup.bin`));
    expect(flat[0]?.properties.contentLength).toBeGreaterThan(50);
    const byFolder = backups(cloud).listBlobsByHierarchy('/', { prefix: 'mhsm-' });
    expect((await collect(byFolder)).map(({ kind, name }) => [kind, name])).toEqual(
      folders.map((folder) => ['prefix', `${folder}/`]),
    );
    const pages = await collect(backups(cloud).listBlobsByHierarchy('/').byPage({ maxPageSize: 2 }));
    expect(pages.map(({ segment }) => segment.blobPrefixes?.length)).toEqual([2, 1]);
    expect(await collect(backups(cloud).listBlobsFlat({ prefix: 'mhsm-other-' }))).toEqual([]);
  });

  test('are shown to those with a role only, each as far as the role goes', async () => {
    const cloud = await workspace.startCloud();
    const container = resourceIds.container('lifeboat', 'backups');
    await cloud.azure.assignRole('reader', 'Storage Blob Data Reader', container);
    await cloud.azure.assignRole('owner', 'Owner', resourceIds.subscription);
    const denied = [403, 'AuthorizationPermissionMismatch'];
    expect(await storageRefusal(backups(cloud, 'stranger').getProperties())).toEqual(denied);
    expect(await storageRefusal(collect(backups(cloud, 'stranger').listBlobsFlat()))).toEqual(denied);
    expect(await collect(backups(cloud, 'reader').listBlobsFlat())).toEqual([]);
    expect(await storageRefusal(service(cloud, 'reader').getContainerClient('other').create())).toEqual(denied);
    // An owner of everything may make containers, but not look into them.
    await service(cloud, 'owner').getContainerClient('owned').create();
    expect(await storageRefusal(collect(backups(cloud, 'owner').listBlobsFlat()))).toEqual(denied);
  });

  test('are behind the firewall of their account', async () => {
    const cloud = await workspace.startCloud();
    await cloud.azure.setAccount('lifeboat', { defaultAction: 'Deny' });
    expect(await storageRefusal(backups(cloud).exists())).toEqual([403, 'AuthorizationFailure']);
  });

  test('are not shown to a token for something else, or to none', async () => {
    const cloud = await workspace.startCloud();
    const { httpClient, credential } = workspace.connect(cloud);
    const forHsms = { getToken: () => credential.getToken('https://managedhsm.practice.invalid/.default') };
    const wrong = new ContainerClient(`${accountUri}/backups`, forHsms, {
      ...once,
      httpClient: storageTransport(httpClient),
    });
    expect(await storageRefusal(wrong.getProperties())).toEqual([401, 'InvalidAuthenticationInfo']);
    const none = new ContainerClient(`${accountUri}/backups`, undefined, {
      ...once,
      httpClient: storageTransport(httpClient),
    });
    expect(await storageRefusal(none.getProperties())).toEqual([401, 'NoAuthenticationInformation']);
  });
});

describe('SAS tokens', () => {
  const withSas = (cloud: PracticeCloud, sas: string): ContainerClient =>
    new ContainerClient(`${accountUri}/backups?${sas}`, undefined, {
      ...once,
      httpClient: storageTransport(workspace.connect(cloud).httpClient),
    });

  test('of a delegation key list what they permit, and tell nothing else', async () => {
    const cloud = await workspace.startCloud();
    expect(await collect(withSas(cloud, await delegatedSas(cloud, 'rl')).listBlobsFlat())).toEqual([]);
    const denied = [403, 'AuthorizationPermissionMismatch'];
    expect(await storageRefusal(collect(withSas(cloud, await delegatedSas(cloud, 'r')).listBlobsFlat()))).toEqual(
      denied,
    );
    expect(await storageRefusal(withSas(cloud, await delegatedSas(cloud, 'rl')).getProperties())).toEqual(denied);
  });

  test('are refused with another permission than was signed, and after their time', async () => {
    const cloud = await workspace.startCloud();
    const sas = await delegatedSas(cloud, 'r');
    const list = (token: string) => storageRefusal(collect(withSas(cloud, token).listBlobsFlat()));
    expect(await list(sas.replace('sp=r', 'sp=rl'))).toEqual([403, 'AuthenticationFailed']);
    expect(await list('sp=rl&se=2020-01-01&sig=practice')).toEqual([403, 'AuthenticationFailed']);
    expect(await list('sp=rl&st=2099-01-01&se=2099-02-01&sig=practice')).toEqual([403, 'AuthenticationFailed']);
    expect(await list('sp=rl&se=2099-01-01&sig=practice')).toBe('accepted');
  });

  test('give no more than whoever signed them has', async () => {
    const cloud = await workspace.startCloud();
    const scope = resourceIds.account('lifeboat');
    await cloud.azure.assignRole('reader', 'Storage Blob Data Reader', scope);
    await cloud.azure.assignRole('delegator', 'Storage Blob Delegator', scope);
    const list = async (signer: string, permissions: string) =>
      storageRefusal(collect(withSas(cloud, await delegatedSas(cloud, permissions, signer)).listBlobsFlat()));
    expect(await list('reader', 'rl')).toBe('accepted');
    expect(await list('reader', 'rwl')).toEqual([403, 'AuthorizationPermissionMismatch']);
    expect(await list('delegator', 'rl')).toEqual([403, 'AuthorizationPermissionMismatch']);
    const denied = storageRefusal(
      service(cloud, 'stranger').getUserDelegationKey(new Date(), new Date(Date.now() + 60_000)),
    );
    expect(await denied).toEqual([403, 'AuthorizationPermissionMismatch']);
  });

  test('come of a key for seven days at most', async () => {
    const cloud = await workspace.startCloud();
    const day = 24 * 3_600_000;
    const keyFor = (days: number) =>
      storageRefusal(service(cloud).getUserDelegationKey(new Date(), new Date(Date.now() + days * day)));
    expect(await keyFor(6.9)).toBe('accepted');
    expect(await keyFor(7.1)).toEqual([400, 'InvalidXmlNodeValue']);
    expect(await keyFor(-1)).toEqual([400, 'InvalidXmlNodeValue']);
  });

  test('of a delegation key serve a backup, and not with a signature that is wrong', async () => {
    const cloud = await workspace.startCloud();
    const hsm = workspace.open(cloud, (await cloud.createHsm('by-sas')).hsmUri);
    await workspace.activate(hsm);
    const token = await delegatedSas(cloud, 'rcwdl');
    const backup = (sas: string) => hsm.backups.beginBackup(cloud.containerUri, { kind: 'sas', token: sas });
    await (await backup(token)).pollUntilDone();
    const forged = token.replace(/sig=[^&]{8}/, 'sig=AAAAAAAA');
    // Storage says so, and to storage the HSM goes in the job.
    expect(await faultOfPromise((await backup(forged)).pollUntilDone())).toMatchObject({
      code: 'SERVICE_OPERATION_FAILED',
      serviceMessage: 'the signature of the SAS token is wrong',
    });
  });
});

describe('a backup fails', () => {
  test.each([
    ['without a role of the identity', 'the identity of the HSM has no role on the storage container', removeRole],
    [
      'at a firewall that trusted services may not pass',
      'the firewall of the storage account does not let trusted services pass',
      closeFirewall('None'),
    ],
    [
      'where the container is missing',
      'the storage container does not exist',
      (cloud) => cloud.azure.deleteContainer(cloud.containerUri),
    ],
    [
      'at an immutability policy',
      'the storage container has an immutability policy or a legal hold',
      setPolicy({ immutability: { days: 1, state: 'Unlocked' } }),
    ],
    [
      'at a legal hold',
      'the storage container has an immutability policy or a legal hold',
      setPolicy({ hasLegalHold: true }),
    ],
  ] as const satisfies readonly (readonly [string, string, Disturb])[])('%s', async (_, serviceMessage, disturb) => {
    const { cloud, hsm } = await workspace.startActiveHsm('disturbed');
    await disturb(cloud);
    for (const begin of ['beginPreBackup', 'beginBackup'] as const) {
      const job = await hsm.backups[begin](cloud.containerUri, managedIdentity);
      expect(await faultOfPromise(job.pollUntilDone())).toMatchObject({
        code: 'SERVICE_OPERATION_FAILED',
        serviceMessage: expect.stringContaining(serviceMessage) as string,
      });
    }
  });

  test('not where trusted services may pass the firewall', async () => {
    const { cloud, hsm } = await workspace.startActiveHsm('trusted');
    await closeFirewall('AzureServices')(cloud);
    await (await hsm.backups.beginBackup(cloud.containerUri, managedIdentity)).pollUntilDone();
  });

  type Disturb = (cloud: PracticeCloud) => Promise<void>;

  function removeRole(cloud: PracticeCloud): Promise<void> {
    return cloud.azure.removeRoles(practiceIdentityPrincipalId);
  }

  function closeFirewall(bypass: 'None' | 'AzureServices'): Disturb {
    return (cloud) => cloud.azure.setAccount('lifeboat', { defaultAction: 'Deny', bypass });
  }

  function setPolicy(change: Parameters<PracticeCloud['azure']['setContainer']>[1]): Disturb {
    return (cloud) => cloud.azure.setContainer(cloud.containerUri, change);
  }
});
