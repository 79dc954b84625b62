// A practice cloud: practice HSMs, blob containers and a sign-in behind one server on the loopback, kept in one directory.
import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { type Server } from 'node:https';
import { join } from 'node:path';
import { refuse } from '#shared/faults/fault.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import { type Cloud, clouds, hsmNamePattern } from '#core/azure/clouds.ts';
import { BackupStorage } from './backup-storage.ts';
import { equalPolls, type IssueExchangeKey, recordedPolls } from './call.ts';
import { issueExchangeKey } from './exchange-key-issuer.ts';
import { AzureState, practiceIdentityId, practiceRegion, practiceResourceGroup } from './control-plane/azure-state.ts';
import { finish } from './control-plane/hsm-operations.ts';
import { practiceAzure, type PracticeAzure } from './control-plane/practice-azure.ts';
import { FaultPlayer, type FaultScript } from './fault-scripts.ts';
import { emptyHsm, openNetwork } from './hsm-state.ts';
import { HsmStore, type PracticeHsm } from './hsm-store.ts';
import { caFileName, loadServerIdentity } from './practice-pki.ts';
import { newAssignment } from './rights.ts';
import { seededKeys, type SeedOptions } from './seed-keys.ts';
import { type SeenRequest, type ServerParts, startServer } from './server.ts';
import { practiceTenantId, SignIn } from './sign-in.ts';
import { replaceFile } from './state-files.ts';
import { lockState } from './state-lock.ts';
import { parseContainerUri } from './storage-address.ts';

export { practiceTenantId };

export interface PracticeCloudOptions {
  /** Where the state lies; made if it is not there. */
  readonly directory: string;
  /** 0 or nothing: any free port. */
  readonly port?: number;
  /** How exchange keys are made; attested practice keys unless told. */
  readonly issueExchangeKey?: IssueExchangeKey;
  /** Status queries that every operation takes before it ends; as many as recorded unless told. */
  readonly pendingPolls?: number;
  /** Called with one line for each request; every line begins with PRACTICE. */
  readonly log?: (line: string) => void;
  readonly onRequest?: (request: SeenRequest) => void;
  /** Unix milliseconds. */
  readonly now?: () => number;
}

interface PracticeHsmView {
  readonly name: string;
  /** The name as people are to see it. */
  readonly shownAs: string;
  /** What the control plane calls hsmUri; clients reach it through the loopback. */
  readonly hsmUri: string;
  readonly activationStatus: 'NotActivated' | 'Active';
}

interface NewPracticeHsm {
  /** Object ids; an account that signs in with one of them as its client id is an administrator. */
  readonly administrators?: readonly string[];
  /** Who may make and use keys from the start: the administrators unless told. A real HSM starts with none: pass an empty list. */
  readonly cryptoUsers?: readonly string[];
  /** Whose host names it has; those of the practice cloud unless told. */
  readonly cloud?: Cloud['name'];
  /** Whether the practice identity, which has its role on every practice storage account, is attached from the start. */
  readonly managedIdentity?: boolean;
}

export interface PracticeCloud {
  /** `https://localhost:PORT`, where the server listens. */
  readonly url: string;
  readonly port: number;
  readonly caCertificatePem: string;
  /** The file of that certificate in the state directory. */
  readonly caCertificateFile: string;
  /** A container that is always there. */
  readonly containerUri: string;
  createHsm(name: string, options?: NewPracticeHsm): Promise<PracticeHsmView>;
  /** Deletes and purges at once: nothing is left but the backups in the containers. */
  destroyHsm(name: string): Promise<void>;
  /** As if the control plane had been asked to delete it, and had done so. */
  softDeleteHsm(name: string): Promise<void>;
  /**
   * Lets somebody else's backup run on an HSM: it takes no other operation meanwhile.
   * @returns ends it
   */
  occupyHsm(name: string): Promise<() => Promise<void>>;
  attachManagedIdentity(name: string): Promise<void>;
  /** Adds very many keys at once, whether or not the HSM is activated yet. */
  seedKeys(name: string, options: SeedOptions): Promise<void>;
  /** Connects an HSM to an external key manager, and adds a key of it. */
  addExternalKey(name: string, key: string): Promise<void>;
  hsms(): PracticeHsmView[];
  createContainer(containerUri: string): Promise<void>;
  /** What is around the HSMs, to be changed behind their clients' backs. */
  readonly azure: PracticeAzure;
  /** The backup folders in a container. */
  backups(containerUri: string): Promise<string[]>;
  /** From now on these faults, and no earlier ones, befall the clients. */
  playFaults(scripts: readonly FaultScript[]): void;
  /** Those that have hit nothing yet. */
  unplayedFaults(): readonly FaultScript[];
  close(): Promise<void>;
}

