// Readiness of a healthy HSM: would a recovery work if it were lost today? Questions only, but for the service's own check, which changes nothing.
import { basename, join } from 'node:path';
import { type Fault, Refusal } from '#shared/faults/fault.ts';
import { builtInRoleNames, rolePrefix } from '#shared/online/built-in-roles.ts';
import { neededRoles } from '#shared/online/needed-roles.ts';
import { lightOf, type Readiness, type ReadinessCheck, type ReadinessCheckId } from '#shared/readiness/readiness.ts';
import {
  assertRecordOf,
  type BackupRecord,
  parseBackupRecord,
  partialInventoryName,
} from '#core/backup-record/backup-record.ts';
import { compareInventories } from '#core/inventory/compare.ts';
import { parseInventory } from '#core/inventory/inventory-file.ts';
import { assertInventoryOf } from '#core/inventory/of-source.ts';
import { fileChecks, type ReadinessFiles } from '#core/readiness/file-checks.ts';
import type { StorageAccess } from '#azure/backup-client.ts';
import type { Account } from '#azure/sign-in.ts';
import type { BackupFolder } from '#azure/backup-container.ts';
import {
  type AzureQuestions,
  immutability,
  noAccess,
  ownRights,
  storageNetwork,
  storageRole,
  targetIdentity,
  unseen,
  versionsInUse,
} from '../recovery/azure-checks.ts';
import { isThere, preBackup, visibleFolders } from '../recovery/back-up.ts';
import { takeInventoryKeeping } from '../recovery/kept-keys.ts';
import { plannedContainer } from '../recovery/step-context.ts';
import { rolesHere } from '../recovery/who.ts';
import { isVersionRefusal } from '#azure/versions.ts';
import { type HealthyContext, resourceAt } from './healthy-hsm.ts';
import { readWholeFile } from '#platform/files.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';

export interface ReadinessQuestions extends ReadinessFiles {
  readonly account: () => Promise<Account>;
  /** How the HSM is to reach the container. */
  readonly access: StorageAccess;
  /** How old the last backup may be, in hours. */
  readonly maxAgeHours: number;
  /** The folder of the records: what an interrupted inventory has read is kept there for the next look. */
  readonly records?: string | undefined;
}

type Answer = Pick<ReadinessCheck, 'outcome' | 'found'>;
type Asked = readonly (readonly [ReadinessCheckId, () => Promise<Answer>])[];

const ok = (found: Answer['found']): Answer => ({ outcome: 'ok', found });
const look = (found: Answer['found']): Answer => ({ outcome: 'look', found });
const stop = (found: Answer['found']): Answer => ({ outcome: 'stop', found });
const unknown = (found: Answer['found']): Answer => ({ outcome: 'unknown', found });

/**
 * Every row, and the light over them. What cannot be asked is a row that says why, and keeps nothing else from being asked.
 * Control plane, HSM and storage are asked side by side; of one that cannot be reached, or takes no sign-in, nothing more is asked.
 */
export async function inspectReadiness(context: HealthyContext, questions: ReadinessQuestions): Promise<Readiness> {
  const { plan, waiting } = context;
  const atUtc = new Date(waiting.now()).toISOString();
  const [control, service, storage] = await Promise.all([
    ask(controlPlaneQuestions(context)),
    ask(hsmQuestions(context, questions)),
    ask(storageQuestions(context, questions)),
  ]);
  const owner = { practice: plan.practice, hsm: plan.target.uri };
  const versions = { id: 'azure-versions', ...versionsInUse(context) } as const;
  const checks = [...control, ...service, ...storage, versions, ...fileChecks(owner, questions, atUtc.slice(0, 10))];
  return { ...owner, atUtc, light: lightOf(checks), checks };
}

/** Asks one after the other; after a refusal that every further question would meet, that refusal is the answer to each. */
async function ask(questions: Asked): Promise<readonly ReadinessCheck[]> {
  const checks: ReadinessCheck[] = [];
  let gone: Fault | undefined;
  for (const [id, question] of questions) {
    if (gone) {
      checks.push({ id, ...unknown({ kind: 'refused', fault: gone }) });
      continue;
    }
    try {
      checks.push({ id, ...(await question()) });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (ofEveryQuestion.includes(error.fault.code)) gone = error.fault;
      checks.push({ id, ...unknown({ kind: 'refused', fault: error.fault }) });
    }
  }
  return checks;
}

