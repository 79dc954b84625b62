// The practice storage beside Azurite, which others wrote: the same questions of the real storage library get the same answers.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  BlobServiceClient,
  ContainerClient,
  ContainerSASPermissions,
  generateBlobSASQueryParameters,
  StorageSharedKeyCredential,
} from '@azure/storage-blob';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Azurite, isAzuriteInstalled, startAzurite } from '#e2e/support/azurite.ts';
import { storageRefusal } from '#e2e/support/faults.ts';
import { collect, managedIdentity, usePracticeWorkspace } from '#e2e/support/practice-workspace.ts';
import { openContainer } from '#azure/azure-container.ts';
import { storageTransport } from '#azure/storage-transport.ts';
import { loadServerIdentity } from '../practice-pki.ts';

const workspace = usePracticeWorkspace();

/** One storage server under one pair of hands. */
interface Assessed {
  readonly service: BlobServiceClient;
  /** The container of the backups, reached with a SAS token of these permissions that ends at this time. */
  readonly withSas: (permissions: string, expiresOn: Date, spoil?: (sas: string) => string) => Promise<ContainerClient>;
}

const later = new Date(Date.now() + 3_600_000);
const earlier = new Date(Date.now() - 3_600_000);

/** What a recovery asks of its storage. */
async function answersOf({ service, withSas }: Assessed): Promise<unknown> {
  const backups = service.getContainerClient('backups');
  const absent = service.getContainerClient('absent');
  const properties = await backups.getProperties();
  const pages = await collect(backups.listBlobsByHierarchy('/', { prefix: 'mhsm-' }).byPage({ maxPageSize: 2 }));
  const list = async (...sas: Parameters<Assessed['withSas']>): Promise<unknown> =>
    storageRefusal(collect((await withSas(...sas)).listBlobsFlat()));
  return {
    exists: [await backups.exists(), await absent.exists()],
    created: [(await backups.createIfNotExists()).succeeded, await storageRefusal(backups.create())],
    policies: [properties.hasImmutabilityPolicy, properties.hasLegalHold, properties.blobPublicAccess],
    pages: pages.map(({ segment }) => segment.blobPrefixes?.map(({ name }) => name)),
    flat: (await collect(backups.listBlobsFlat({ prefix: 'mhsm-source-' }))).map(({ name, properties: of }) => [
      name,
      of.blobType,
      typeof of.contentLength,
      of.lastModified instanceof Date,
    ]),
    absent: [await storageRefusal(absent.getProperties()), await storageRefusal(collect(absent.listBlobsFlat()))],
    sas: {
      lists: await list('rl', later),
      withoutList: ((await list('r', later)) as unknown[])[0],
      expired: ((await list('rl', earlier)) as unknown[])[0],
      forged: ((await list('rl', later, (sas) => sas.replace(/sig=[^&]{8}/, 'sig=AAAAAAAA'))) as unknown[])[0],
    },
  };
}

describe.skipIf(!isAzuriteInstalled())('beside Azurite', () => {
  let azurite: Azurite | undefined;
  beforeAll(async () => {
    azurite = await startAzurite();
  });
  afterAll(() => azurite?.stop());

  test('the practice storage gives the same answers', async () => {
    const { cloud, hsm } = await workspace.startActiveHsm('source');
    for (let i = 0; i < 3; i += 1) {
      await (await hsm.backups.beginBackup(cloud.containerUri, managedIdentity)).pollUntilDone();
    }
    const oracle = await fillAzurite(azurite!, await cloud.backups(cloud.containerUri));
    const transport = storageTransport(workspace.connect(cloud).httpClient);
    const practice: Assessed = {
      service: workspace.storage(cloud),
      withSas: async (permissions, expiresOn, spoil = (sas) => sas) => {
        const key = await workspace.storage(cloud).getUserDelegationKey(new Date(), later);
        const values = { containerName: 'backups', permissions: ContainerSASPermissions.parse(permissions), expiresOn };
        const sas = spoil(generateBlobSASQueryParameters(values, key, 'lifeboat').toString());
        const uri = `https://lifeboat.blob.practice.invalid/backups?${sas}`;
        return new ContainerClient(uri, undefined, { httpClient: transport, retryOptions: { maxTries: 1 } });
      },
    };
    expect(await answersOf(practice)).toEqual(await answersOf(oracle));
  });
});