export const practiceAdministrator = '00000000-0000-4000-8000-000000000002';
/** Where a served state says at which port: another program on this machine can join. */
export const portFileName = 'port';
const practiceContainer = 'https://lifeboat.blob.practice.invalid/backups';

/**
 * Opens the state in a directory, or begins a new one, and serves it until it is closed.
 * @throws PRACTICE_STATE_IN_USE, PRACTICE_STATE_DAMAGED, PRACTICE_PORT_IN_USE
 */
export async function startPracticeCloud(options: PracticeCloudOptions): Promise<PracticeCloud> {
  await mkdir(options.directory, { recursive: true, mode: 0o700 });
  const unlock = await lockState(options.directory);
  try {
    return await serveState(options, unlock);
  } catch (error) {
    await unlock();
    throw error;
  }
}

async function serveState(options: PracticeCloudOptions, unlock: () => Promise<void>): Promise<PracticeCloud> {
  const { directory, now = Date.now } = options;
  const identity = await loadServerIdentity(directory, now());
  const [store, signIn] = await Promise.all([HsmStore.open(join(directory, 'hsms')), SignIn.open(directory)]);
  const azure = await AzureState.open(join(directory, 'azure.json'), practiceAdministrator);
  const storage = new BackupStorage(join(directory, 'containers'));
  await storage.createContainer(practiceContainer);
  const services = {
    storage,
    azure,
    issueExchangeKey: options.issueExchangeKey ?? issueExchangeKey,
    polls: options.pendingPolls === undefined ? recordedPolls : equalPolls(options.pendingPolls),
    now,
  };
  const faults = new FaultPlayer();
  const { server, port } = await startServer(
    { identity, store, signIn, services, faults, ...observers(options) },
    options.port ?? 0,
  );
  await replaceFile(join(directory, portFileName), String(port));
  return {
    url: `https://localhost:${port}`,
    port,
    caCertificatePem: identity.caCertificatePem,
    caCertificateFile: join(directory, caFileName),
    containerUri: practiceContainer,
    createHsm: (name, created = {}) => createHsm(store, name, created, now()),
    destroyHsm: async (name) => store.remove(hsmByName(store, name)),
    softDeleteHsm: async (name) =>
      change(hsmByName(store, name), ({ resource }) => finish(resource, 'delete', azure, Math.floor(now() / 1000))),
    occupyHsm: async (name) => occupy(hsmByName(store, name), Math.floor(now() / 1000)),
    attachManagedIdentity: async (name) =>
      change(hsmByName(store, name), ({ resource }) => {
        resource.identities = [practiceIdentityId];
      }),
    seedKeys: async (name, seed) =>
      change(hsmByName(store, name), ({ content }) => {
        content.keys.push(...seededKeys(seed, Math.floor(now() / 1000)));
      }),
    addExternalKey: async (name, key) =>
      change(hsmByName(store, name), (state) => {
        state.ekmConnection ??= { host: 'ekm.practice.invalid', server_ca_certificates: [] };
        const [seeded] = seededKeys({ keys: 1, versionsPerKey: 1 }, Math.floor(now() / 1000));
        const versions = (seeded?.versions ?? []).map((version) => ({ ...version, externalKeyId: 'practice-kek' }));
        state.content.keys.push({ name: key, versions });
      }),
    hsms: () => store.all().map(viewOf),
    createContainer: async (uri) => {
      await azure.addAccount(parseContainerUri(uri).account);
      await storage.createContainer(uri);
    },
    azure: practiceAzure(azure, storage),
    backups: (uri) => storage.folders(uri),
    playFaults: (scripts) => faults.play(scripts),
    unplayedFaults: () => faults.unplayed,
    close: async () => {
      await closeServer(server);
      await unlock();
    },
  };
}

