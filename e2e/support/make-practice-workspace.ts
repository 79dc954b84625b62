// A workspace with a practice cloud in it, for tests and benches: directories of their own, clients that do not wait, custodians at hand.
import { createPrivateKey, type KeyObject, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KeyVaultManagementClient } from '@azure/arm-keyvault';
import { BlobServiceClient } from '@azure/storage-blob';
import type { StorageAccess } from '#azure/backup-client.ts';
import { type ManagedHsm, openManagedHsm } from '#azure/managed-hsm.ts';
import { createPracticeConnection, type PracticeConnection } from '#azure/practice-connection.ts';
import { storageTransport } from '#azure/storage-transport.ts';
import { practiceAccountName, practiceSubscriptionId } from '#simulator/control-plane/azure-state.ts';
import {
  type PracticeCloud,
  practiceAdministrator,
  type PracticeCloudOptions,
  startPracticeCloud,
} from '#simulator/practice-cloud.ts';
import type { SeenRequest } from '#simulator/server.ts';
import { selfSignedCertificate, type TestCertificate } from './certificates.ts';
import { makeRestoreBlob } from './restore-blob.ts';

export const managedIdentity: StorageAccess = { kind: 'managed-identity' };

export const withoutWaiting = { wait: (): Promise<void> => Promise.resolve(), now: Date.now };

/** What it takes to reach a cloud, in this process or in another. */
type Reachable = Pick<PracticeCloud, 'port' | 'caCertificatePem'>;

/** One of the people for whom a security domain is wrapped. */
export interface Keyholder {
  readonly certificateDer: Buffer;
  readonly key: KeyObject;
}

interface HsmInCloud {
  readonly cloud: PracticeCloud;
  readonly hsm: ManagedHsm;
}

export interface PracticeWorkspace {
  /** Three custodians; the quorum of every activation here is two. */
  readonly custodians: readonly (TestCertificate & Keyholder)[];
  /** A directory that nothing else uses, removed with the workspace. */
  readonly newDirectory: () => string;
  /** What the latest cloud was asked. */
  readonly seen: () => readonly SeenRequest[];
  readonly startCloud: (options?: Partial<PracticeCloudOptions>) => Promise<PracticeCloud>;
  readonly connect: (cloud: Reachable, principalId?: string) => PracticeConnection;
  /** The client of an HSM; the administrator's unless told. */
  readonly open: (cloud: Reachable, hsmUri: string, principalId?: string) => ManagedHsm;
  /** The control plane through Azure's own library, which does not try anything twice. */
  readonly controlPlane: (cloud: Reachable, principalId?: string) => KeyVaultManagementClient;
  /** The practice storage account through Azure's own library. */
  readonly storage: (cloud: Reachable, principalId?: string) => BlobServiceClient;
  /** Creates an HSM with a managed identity and opens its client. */
  readonly newHsm: (cloud: PracticeCloud, name: string) => Promise<ManagedHsm>;
  /** Starts a cloud with such an HSM in it. */
  readonly startHsm: (name: string, options?: Partial<PracticeCloudOptions>) => Promise<HsmInCloud>;
  /** The same, activated; with its security domain file. */
  readonly startActiveHsm: (
    name: string,
    options?: Partial<PracticeCloudOptions>,
  ) => Promise<HsmInCloud & { readonly securityDomain: Buffer }>;
  readonly beginActivation: (hsm: ManagedHsm, keyholders?: readonly Keyholder[]) => Promise<Buffer>;
  /** Activates an HSM, or wraps again what an active one holds; its security domain file comes back. */
  readonly activate: (hsm: ManagedHsm) => Promise<Buffer>;
  /** Puts an HSM into recovery and builds the restore blob for it. */
  readonly blobFor: (hsm: ManagedHsm, securityDomain: Buffer, keyholders?: readonly Keyholder[]) => Promise<Buffer>;
}

/** A workspace, and how it is set up and cleared away. */
export interface PracticeWorkspaceKeys {
  readonly workspace: PracticeWorkspace;
  readonly setUp: () => Promise<void>;
  /** Closes clouds and connections, and keeps the directories. */
  readonly closeOpened: () => Promise<void>;
  readonly clearAway: () => Promise<void>;
}