describe.skipIf(!isAzuriteInstalled())('a token that the signed-in account has made', () => {
  let azurite: Azurite | undefined;
  afterAll(() => azurite?.stop());

  test('is one that Azurite takes, for what it permits and nothing more', async () => {
    const directory = workspace.newDirectory();
    await mkdir(directory, { recursive: true });
    const { caCertificatePem } = await loadServerIdentity(directory, Date.now());
    const [certificate, key] = ['server-certificate-1.pem', 'server-key-1.pem'].map((name) => join(directory, name));
    azurite = await startAzurite({ certificate: certificate ?? '', key: key ?? '' });
    const { httpClient } = workspace.connect({ port: azurite.port, caCertificatePem });
    const containerUri = `https://${azurite.accountName}.blob.core.windows.net/backups`;
    const account = { httpClient, credential: somebody, containerUri };
    const container = openContainer({ ...account, mode: 'production' });
    expect(await container.exists()).toBe(false);
    await container.create();
    const times = { starts: Date.now() - 60_000, expires: Date.now() + 3_600_000 };
    const withToken = (token: string): ContainerClient =>
      new ContainerClient(`${containerUri}?${token}`, undefined, {
        httpClient: storageTransport(httpClient),
        retryOptions: { maxTries: 1 },
      });
    const writing = await container.delegatedToken('rcwd', times);
    const reading = await container.delegatedToken('rl', times);
    const folder = 'mhsm-source-2026101400000000';
    const upload = (token: string) => withToken(token).getBlockBlobClient(`${folder}/backup`).upload('backup', 6);
    const list = (token: string) => storageRefusal(collect(withToken(token).listBlobsFlat()));
    expect(await storageRefusal(upload(writing))).toBe('accepted');
    expect(await storageRefusal(upload(reading))).toEqual([403, 'AuthorizationPermissionMismatch']);
    expect(await list(reading)).toBe('accepted');
    expect(await list(writing)).toEqual([403, 'AuthorizationPermissionMismatch']);
    expect(await list(reading.replace(/sig=[^&]{8}/, 'sig=AAAAAAAA'))).toEqual([403, 'AuthorizationFailure']);
    expect((await container.folders()).map((each) => each.folder)).toEqual([folder]);
  });
});

/** Azurite looks at a token's claims and not at its signature. */
const somebody = {
  getToken: () => {
    const seconds = Math.floor(Date.now() / 1000);
    const id = '00000000-0000-4000-8000-000000000002';
    const claims = {
      aud: 'https://storage.azure.com',
      iss: `https://sts.windows.net/${id}/`,
      iat: seconds - 60,
      nbf: seconds - 60,
      exp: seconds + 3600,
      oid: id,
      tid: id,
    };
    const [header, body] = [{ alg: 'HS256', typ: 'JWT' }, claims].map((part) =>
      Buffer.from(JSON.stringify(part)).toString('base64url'),
    );
    return Promise.resolve({ token: `${header}.${body}.AAAA`, expiresOnTimestamp: (seconds + 3600) * 1000 });
  },
};

/** Puts files into Azurite where an HSM would have put its backups. */
async function fillAzurite(
  { accountUri, accountName, accountKey }: Azurite,
  folders: readonly string[],
): Promise<Assessed> {
  const credential = new StorageSharedKeyCredential(accountName, accountKey);
  const options = { retryOptions: { maxTries: 1 } };
  const service = new BlobServiceClient(accountUri, credential, options);
  const container = service.getContainerClient('backups');
  await container.create();
  for (const folder of folders) {
    await container.getBlockBlobClient(`${folder}/practice-backup.bin`).upload('backup', 6);
  }
  return {
    service,
    withSas: (permissions, expiresOn, spoil = (sas) => sas) => {
      const values = { containerName: 'backups', permissions: ContainerSASPermissions.parse(permissions), expiresOn };
      const sas = spoil(generateBlobSASQueryParameters(values, credential).toString());
      return Promise.resolve(new ContainerClient(`${accountUri}/backups?${sas}`, undefined, options));
    },
  };
}
