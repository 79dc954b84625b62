// What comes before a recovery: custodians, HSM A with keys and a backup, its end, identities, an approved plan, and HSM B.
import { randomBytes } from 'node:crypto';
import type { Inventory } from '#shared/inventory/inventory.ts';
import { type Cast, nameIn } from '#shared/rehearsal/team.ts';
import { readWholeFile, writeNewFile } from '#platform/files.ts';
import { openControlPlane } from '#azure/azure-control-plane.ts';
import type { StorageAccess } from '#azure/backup-client.ts';
import { type ManagedHsm, openManagedHsm } from '#azure/managed-hsm.ts';
import type { PracticeConnection } from '#azure/practice-connection.ts';
import { takeInventory } from '#azure/take-inventory.ts';
import { encodeInventory } from '#core/inventory/inventory-file.ts';
import { practiceSubscriptionId } from '#simulator/control-plane/azure-state.ts';
import type { PracticeCloud } from '#simulator/practice-cloud.ts';
import { writeApprovedPlan } from './drill-plan.ts';
import { findConsumers, wrongRegion } from './estate.ts';
import { type DrillFolder, makeDrillFolder, custodianNames } from './folder.ts';
import { makeIdentities, personName, type Signers } from './identities.ts';
import { encodeKeyProof, fillWithKeys, takeProof } from './key-proof.ts';
import { hurriedWaiting } from './machines.ts';
import type { StageLog } from './stage.ts';

export const hsmNames = { a: 'practice-a', b: 'practice-b', stranger: 'practice-stranger' } as const;
const managedIdentity: StorageAccess = { kind: 'managed-identity' };

export interface MadeCustodian {
  readonly certificateDer: Buffer;
}

export interface PreparationParts {
  readonly folder: DrillFolder;
  readonly cloud: PracticeCloud;
  readonly connection: PracticeConnection;
  readonly log: StageLog;
  readonly custodians: number;
  readonly required: number;
  /** Puts keys, certificates and passphrases on sticks below a folder. */
  readonly makeCustodians: (sticks: string, names: readonly string[]) => Promise<readonly MadeCustodian[]>;
  readonly appVersion: string;
  /** What the names of its ceremonies begin with. */
  readonly prefix: 'PRACTICE-DRILL' | 'PRACTICE-REHEARSAL';
  /** Who plays what, where people do. */
  readonly cast?: Cast | undefined;
}

/**
 * Prepares everything that a recovery starts from; all of it is in the folder afterwards.
 * @returns the identities, because opening one takes its time
 */
export async function prepare(parts: PreparationParts): Promise<Signers> {
  await makeDrillFolder(parts.folder);
  const { custodians, signers } = await makeKeys(parts);
  const a = await createHsm(parts, hsmNames.a);
  await activate(parts, a, custodians);
  const { backupFolderUri, inventory } = await fillAndBackUp(parts, a);
  await mapConsumers(parts, inventory);
  await loseHsm(parts);
  const b = await createHsm(parts, hsmNames.b);
  await approvePlan(parts, { custodians, signers }, [a, b], backupFolderUri);
  return signers;
}

/** Whom a plan names. */
interface Keys {
  readonly custodians: readonly MadeCustodian[];
  readonly signers: Signers;
}

function makeKeys({ log, folder, custodians, required, makeCustodians, cast = [] }: PreparationParts): Promise<Keys> {
  return log.stage('keys-made', async () => {
    const [made, signers] = await Promise.all([
      makeCustodians(folder.sticks, custodianNames(custodians)),
      makeIdentities(folder, (person) => nameIn(cast, person) ?? personName(person)),
    ]);
    return {
      value: { custodians: made, signers },
      values: [custodians, required],
    };
  });
}

function createHsm({ log, cloud, connection }: PreparationParts, name: string): Promise<ManagedHsm> {
  return log.stage(name === hsmNames.a ? 'source-created' : 'target-created', async () => {
    const { hsmUri, shownAs } = await cloud.createHsm(name, { managedIdentity: true });
    const { httpClient, credential } = connection;
    const value = openManagedHsm({ hsmUri, mode: 'practice', waiting: hurriedWaiting, httpClient, credential });
    return { value, values: [name, shownAs] };
  });
}

function activate(
  { log, folder, required }: PreparationParts,
  hsm: ManagedHsm,
  custodians: readonly MadeCustodian[],
): Promise<void> {
  return log.stage('source-activated', async () => {
    const certificates = custodians.map(({ certificateDer }) => certificateDer);
    let bytes = 0;
    const operation = await hsm.securityDomain.beginDownload({
      certificates,
      required,
      keep: async (securityDomain) => {
        bytes = securityDomain.length;
        await writeNewFile(folder.securityDomain, securityDomain);
      },
    });
    await operation.pollUntilDone();
    return { value: undefined, values: [bytes] };
  });
}

/** @returns the folder of the backup, and the inventory that was taken with it */
function fillAndBackUp({ log, folder, cloud, connection }: PreparationParts, hsm: ManagedHsm) {
  return log.stage('source-backed-up', async () => {
    await fillWithKeys(hsm);
    const proof = await takeProof(hsm);
    await writeNewFile(folder.keyProof, encodeKeyProof(proof));
    const job = await hsm.backups.beginBackup(cloud.containerUri, managedIdentity);
    const { folderUri } = await job.pollUntilDone();
    const { origin, cloud: azureCloud } = hsm.address;
    const place = { mode: 'practice', cloud: azureCloud, subscription: practiceSubscriptionId } as const;
    const resource = () => openControlPlane({ ...place, ...connection }).hsmAt(origin);
    const inventory = await takeInventory(hsm, { now: Date.now(), publicHalves: true, resource });
    await writeNewFile(folder.inventory, encodeInventory(inventory));
    return { value: { backupFolderUri: folderUri, inventory }, values: [proof.records.length, folderUri] };
  });
}

function mapConsumers({ log, folder, cloud, connection }: PreparationParts, inventory: Inventory): Promise<void> {
  return log.stage('consumers-found', async () => {
    const [found, stranded] = await findConsumers(cloud, connection, inventory, folder.consumers);
    return { value: undefined, values: [found, stranded, wrongRegion] };
  });
}

function loseHsm({ log, cloud }: PreparationParts): Promise<void> {
  return log.stage('source-lost', async () => {
    await cloud.destroyHsm(hsmNames.a);
    return { value: undefined, values: [] };
  });
}

function approvePlan(
  { log, folder, required, appVersion, prefix, cast = [] }: PreparationParts,
  { custodians, signers }: Keys,
  [a, b]: readonly [ManagedHsm, ManagedHsm],
  backupFolderUri: string,
): Promise<void> {
  return log.stage('plan-approved', async () => {
    const ceremony = `${prefix}-${new Date().toISOString().slice(0, 10)}-${randomBytes(3).toString('hex').toUpperCase()}`;
    const facts = {
      ceremony,
      appVersion,
      required,
      certificates: custodians.map(({ certificateDer }) => certificateDer),
      source: { name: hsmNames.a, uri: a.address.origin },
      target: { name: hsmNames.b, uri: b.address.origin },
      backupFolderUri,
      securityDomain: await readWholeFile(folder.securityDomain, 1 << 20),
      cast,
    };
    await writeApprovedPlan(folder, facts, signers);
    return { value: undefined, values: [ceremony] };
  });
}