/** Refusals of the host or of the sign-in, and not of one question. */
const ofEveryQuestion: readonly Fault['code'][] = [
  'SERVICE_UNREACHABLE',
  'SERVICE_SIGN_IN_FAILED',
  'SERVICE_SIGN_IN_REFUSED',
  'SERVICE_SIGN_IN_CHANGED',
  'SERVICE_CHALLENGE_MISSING',
  'SERVICE_CHALLENGE_FOREIGN',
  'SERVICE_IS_PRACTICE',
  'SERVICE_NOT_PRACTICE',
];

/** Asks once, however often its answer is wanted. */
function once<T>(question: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined;
  return () => (answer ??= question());
}

function controlPlaneQuestions(context: HealthyContext): Asked {
  const { controlPlane, container, plan } = context;
  const { name } = plan.target;
  const { backup, place } = plan;
  if (!controlPlane || !place) {
    const ids = ['hsm-state', 'purge-protection', 'identity', 'own-rights', 'storage-role', 'storage-network'] as const;
    return ids.map((id) => [id, () => Promise.resolve(noAccess)]);
  }
  const asked: AzureQuestions = {
    controlPlane,
    container,
    plan: { backup, target: { name, resourceGroup: place.resourceGroup } },
  };
  const resource = once(() => controlPlane.hsm(place.resourceGroup, name));
  const ofIdentity = (check: typeof storageRole) => (): Promise<Answer> =>
    backup.identity === null ? Promise.resolve(unknown({ kind: 'identity-not-named' })) : check(asked);
  return [
    ['hsm-state', async () => assessState(await resource(), plan)],
    ['purge-protection', async () => assessProtection(await resource(), plan)],
    ['identity', ofIdentity(targetIdentity)],
    ['own-rights', () => ownRights(asked, { kind: 'readiness', backup, target: place })],
    ['storage-role', ofIdentity(storageRole)],
    ['storage-network', () => storageNetwork(asked)],
  ];
}

type Resource = Awaited<ReturnType<NonNullable<HealthyContext['controlPlane']>['hsm']>>;

const missing = ({ target: { name }, place }: HealthyContext['plan']): Answer =>
  stop({ kind: 'hsm-missing', name, resourceGroup: place?.resourceGroup ?? '' });

function assessState(hsm: Resource, plan: HealthyContext['plan']): Answer {
  if (!hsm) return missing(plan);
  const found = { kind: 'hsm-state', provisioning: hsm.provisioningState, activation: hsm.activation } as const;
  if (hsm.provisioning === 'failed' || hsm.activation === 'not-activated') return stop(found);
  const { regionsUnderWay: regions } = hsm;
  if (regions.length > 0) return look({ kind: 'hsm-extending', regions });
  return hsm.provisioning === 'succeeded' && hsm.activation === 'active' ? ok(found) : look(found);
}

/** Without it, the right to delete the HSM is the right to destroy its keys for good. */
function assessProtection(hsm: Resource, plan: HealthyContext['plan']): Answer {
  if (!hsm) return missing(plan);
  const found = {
    kind: 'purge-protection',
    on: hsm.purgeProtection,
    retentionDays: hsm.retentionDays ?? null,
  } as const;
  return hsm.purgeProtection ? ok(found) : look(found);
}

function hsmQuestions(context: HealthyContext, questions: ReadinessQuestions): Asked {
  return [
    ['hsm-roles', async () => assessRoles((await rolesHere({ hsm: context.hsm, account: questions.account })).hsm)],
    ['backup-path', () => backupPath(context, questions.access)],
    ['external-keys', () => externalKeys(context, questions.inventory)],
    ['inventory', () => inventoryCheck(context, questions)],
  ];
}

/** Roles that may begin a backup; of those that people have made, this program does not know what they allow. */
const backupRoles: readonly string[] = [neededRoles.backup?.role ?? '', `${rolePrefix}Administrator`];

function assessRoles(roles: Awaited<ReturnType<typeof rolesHere>>['hsm']): Answer {
  if (roles === null) return unknown({ kind: 'hsm-roles-not-told' });
  const held = roles.filter(({ scope }) => scope === '/').map(({ role }) => role);
  if (held.some((role) => backupRoles.includes(role))) return ok({ kind: 'hsm-roles-held', roles: held });
  const isBuiltIn = (role: string): boolean => builtInRoleNames.includes(role);
  return look({ kind: 'hsm-role-missing', needed: backupRoles[0] ?? '', roles: held.filter(isBuiltIn) });
}

