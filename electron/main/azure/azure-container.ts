// The blob container of the backups through the storage library: whether it is there, what is in it, what would stop a backup.
import type { TokenCredential } from '@azure/core-auth';
import type { HttpClient } from '@azure/core-rest-pipeline';
import {
  BlobServiceClient,
  ContainerClient,
  type ContainerListBlobFlatSegmentResponse,
  ContainerSASPermissions,
  generateBlobSASQueryParameters,
  SASProtocol,
} from '@azure/storage-blob';
import type { TrustMode } from '#shared/exchange-key/verdict.ts';
import { fromLibrary, onlyHost } from './library-faults.ts';
import { limitedCredential, refuseForeignAudience, storageResource } from './limited-credential.ts';
import { storageTransport } from './storage-transport.ts';
import type { BackupContainer, BackupFolder } from './backup-container.ts';
import { realWaiting, untilAnswered, type Waiting } from './polling.ts';
import { ChosenVersions } from './versions.ts';

export interface ContainerOptions {
  /** `https://ACCOUNT.blob.SUFFIX/CONTAINER`; the plan's form lets no other host pass. */
  readonly containerUri: string;
  readonly mode: TrustMode;
  readonly credential: TokenCredential;
  readonly httpClient: HttpClient;
  /** The versions in use, shared by all that one access opens. */
  readonly versions?: ChosenVersions;
  readonly waiting?: Waiting;
}

/** A listing of a container that holds thousands of backups still ends. */
const mostFolders = 10_000;

export function openContainer({
  containerUri,
  mode,
  credential,
  httpClient,
  versions = new ChosenVersions(),
  waiting = realWaiting,
}: ContainerOptions): BackupContainer {
  const host = new URL(containerUri).host;
  const pipeline = {
    httpClient: storageTransport(refuseForeignAudience(onlyHost(httpClient, host, mode), storageResource), versions),
    retryOptions: { maxTries: 1 },
  };
  const limited = limitedCredential(credential, storageResource);
  const client = new ContainerClient(containerUri, limited, pipeline);
  const service = new BlobServiceClient(`https://${host}`, limited, pipeline);
  const get = { operation: 'storage', method: 'GET', host } as const;
  const read = <T>(ask: () => Promise<T>): Promise<T> => untilAnswered(waiting, () => fromLibrary(get, ask));
  return {
    exists: () => read(() => client.exists()),
    create: () =>
      fromLibrary({ ...get, method: 'PUT' }, async () => {
        await client.createIfNotExists();
      }),
    immutability: () =>
      read(async () => {
        const found = await client.getProperties();
        return {
          policy: found.hasImmutabilityPolicy ?? false,
          legalHold: found.hasLegalHold ?? false,
          ofVersions: found.isImmutableStorageWithVersioningEnabled ?? false,
        };
      }),
    folders: () => listFolders(client, read),
    delegatedToken: (permissions, { starts, expires }) =>
      read(async () => {
        const [startsOn, expiresOn] = [new Date(starts), new Date(expires)];
        const key = await service.getUserDelegationKey(startsOn, expiresOn);
        const { containerName, accountName } = client;
        const version = versions.current('blobs');
        const values = { containerName, startsOn, expiresOn, version, protocol: SASProtocol.Https };
        const granted = ContainerSASPermissions.parse(permissions);
        return generateBlobSASQueryParameters({ ...values, permissions: granted }, key, accountName).toString();
      }),
  };
}

const backupFolder = /^(mhsm-[A-Za-z0-9-]{3,24}-[0-9]{14,18})\//;

type Blob = ContainerListBlobFlatSegmentResponse['segment']['blobItems'][number];

/** Page by page: one that is lost is asked for again, and not all that came before it. */
async function* blobsOf(client: ContainerClient, read: <T>(ask: () => Promise<T>) => Promise<T>): AsyncGenerator<Blob> {
  let continuationToken: string | undefined;
  do {
    const from = continuationToken === undefined ? {} : { continuationToken };
    const next: IteratorResult<ContainerListBlobFlatSegmentResponse, undefined> = await read(() =>
      client.listBlobsFlat({ prefix: 'mhsm-' }).byPage(from).next(),
    );
    const page = next.value;
    yield* page?.segment.blobItems ?? [];
    continuationToken = page?.continuationToken;
  } while (continuationToken !== undefined && continuationToken !== '');
}

async function listFolders(...from: Parameters<typeof blobsOf>): Promise<readonly BackupFolder[]> {
  const folders = new Map<string, BackupFolder>();
  for await (const { name, properties } of blobsOf(...from)) {
    const folder = backupFolder.exec(name)?.[1];
    if (folder === undefined) continue;
    const { files, bytes, written } = folders.get(folder) ?? { files: 0, bytes: 0, written: undefined };
    const modified = properties.lastModified.toISOString();
    folders.set(folder, {
      folder,
      files: files + 1,
      bytes: bytes + (properties.contentLength ?? 0),
      written: written === undefined || written < modified ? modified : written,
    });
    if (folders.size >= mostFolders) break;
  }
  return [...folders.values()].sort((a, b) => (a.folder < b.folder ? -1 : 1));
}
