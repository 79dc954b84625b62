// A workspace for tests of the online part: a source HSM with a backup, a new HSM, a plan, and both operators' machines.
import { mkdtempSync, rmSync } from 'node:fs';
import { cp, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Inventory } from '#shared/inventory/inventory.ts';
import type { Plan } from '#shared/plan/plan.ts';
import type { Cloud } from '#core/azure/clouds.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { planSha256 } from '#core/plan/plan-file.ts';
import { recoveryPlan } from '#core/plan/testdata/sample-plan.ts';
import { operator1, operator2 } from '#core/transfer/testdata/samples.ts';
import { openContainer } from '#azure/azure-container.ts';
import { openControlPlane } from '#azure/azure-control-plane.ts';
import { openManagedHsm } from '#azure/managed-hsm.ts';
import { AnswerFolder, ownerOf } from '#services/recovery/answer-folder.ts';
import { type Confirmation, plannedContainer, type StepContext } from '#services/recovery/step-context.ts';
import { StepJournal } from '#services/recovery/step-journal.ts';
import { takeInventory } from '#azure/take-inventory.ts';
import {
  practiceIdentityId,
  practiceRegion,
  practiceResourceGroup,
  practiceSubscriptionId,
  resourceIds,
} from '#simulator/control-plane/azure-state.ts';
import { type PracticeCloud, practiceTenantId } from '#simulator/practice-cloud.ts';
import { beginning } from './ceremony-beginning.ts';
import { managedIdentity, type PracticeWorkspace } from './make-practice-workspace.ts';

/** A clock that only tests move; it starts a minute from now, because the service goes by the machine's, and makes certificates meanwhile. */
export class TestClock {
  #ms: number;
  constructor(ms = Date.now() + 60_000) {
    this.#ms = ms;
  }
  readonly now = (): number => this.#ms;
  advance(ms: number): void {
    this.#ms += ms;
  }
}

export const confirmed = (plan: Plan): Confirmation => ({
  by: ['Person operator-1', 'Person operator-2'],
  typedName: plan.target.name,
  ...(plan.backup?.folder ? { typedFolder: plan.backup.folder } : {}),
});

/** One recovery that is ready to begin; its directory can be copied and opened again. */
export interface Recovery {
  readonly cloud: PracticeCloud;
  /** The state of the cloud: once it is closed, another program can serve it. */
  readonly directory: string;
  readonly plan: Plan;
  readonly securityDomain: Buffer;
  readonly inventory: Inventory;
  readonly clock: TestClock;
  /** Journals and answers of both machines. */
  readonly folder: string;
  /** The directory of the one that it goes on from, or its own. */
  readonly origin: string;
  /** Opens a machine's journal and answers, as a new run of the program does. */
  open(operator: 'operator-1' | 'operator-2'): Promise<StepContext>;
  /** Closes every machine, as the end of the program does. */
  close(): Promise<void>;
}

interface Prepared {
  readonly directory: string;
  readonly securityDomain: Buffer;
  readonly inventory: Inventory;
  readonly folderUri: string;
  readonly hsmUri: string;
  readonly sourceUri: string;
}

/** Set up once in each process and copied from then on: making keys takes longer than everything else. */
const prepared = new Map<CloudName, Promise<Prepared>>();

export interface RecoveryOptions {
  /** How long one request may stay without an answer, in milliseconds. */
  readonly requestTimeoutMs?: number;
  /** The clock of the service, in Unix milliseconds. */
  readonly serviceNow?: () => number;
  /** Of a new HSM instead of a lost one. */
  readonly kind?: 'activation' | 're-wrap';
  /** Whose host names everything has; those of the practice cloud unless told. */
  readonly cloudName?: CloudName;
  /** Goes on in a copy of this one, whose machines and cloud are closed. */
  readonly from?: Recovery;
}

type CloudName = Cloud['name'];

export async function prepareRecovery(workspace: PracticeWorkspace, options: RecoveryOptions = {}): Promise<Recovery> {
  const { serviceNow: now, cloudName = 'practice', from } = options;
  const ready = prepared.get(cloudName) ?? prepareCloud(workspace, cloudName);
  prepared.set(cloudName, ready);
  const { directory: original, securityDomain, inventory, ...places } = await ready;
  const directory = workspace.newDirectory();
  await cp(from?.directory ?? original, directory, { recursive: true });
  const cloud = await workspace.startCloud({ directory, pendingPolls: 1, ...(now ? { now } : {}) });
  const planned = practicePlan(workspace, { ...places, securityDomain });
  const plan = options.kind === undefined ? planned : ofNewKeys(planned, options.kind);
  const clock = new TestClock(from?.clock.now());
  const folder = workspace.newDirectory();
  if (from) await cp(from.folder, folder, { recursive: true });
  const journals: StepJournal[] = [];
  return {
    cloud,
    directory,
    plan,
    securityDomain,
    inventory,
    clock,
    folder,
    origin: from?.origin ?? directory,
    open: async (operator) => {
      const machine = await openMachine(
        workspace,
        { cloud, plan, clock, folder: join(folder, operator), options },
        operator,
      );
      journals.push(machine.journal);
      return machine;
    },
    close: async () => {
      for (const journal of journals.splice(0)) await journal.close();
    },
  };
}

