// A room for tests of the online part: a source HSM with a backup, a new HSM, a plan, both operators' machines, and an offline side.
import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { JournalEvent } from '../../shared/journal/events.ts';
import { apply, emptyJournal, type JournalState } from '../../shared/journal/state.ts';
import type { Inventory } from '../../shared/inventory/inventory.ts';
import type { Plan } from '../../shared/plan/plan.ts';
import { sha256 } from '../../electron/main/core/encoding/bytes.ts';
import { decodeBase64 } from '../../electron/main/core/encoding/base64.ts';
import { pinnedIdentities, planSha256 } from '../../electron/main/core/plan/plan-file.ts';
import { recoveryPlan } from '../../electron/main/core/plan/testdata/sample-plan.ts';
import { observedKey } from '../../electron/main/core/transfer/body.ts';
import { blobExchangeThumbprint } from '../../electron/main/core/transfer/carried-files.ts';
import { certificateOfAnswer, exchangeReferenceOf } from '../../electron/main/core/transfer/certificate-hashes.ts';
import { buildBundle, openBundle } from '../../electron/main/core/transfer/bundle.ts';
import type { Signer } from '../../electron/main/core/transfer/identity.ts';
import type { BundlePayload, Observation } from '../../electron/main/core/transfer/payload.ts';
import { type ExchangeSession, fetched, headerOf, travelled } from '../../electron/main/core/transfer/session.ts';
import { offline, operator1, operator2 } from '../../electron/main/core/transfer/testdata/samples.ts';
import { openContainer } from '../../electron/main/online/azure-container.ts';
import { openControlPlane } from '../../electron/main/online/azure-control-plane.ts';
import { openManagedHsm } from '../../electron/main/online/managed-hsm.ts';
import { AnswerFolder, ownerOf } from '../../electron/main/online/steps/answer-folder.ts';
import { initRecovery, observe } from '../../electron/main/online/steps/exchange-key.ts';
import type { Confirmation, StepContext } from '../../electron/main/online/steps/step-context.ts';
import { StepJournal } from '../../electron/main/online/steps/step-journal.ts';
import type { UploadOrder } from '../../electron/main/online/steps/upload.ts';
import { takeInventory } from '../../electron/main/online/take-inventory.ts';
import {
  practiceIdentityId,
  practiceRegion,
  practiceResourceGroup,
  practiceSubscriptionId,
  resourceIds,
} from '../../electron/main/practice/control-plane/azure-state.ts';
import { type PracticeCloud, practiceTenantId } from '../../electron/main/practice/practice-cloud.ts';
import { managedIdentity, type PracticeRoom } from './make-practice-room.ts';
import { makeRestoreBlob } from './restore-blob.ts';

const uriOf = (name: string): string => `https://${name}.managedhsm.practice.invalid`;
const challenges = { online: 'b'.repeat(32), offline: 'a'.repeat(32) };
const made = {
  issued: '2026-10-14T10:00:00Z',
  expires: '2026-10-15T10:00:00Z',
  app: { version: '0.1.0', build: 'test' },
};

/** A clock that only tests move; it starts now, because certificates are new. */
export class TestClock {
  #ms = Date.now();
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
}

/** Set up once for each room and copied from then on: making keys takes longer than everything else. */
const prepared = new WeakMap<PracticeRoom, Promise<Prepared>>();

export interface RecoveryOptions {
  /** How long one request may stay without an answer, in milliseconds. */
  readonly requestTimeoutMs?: number;
  /** The clock of the service, in Unix milliseconds. */
  readonly serviceNow?: () => number;
  /** Of a new HSM instead of a lost one. */
  readonly kind?: 'activation' | 're-wrap';
}