/** What a recovery of an HSM with external keys needs beside its backup: one question, instead of one for each key. */
async function externalKeys({ hsm: { settings } }: HealthyContext, bytes: Uint8Array | undefined): Promise<Answer> {
  const listed = bytes && externalKeysIn(bytes);
  if (listed !== undefined && listed.length > 0) {
    return look({ kind: 'external-keys', count: listed.length, keys: listed.slice(0, mostNames) });
  }
  try {
    return look({ kind: 'ekm-connection', host: visibleText((await settings.ekmConnection()).host, 120) });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    // There is none, or this cloud does not offer it yet.
    if (error.fault.code === 'SERVICE_NOT_FOUND' || isVersionRefusal(error.fault)) return ok({ kind: 'none' });
    if (error.fault.code !== 'SERVICE_FORBIDDEN') throw error;
    // A role for backups alone may not ask for the connection; the inventory says whether a key uses it.
    return listed === undefined ? unknown({ kind: 'not-given', what: 'inventory' }) : ok({ kind: 'none' });
  }
}

const mostNames = 20;

/** The names in an inventory; undefined where it cannot be read, which the row of the inventory says, or is of an earlier format. */
function externalKeysIn(bytes: Uint8Array): readonly string[] | undefined {
  try {
    const { managedExternally } = parseInventory(bytes);
    return managedExternally.read ? [...new Set(managedExternally.items.map(({ key }) => key))] : undefined;
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

/** The service's own check: it goes the whole way from the HSM to the container, with the identity or the token. */
async function backupPath(context: HealthyContext, access: StorageAccess): Promise<Answer> {
  try {
    const isChecked = await preBackup(context, plannedContainer(context.plan), access);
    return isChecked ? ok({ kind: 'path-checked' }) : unknown({ kind: 'path-no-check' });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { fault } = error;
    // Only these say that the HSM has tried; the others say that it was not asked.
    const hasTried = fault.code === 'SERVICE_OPERATION_FAILED' || fault.code === 'SERVICE_REFUSED';
    if (hasTried) return stop({ kind: 'refused', fault });
    throw error;
  }
}

async function inventoryCheck(
  context: HealthyContext,
  { inventory: bytes, records }: ReadinessQuestions,
): Promise<Answer> {
  const { hsm, plan, waiting } = context;
  if (bytes === undefined) return unknown({ kind: 'not-given', what: 'inventory' });
  let expected;
  try {
    expected = parseInventory(bytes);
    assertInventoryOf({ practice: plan.practice, hsm: plan.target.uri }, expected);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return look({ kind: 'refused', fault: error.fault });
  }
  const publicHalves = expected.keys.some(({ versions }) => versions.some((each) => each.publicSha256 !== null));
  const partial = partialInventoryName({ practice: plan.practice, hsm: plan.target.uri });
  const found = await takeInventoryKeeping(records && join(records, partial), hsm, {
    ...{ now: waiting.now(), publicHalves, resource: resourceAt(context) },
    rotationPolicies: expected.rotationPolicies.read,
  });
  const { differences, notCompared } = compareInventories(expected, found);
  const takenUtc = expected.taken;
  if (differences.length === 0 && notCompared.length > 0) {
    return look({ kind: 'inventory-partly', lists: notCompared.map(({ list }) => list), takenUtc });
  }
  if (differences.length === 0) return ok({ kind: 'inventory-same', keys: expected.keys.length, takenUtc });
  const regions = found.regions.read ? found.regions.items.length : 0;
  const several = regions > 1 ? { regions } : {};
  return look({ kind: 'inventory-differs', differences: differences.length, takenUtc, ...several });
}

type Folders = () => Promise<readonly BackupFolder[] | undefined>;

/** The backups of this HSM in the container, the latest last; empty folders are none. */
async function ownFolders({ container, plan }: HealthyContext): Promise<readonly BackupFolder[] | undefined> {
  const own = `mhsm-${plan.target.name}-`.toLowerCase();
  return (await visibleFolders(container))
    ?.filter(({ folder, bytes, written }) => folder.toLowerCase().startsWith(own) && bytes > 0 && written !== undefined)
    .filter(({ folder }) => /^\d+$/.test(folder.slice(own.length)))
    .sort((a, b) => ((a.written ?? '') < (b.written ?? '') ? -1 : 1));
}

function storageQuestions(context: HealthyContext, questions: ReadinessQuestions): Asked {
  const { container, plan } = context;
  const record = readRecord(context, questions.record);
  const uri = plannedContainer(plan);
  // Of a container that isn't seen from here nothing more is asked: each question could wait for its time-out.
  const exists = once(() => isThere(container));
  const folders = once(async () => ((await exists()) === 'unknown' ? undefined : ownFolders(context)));
  return [
    [
      'container',
      async () => {
        const there = await exists();
        if (there === 'unknown') return unseen(plan);
        return there === 'yes' ? ok({ kind: 'value', value: uri }) : stop({ kind: 'container-gone', uri });
      },
    ],
    ['immutability', async () => ((await exists()) === 'unknown' ? unseen(plan) : immutability({ container, plan }))],
    ['last-backup', () => lastBackup(context, questions, { folders, record })],
    ...(record === undefined ? [] : [['backup-record', () => recordCheck(record, folders)] as const]),
  ];
}

/** The latest record; null where there is none, a refusal where it cannot be believed. */
type ReadRecord = BackupRecord | Refusal | null;

function readRecord({ plan }: HealthyContext, bytes: Uint8Array | null | undefined): ReadRecord | undefined {
  if (bytes === undefined || bytes === null) return bytes;
  try {
    const record = parseBackupRecord(bytes);
    assertRecordOf({ practice: plan.practice, hsm: plan.target.uri, container: plannedContainer(plan) }, record);
    return record;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

const hourMs = 3_600_000;
/** Clocks differ. */
const clockToleranceMs = 15 * 60 * 1000;

async function lastBackup(
  { waiting, plan }: HealthyContext,
  { maxAgeHours }: ReadinessQuestions,
  { folders, record }: { readonly folders: Folders; readonly record: ReadRecord | undefined },
): Promise<Answer> {
  const aged = (folder: string, atUtc: string, by: 'container' | 'record') => {
    const hours = Math.floor((waiting.now() - Date.parse(atUtc)) / hourMs);
    return { kind: 'backup-age', folder, atUtc, hours: Math.max(0, hours), limitHours: maxAgeHours, by } as const;
  };
  const seen = await folders();
  if (!seen) {
    // Where the container shows itself to the HSM alone, the record is all there is, and nothing bears it out.
    return record && !(record instanceof Refusal) ? unknown(aged(record.folder, record.ended, 'record')) : unseen(plan);
  }
  const last = seen.at(-1);
  if (last?.written === undefined) return stop({ kind: 'no-backup', container: plannedContainer(plan) });
  const { folder, written } = last;
  const ageMs = waiting.now() - Date.parse(written);
  if (ageMs < -clockToleranceMs) return look({ kind: 'backup-ahead', folder, atUtc: written });
  const found = aged(folder, written, 'container');
  if (ageMs <= maxAgeHours * hourMs) return ok(found);
  return ageMs <= 2 * maxAgeHours * hourMs ? look(found) : stop(found);
}

/** Whether the container still holds what the latest record names. */
async function recordCheck(record: ReadRecord, folders: Folders): Promise<Answer> {
  if (record === null) return look({ kind: 'no-record' });
  if (record instanceof Refusal) return look({ kind: 'refused', fault: record.fault });
  const named = { folder: record.folder, endedUtc: record.ended };
  const seen = await folders();
  if (!seen) return unknown({ kind: 'record-not-compared', ...named });
  const isThere = seen.some(({ folder }) => folder === record.folder);
  return isThere ? ok({ kind: 'record-seen', ...named }) : stop({ kind: 'record-gone', ...named });
}

/** A certificate has about 1 KB; a PEM file may hold words beside it. */
const maxBytes = 64 << 10;

/** Reads certificates from files, each under the name of its file. @throws the file and medium faults */
export const readNamedCertificates = (paths: readonly string[]): Promise<ReadinessFiles['certificates']> =>
  Promise.all(
    paths.map(async (path) => ({ name: visibleText(basename(path), 80), bytes: await readWholeFile(path, maxBytes) })),
  );