function observers({ log, onRequest }: PracticeCloudOptions): Pick<ServerParts, 'onRequest' | 'onDefect'> {
  return {
    onRequest: (seen) => {
      // A client chooses host and path: what it writes must not reach a terminal as it is.
      const [host, path] = [visibleText(seen.host, 100), visibleText(seen.path, 300)];
      log?.(`PRACTICE ${host} ${seen.method} ${path} ${seen.status}`);
      onRequest?.(seen);
    },
    onDefect: (error) => {
      log?.(`PRACTICE defect: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    },
  };
}

function closeServer(server: Server): Promise<void> {
  return new Promise((closed) => {
    // An error says that it is closed already.
    server.close(() => closed());
    server.closeAllConnections();
  });
}

async function createHsm(
  store: HsmStore,
  name: string,
  options: NewPracticeHsm,
  now: number,
): Promise<PracticeHsmView> {
  if (!hsmNamePattern.test(name)) refuse({ code: 'PRACTICE_HSM_NAME_INVALID', name: visibleText(name) });
  if (store.byName(name)) refuse({ code: 'PRACTICE_HSM_EXISTS', name });
  const cloud = clouds.find((one) => one.name === (options.cloud ?? 'practice'));
  if (!cloud) throw new Error('there is no such cloud');
  const administrators = options.administrators ?? [practiceAdministrator];
  const seconds = Math.floor(now / 1000);
  const state = emptyHsm({
    name,
    hostName: `${name.toLowerCase()}.${cloud.hsmSuffix}`,
    tenantId: practiceTenantId,
    resource: {
      resourceGroup: practiceResourceGroup,
      location: practiceRegion,
      skuName: 'Standard_B1',
      tags: {},
      identities: options.managedIdentity === true ? [practiceIdentityId] : [],
      administrators: [...administrators],
      retentionDays: 7,
      purgeProtection: false,
      networkAcls: openNetwork,
      publicNetworkAccess: 'Enabled',
      regions: [],
      created: seconds,
      modified: seconds,
      operation: null,
      failure: null,
      deleted: null,
    },
    roleAssignments: [
      ...administrators.map((id) => newAssignment(id, 'Managed HSM Administrator')),
      ...(options.cryptoUsers ?? administrators).flatMap((id) => [
        newAssignment(id, 'Managed HSM Crypto User'),
        // A Crypto User may not look at deleted keys, which an inventory lists.
        newAssignment(id, 'Managed HSM Crypto Auditor'),
      ]),
    ],
  });
  return viewOf(await store.add(state));
}

function change(hsm: PracticeHsm, work: (state: PracticeHsm['state']) => void): Promise<void> {
  return hsm.exclusively(async () => {
    work(hsm.state);
    await hsm.save();
  });
}

async function occupy(hsm: PracticeHsm, startTime: number): Promise<() => Promise<void>> {
  const id = randomBytes(16).toString('hex');
  await change(hsm, ({ jobs }) => {
    jobs.push({
      id,
      kind: 'backup',
      status: 'InProgress',
      // It ends when its caller says so.
      pollsLeft: Number.MAX_SAFE_INTEGER,
      startTime,
      endTime: null,
      container: practiceContainer,
      access: 'identity',
      folder: null,
      error: null,
      isWorkDone: false,
      details: null,
    });
  });
  return () =>
    change(hsm, (state) => {
      state.jobs = state.jobs.filter((job) => job.id !== id);
    });
}

function hsmByName(store: HsmStore, name: string): PracticeHsm {
  return store.byName(name) ?? refuse({ code: 'PRACTICE_HSM_UNKNOWN', name: visibleText(name) });
}

const viewOf = ({ state }: PracticeHsm): PracticeHsmView => ({
  name: state.name,
  shownAs: `${state.name} (PRACTICE)`,
  hsmUri: `https://${state.hostName}`,
  activationStatus: state.activation,
});