/** The same in all workspaces of a process, so that one can go on with what was prepared in another. */
let custodiansOfAll: Promise<(TestCertificate & Keyholder)[]> | undefined;
const makeCustodians = (): Promise<(TestCertificate & Keyholder)[]> =>
  Promise.all(
    ['one', 'two', 'three'].map(async (name) => {
      const made = await selfSignedCertificate(name);
      const key = createPrivateKey({ key: made.privateKeyDer, format: 'der', type: 'pkcs8' });
      return { ...made, key };
    }),
  );

export function makePracticeWorkspace(): PracticeWorkspaceKeys {
  const custodians: (TestCertificate & Keyholder)[] = [];
  const opened: (() => Promise<void> | void)[] = [];
  let directory = '';
  let seen: SeenRequest[] = [];

  const setUp = async (): Promise<void> => {
    custodians.push(...(await (custodiansOfAll ??= makeCustodians())));
    directory = await mkdtemp(join(tmpdir(), 'lifeboat-practice-'));
  };
  const closeOpened = async (): Promise<void> => {
    for (const close of opened.splice(0).reverse()) await close();
  };
  const clearAway = (): Promise<void> => rm(directory, { recursive: true });

  const workspace: PracticeWorkspace = {
    custodians,
    newDirectory: () => join(directory, randomUUID()),
    seen: () => seen,
    startCloud: async (options = {}) => {
      seen = [];
      const onRequest = (request: SeenRequest): void => void seen.push(request);
      const cloud = await startPracticeCloud({
        directory: workspace.newDirectory(),
        pendingPolls: 2,
        onRequest,
        ...options,
      });
      opened.push(() => cloud.close());
      return cloud;
    },
    connect: ({ port, caCertificatePem }, principalId = practiceAdministrator) => {
      const connection = createPracticeConnection({ port, caCertificatePem, principalId });
      opened.push(() => connection.close());
      return connection;
    },
    open: (cloud, hsmUri, principalId) => {
      const { httpClient, credential } = workspace.connect(cloud, principalId);
      return openManagedHsm({ hsmUri, mode: 'practice', credential, httpClient, waiting: withoutWaiting });
    },
    controlPlane: (cloud, principalId) => {
      const { httpClient, credential } = workspace.connect(cloud, principalId);
      const endpoint = 'https://management.practice.invalid';
      const options = { httpClient, endpoint, retryOptions: { maxRetries: 0 } };
      return new KeyVaultManagementClient(credential, practiceSubscriptionId, options);
    },
    storage: (cloud, principalId) => {
      const { httpClient, credential } = workspace.connect(cloud, principalId);
      const options = { httpClient: storageTransport(httpClient), retryOptions: { maxTries: 1 } };
      return new BlobServiceClient(`https://${practiceAccountName}.blob.practice.invalid`, credential, options);
    },
    newHsm: async (cloud, name) =>
      workspace.open(cloud, (await cloud.createHsm(name, { managedIdentity: true })).hsmUri),
    startHsm: async (name, options) => {
      const cloud = await workspace.startCloud(options);
      return { cloud, hsm: await workspace.newHsm(cloud, name) };
    },
    startActiveHsm: async (name, options) => {
      const started = await workspace.startHsm(name, options);
      return { ...started, securityDomain: await workspace.activate(started.hsm) };
    },
    beginActivation: async (hsm, keyholders = custodians) => {
      let file: Buffer = Buffer.alloc(0);
      const certificates = keyholders.map(({ certificateDer }) => certificateDer);
      const keep = (securityDomain: Buffer): Promise<void> => {
        file = securityDomain;
        return Promise.resolve();
      };
      await hsm.securityDomain.beginDownload({ certificates, required: 2, keep });
      return file;
    },
    activate: async (hsm) => {
      const file = await workspace.beginActivation(hsm);
      await hsm.securityDomain.resume('download').pollUntilDone();
      return file;
    },
    blobFor: async (hsm, securityDomain, keyholders = custodians) => {
      const { jwk } = await hsm.securityDomain.getTransferKey();
      const keys = keyholders.map(({ key }) => key);
      return makeRestoreBlob(securityDomain, keys, jwk, hsm.address.origin);
    },
  };
  return { workspace, setUp, closeOpened, clearAway };
}

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