export async function prepareRecovery(room: PracticeRoom, options: RecoveryOptions = {}): Promise<Recovery> {
  const ready = prepared.get(room) ?? prepareCloud(room);
  prepared.set(room, ready);
  const { directory: original, securityDomain, inventory, folderUri, hsmUri } = await ready;
  const directory = room.newDirectory();
  await cp(original, directory, { recursive: true });
  const { serviceNow: now } = options;
  const cloud = await room.startCloud({ directory, pendingPolls: 1, ...(now ? { now } : {}) });
  const planned = practicePlan(room, { cloud, hsmUri, folderUri, securityDomain });
  const plan = options.kind === undefined ? planned : ofNewKeys(planned, options.kind);
  const clock = new TestClock();
  const folder = room.newDirectory();
  const journals: StepJournal[] = [];
  return {
    cloud,
    directory,
    plan,
    securityDomain,
    inventory,
    clock,
    folder,
    open: async (operator) => {
      const machine = await openMachine(
        room,
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

async function prepareCloud(room: PracticeRoom): Promise<Prepared> {
  const directory = room.newDirectory();
  const cloud = await room.startCloud({ directory, pendingPolls: 1 });
  const source = await room.newHsm(cloud, 'lost-hsm');
  const securityDomain = await room.activate(source);
  await source.keys.createKey('disk', { kty: 'RSA-HSM', key_size: 2048, tags: { team: 'storage' } });
  await source.keys.createKey('disk', { kty: 'RSA-HSM', key_size: 2048, attributes: { enabled: false } });
  await source.keys.createKey('data', { kty: 'oct-HSM', key_size: 256 });
  const backup = await source.backups.beginBackup(cloud.containerUri, managedIdentity);
  const { folderUri } = await backup.pollUntilDone();
  const inventory = await takeInventory(source, { now: Date.now(), publicHalves: true });
  const { hsmUri } = await cloud.createHsm('recovered-hsm', { managedIdentity: true });
  // The exchange key is made, too: it is the same however often it is asked for.
  await room.open(cloud, hsmUri).securityDomain.getTransferKey();
  return { directory, securityDomain, inventory, folderUri, hsmUri };
}

function practicePlan(
  { custodians }: PracticeRoom,
  { cloud, hsmUri, folderUri, securityDomain }: Omit<Prepared, 'directory' | 'inventory'> & Pick<Recovery, 'cloud'>,
): Plan {
  const [account = '', container = ''] = cloud.containerUri.split(/\/(?=[^/]+$)/);
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
    source: { name: 'lost-hsm', uri: uriOf('lost-hsm') },
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
      folder: folderUri.slice(folderUri.lastIndexOf('/') + 1),
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
  room: PracticeRoom,
  { cloud, plan, clock, folder, options: { requestTimeoutMs } }: MachineParts,
  role: 'operator-1' | 'operator-2',
): Promise<StepContext> {
  await mkdir(folder, { recursive: true });
  const journal = await StepJournal.open(join(folder, 'journal.jsonl'), clock.now);
  if (journal.head.n === 0) {
    for (const event of beginning(plan, role, role === 'operator-1' ? operator1 : operator2))
      await journal.append(event);
  }
  const connection = room.connect(cloud);
  const waiting = { wait: () => Promise.resolve(), now: clock.now };
  const { httpClient, credential, chainOf } = connection;
  const common = { mode: 'practice', credential, httpClient } as const;
  const limit = requestTimeoutMs === undefined ? {} : { requestTimeoutMs };
  const hsm = openManagedHsm({ ...common, hsmUri: plan.target.uri, waiting, ...limit });
  return {
    plan,
    planSha256: planSha256(plan),
    hsm,
    controlPlane: openControlPlane({ ...common, cloud: hsm.address.cloud, subscription: plan.target.subscription }),
    container: openContainer({ ...common, containerUri: cloud.containerUri }),
    journal,
    answers: new AnswerFolder(folder, ownerOf({ plan, planSha256: planSha256(plan) }), clock.now),
    waiting,
    chainOf,
    holdMinuteMs: 60_000,
  };
}

/** What the two sides have told each other before the first bundle. */
export interface Introduced {
  /** The number that the online side gave out. */
  readonly onlineChallenge: string;
  /** Key of the first operator's machine. */
  readonly operatorKeyId: string;
}
const introduced: Introduced = { onlineChallenge: challenges.online, operatorKeyId: operator1.keyId };
/** The number that the offline side of these tests gives out. */
export const offlineChallenge = challenges.offline;

function beginning(
  plan: Plan,
  role: 'operator-1' | 'operator-2' | 'offline',
  signer: Signer,
  { onlineChallenge, operatorKeyId }: Introduced = introduced,
): JournalEvent[] {
  const isOffline = role === 'offline';
  const issued = isOffline ? challenges.offline : onlineChallenge;
  const noted = isOffline ? onlineChallenge : challenges.offline;
  return [
    {
      kind: 'journal-opened',
      ceremony: plan.ceremony,
      practice: plan.practice,
      machine: isOffline ? 'offline' : 'online',
      role,
      keyId: signer.keyId,
      app: made.app,
    },
    {
      kind: 'plan-adopted',
      planSha256: planSha256(plan),
      ceremony: plan.ceremony,
      practice: plan.practice,
      ceremonyKind: plan.kind,
      approvers: ['administrator', 'operator-1'],
      targetName: plan.target.name,
      targetUri: plan.target.uri,
      required: plan.quorum.required,
      custodianCertificates: [],
      custodians: plan.quorum.custodians,
      sdSha256: plan.securityDomain?.sha256 ?? null,
      backupFolder: plan.backup?.folder ?? null,
    },
    isOffline
      ? { kind: 'peer-paired', role: 'operator-1', keyId: operatorKeyId }
      : { kind: 'peer-paired', role: 'offline', keyId: offline.keyId },
    { kind: 'challenge-issued', challenge: issued },
    { kind: 'challenge-noted', challenge: noted },
  ];
}

/** Everything up to the arrival of the blob. */
export async function receiveBlobOf(
  room: PracticeRoom,
  recovery: Recovery,
  context: StepContext,
): Promise<UploadOrder> {
  const first = await initRecovery(context, confirmed(recovery.plan));
  const second = await observe(await recovery.open('operator-2'), recovery.plan.target.name);
  const { plan, journal } = context;
  const sent = await sendExchangeKey(plan, journal, first.observation, second.observation);
  const { file, payloadSha256 } = answerWithBlob(room, recovery, sent);
  return { bundle: file, readBackSha256: payloadSha256, confirmation: confirmed(plan) };
}

/** Begins a journal as "journal begin" and the pairing do. */
export async function beginJournal(path: string, plan: Plan, role: 'operator-1' | 'operator-2'): Promise<void> {
  const journal = await StepJournal.open(path, Date.now);
  for (const event of beginning(plan, role, role === 'operator-1' ? operator1 : operator2)) await journal.append(event);
  await journal.close();
}

/** The two operators send what they saw, as "bundle create" and "bundle countersign" do. @returns the bundle's file */
export async function sendObservations(
  path: string,
  plan: Plan,
  first: Observation,
  second: Observation,
): Promise<Buffer> {
  const journal = await StepJournal.open(path, Date.now);
  try {
    return await sendExchangeKey(plan, journal, first, second);
  } finally {
    await journal.close();
  }
}

async function sendExchangeKey(
  plan: Plan,
  journal: StepJournal,
  first: Observation,
  second: Observation,
): Promise<Buffer> {
  await journal.append(fetched(second));
  const key = observedKey(first);
  const content = { type: 'exchange-key', exchange: key, sd: registered(plan), body: { first, second } } as const;
  const file = bundleOf(plan, operator1, journal.state, content, [operator1, operator2]);
  const bundle = openBundle(file, 'exchange-key', pinnedIdentities(plan));
  await journal.append({ kind: 'bundle-written', ...travelled(bundle, file) });
  return file;
}

/** What the offline side answers to an exchange key: the bundle with the restore blob, and the hash that it reads out. */
export function answerWithBlob(
  room: PracticeRoom,
  { plan, securityDomain }: Pick<Recovery, 'plan' | 'securityDomain'>,
  exchangeKeyBundle: Buffer,
  known: Introduced = introduced,
): { readonly file: Buffer; readonly payloadSha256: string } {
  const pins = pinnedIdentities(plan);
  const received = openBundle(exchangeKeyBundle, 'exchange-key', pins);
  const events: JournalEvent[] = [
    ...beginning(plan, 'offline', offline, known),
    {
      kind: 'bundle-accepted',
      ...travelled(received, exchangeKeyBundle),
      signers: received.signers.map(({ keyId }) => keyId),
    },
  ];
  const state = events.reduce(apply, emptyJournal);
  const answer = decodeBase64(received.payload.body.first.answer);
  const keys = room.custodians.map(({ key }) => key);
  const restoreBlob = makeRestoreBlob(securityDomain, keys, answer, plan.target.uri).toString('utf8');
  const exchange = exchangeReferenceOf(certificateOfAnswer(answer));
  const body = {
    restoreBlob,
    blobSha256: sha256(Buffer.from(restoreBlob)).toString('hex'),
    x5tS256: blobExchangeThumbprint(restoreBlob),
  };
  const file = bundleOf(plan, offline, state, { type: 'restore-blob', exchange, sd: registered(plan), body }, [
    offline,
  ]);
  return { file, payloadSha256: openBundle(file, 'restore-blob', pins).payloadSha256 };
}

/** What the offline side sends before an activation: the custodians' certificates. */
export function sendCertificates(
  room: PracticeRoom,
  { plan }: Recovery,
): { readonly file: Buffer; readonly payloadSha256: string } {
  const state = beginning(plan, 'offline', offline).reduce(apply, emptyJournal);
  const certificates = room.custodians.map(({ certificateDer }, at) => ({
    custodian: `C${at + 1}`,
    certificate: Buffer.from(certificateDer).toString('base64'),
  }));
  const content = {
    type: 'activation-certificates',
    exchange: null,
    sd: null,
    body: { required: 2, certificates },
  } as const;
  const file = bundleOf(plan, offline, state, content, [offline]);
  const { payloadSha256 } = openBundle(file, 'activation-certificates', pinnedIdentities(plan));
  return { file, payloadSha256 };
}

const registered = ({ securityDomain }: Plan): { sha256: string } => ({ sha256: securityDomain?.sha256 ?? '' });

function bundleOf(
  plan: Plan,
  self: Signer,
  state: JournalState,
  content: Pick<BundlePayload, 'type' | 'exchange' | 'sd' | 'body'>,
  signers: readonly Signer[],
): Buffer {
  const session: ExchangeSession = { self, plan, planSha256: planSha256(plan), pins: pinnedIdentities(plan), state };
  // The parts belong to one kind of bundle, which the compiler does not follow through a spread.
  const payload = { ...headerOf(session, content.type, made), ...content } as unknown as BundlePayload;
  return buildBundle(payload, signers);
}