async function prepareCloud(workspace: PracticeWorkspace, cloudName: CloudName): Promise<Prepared> {
  // It is there for longer than the workspace.
  const directory = mkdtempSync(join(tmpdir(), 'lifeboat-prepared-'));
  process.on('exit', () => rmSync(directory, { recursive: true, force: true }));
  const cloud = await workspace.startCloud({ directory, pendingPolls: 1 });
  const make = async (name: string): Promise<string> =>
    (await cloud.createHsm(name, { managedIdentity: true, cloud: cloudName })).hsmUri;
  const sourceUri = await make('lost-hsm');
  const source = workspace.open(cloud, sourceUri);
  const containerUri =
    cloudName === 'practice' ? cloud.containerUri : `https://recovery.${source.address.cloud.blobSuffix}/backups`;
  if (containerUri !== cloud.containerUri) await cloud.createContainer(containerUri);
  const securityDomain = await workspace.activate(source);
  await source.keys.createKey('disk', { kty: 'RSA-HSM', key_size: 2048, tags: { team: 'storage' } });
  await source.keys.createKey('disk', { kty: 'RSA-HSM', key_size: 2048, attributes: { enabled: false } });
  await source.keys.createKey('data', { kty: 'oct-HSM', key_size: 256 });
  const backup = await source.backups.beginBackup(containerUri, managedIdentity);
  const { folderUri } = await backup.pollUntilDone();
  const controlPlane = openControlPlane({
    ...{ mode: 'practice', cloud: source.address.cloud, subscription: practiceSubscriptionId },
    ...workspace.connect(cloud),
  });
  const resource = () => controlPlane.hsmAt(source.address.origin);
  const inventory = await takeInventory(source, { now: Date.now(), publicHalves: true, resource });
  const hsmUri = await make('recovered-hsm');
  // The exchange key is made, too: it is the same however often it is asked for.
  await workspace.open(cloud, hsmUri).securityDomain.getTransferKey();
  return { directory, securityDomain, inventory, folderUri, hsmUri, sourceUri };
}

function practicePlan(
  { custodians }: PracticeWorkspace,
  { hsmUri, sourceUri, folderUri, securityDomain }: Omit<Prepared, 'directory' | 'inventory'>,
): Plan {
  const [account = '', container = '', folder = ''] = folderUri.split(/\/(?=[^/]+(?:\/[^/]+)?$)/);
  return {
    ...recoveryPlan,
    ceremony: 'PRACTICE-2026-10-14-01',
    practice: true,
    custodians: custodians.map(({ certificateDer }, at) => ({
      id: `C${at + 1}`,
      person: `custodian-${at + 1}`,
      site: null,
      certificateSha256: sha256(certificateDer).toString('hex'),
    })),
    source: { name: 'lost-hsm', uri: sourceUri },
    target: {
      ...recoveryPlan.target,
      uri: hsmUri,
      resourceId: `${resourceIds.group(practiceResourceGroup)}/providers/Microsoft.KeyVault/managedHSMs/recovered-hsm`,
      tenant: practiceTenantId,
      subscription: practiceSubscriptionId,
      resourceGroup: practiceResourceGroup,
      location: practiceRegion,
    },
    backup: {
      method: 'identity',
      account,
      container,
      folder,
      identity: practiceIdentityId,
    },
    securityDomain: { sha256: sha256(securityDomain).toString('hex'), provenance: 'Register' },
  };
}

/** Nothing was lost: there is neither a source nor a backup of it, and keys and security domain are still to come. */
const ofNewKeys = (plan: Plan, kind: 'activation' | 're-wrap'): Plan => ({
  ...plan,
  kind,
  source: null,
  custodians: plan.custodians.map((each) => ({ ...each, certificateSha256: null })),
  backup: plan.backup && { ...plan.backup, folder: null },
  securityDomain: null,
});

interface MachineParts extends Pick<Recovery, 'cloud' | 'plan' | 'clock' | 'folder'> {
  readonly options: RecoveryOptions;
}

async function openMachine(
  workspace: PracticeWorkspace,
  { cloud, plan, clock, folder, options: { requestTimeoutMs } }: MachineParts,
  role: 'operator-1' | 'operator-2',
): Promise<StepContext> {
  await mkdir(folder, { recursive: true });
  const journal = await StepJournal.open(join(folder, 'journal.jsonl'), clock.now);
  if (journal.head.n === 0) {
    for (const event of beginning(plan, role, role === 'operator-1' ? operator1 : operator2))
      await journal.append(event);
  }
  const connection = workspace.connect(cloud);
  const waiting = { wait: () => Promise.resolve(), now: clock.now };
  const { httpClient, credential } = connection;
  const common = { mode: 'practice', credential, httpClient } as const;
  const limit = requestTimeoutMs === undefined ? {} : { requestTimeoutMs };
  const hsm = openManagedHsm({ ...common, hsmUri: plan.target.uri, waiting, ...limit });
  return {
    plan,
    planSha256: planSha256(plan),
    hsm,
    controlPlane: openControlPlane({
      ...common,
      cloud: hsm.address.cloud,
      subscription: plan.target.subscription,
      waiting,
    }),
    container: openContainer({ ...common, containerUri: plannedContainer(plan), waiting }),
    journal,
    answers: new AnswerFolder(folder, ownerOf({ plan, planSha256: planSha256(plan) }), clock.now),
    waiting,
    holdMinuteMs: 60_000,
  };
}
