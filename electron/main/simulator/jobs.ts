// Backup and restore, and the checks before them: jobs that run over several status queries and survive a restart (REQ-02).
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { type Answer, badRequest, notFound, ok, ServiceRefusal } from './answers.ts';
import { openBackup, sealBackup } from './backup-box.ts';
import { bodyAs, type Call, parameter, unixSeconds } from './call.ts';
import type { HsmContent, HsmState, StoredJob } from './hsm-state.ts';
import { checkParameters, StorageParameters, tokenProblem } from './job-storage.ts';
import { needActivation, refuseWhileBusy } from './one-at-a-time.ts';
import { storageProblem } from './storage-rules.ts';

const RestoreParameters = z.object({ sasTokenParameters: StorageParameters, folderToRestore: z.string() });
const KeyRestoreParameters = z.object({ sasTokenParameters: StorageParameters, folder: z.string() });

/** POST /backup */
export const startBackup = (call: Call): Promise<Answer> => startBackupJob(call, 'backup');

/** POST /prebackup: everything that a backup checks, and nothing that it writes. */
export const startPreBackup = (call: Call): Promise<Answer> => startBackupJob(call, 'prebackup');

async function startBackupJob(call: Call, kind: 'backup' | 'prebackup'): Promise<Answer> {
  const storage = bodyAs(StorageParameters, call);
  return startJob(call, { kind, storage, folder: null });
}

/** PUT /restore */
export const startRestore = (call: Call): Promise<Answer> => startRestoreJob(call, 'restore');

/** PUT /prerestore: everything that a restore checks, and nothing that it changes. */
export const startPreRestore = (call: Call): Promise<Answer> => startRestoreJob(call, 'prerestore');

async function startRestoreJob(call: Call, kind: 'restore' | 'prerestore'): Promise<Answer> {
  const { sasTokenParameters, folderToRestore } = bodyAs(RestoreParameters, call);
  return startJob(call, { kind, storage: sasTokenParameters, folder: folderToRestore });
}

/** PUT /keys/KEY/restore: what is there already is not in its way, and not overwritten; what was restored is told at the end (recorded). */
export async function startKeyRestore(call: Call): Promise<Answer> {
  const { sasTokenParameters, folder } = bodyAs(KeyRestoreParameters, call);
  return startJob(call, { kind: 'key-restore', storage: sasTokenParameters, folder, keyName: parameter(call, 0) });
}

interface NewJob {
  readonly kind: Kind;
  readonly storage: StorageParameters;
  readonly folder: string | null;
  readonly keyName?: string;
}

type Kind = StoredJob['kind'];

const isBackup = (kind: Kind): boolean => kind === 'backup' || kind === 'prebackup';
/** Whether it only looks whether a backup or restore would work. */
const isCheck = (kind: Kind): boolean => kind === 'prebackup' || kind === 'prerestore';

async function startJob(call: Call, { kind, storage, folder, keyName }: NewJob): Promise<Answer> {
  const { state } = call.hsm;
  needActivation(state);
  await passTime(call);
  const refusal = refusalOf(call, kind, storage);
  // Recorded: a check takes what a backup refuses, and fails with the same words.
  if (refusal && !isCheck(kind)) throw refusal;
  refuseWhileBusy(state);
  const job: StoredJob = {
    id: randomBytes(16).toString('hex'),
    kind,
    status: 'InProgress',
    // Recorded: a check has ended when it is asked for the first time.
    pollsLeft: isCheck(kind) ? 0 : call.cloud.polls[isBackup(kind) ? 'backup' : 'restore'],
    startTime: unixSeconds(call),
    endTime: null,
    container: storage.storageResourceUri.replace(/\/$/, ''),
    access: storage.useManagedIdentity === true ? 'identity' : 'sas',
    folder,
    ...(keyName === undefined ? {} : { keyName }),
    error: refusal ? failed(refusal.code, refusal.message) : storageAnswer(call, kind, storage),
    isWorkDone: false,
    details: null,
  };
  state.jobs.push(job);
  await call.hsm.save();
  const path = isBackup(kind) ? 'backup' : 'restore';
  const headers = { 'azure-asyncoperation': `${call.origin}/${path}/${job.id}/pending`, 'retry-after': '10' };
  return { status: 202, headers, body: jobStatus(job) };
}

/** What the service finds wrong with a request before it begins anything. */
function refusalOf(call: Call, kind: Kind, storage: StorageParameters): ServiceRefusal | undefined {
  const { state } = call.hsm;
  try {
    checkParameters(storage, state.resource.identities.length > 0, call.cloud.now());
    if (!isBackup(kind) && !state.hasRestorePoint) {
      throw badRequest('This HSM needs a backup of its own before it accepts a restore');
    }
  } catch (error) {
    if (error instanceof ServiceRefusal) return error;
    throw error;
  }
  return undefined;
}

/** A token is looked at when it comes, because it is not kept; what storage says to it shows when the job ends. */
function storageAnswer({ cloud }: Call, kind: Kind, storage: StorageParameters): StoredJob['error'] {
  if (storage.useManagedIdentity === true) return null;
  return tokenProblem(cloud.azure, storage, isBackup(kind) ? 'backup' : 'restore', cloud.now());
}

/** GET /backup/JOB/pending */
export const backupStatus = (call: Call): Promise<Answer> => answerStatus(call, isBackup);

/** GET /restore/JOB/pending */
export const restoreStatus = (call: Call): Promise<Answer> => answerStatus(call, (kind) => !isBackup(kind));

async function answerStatus(call: Call, belongs: (kind: Kind) => boolean): Promise<Answer> {
  const id = parameter(call, 0);
  const job = call.hsm.state.jobs.find((one) => one.id === id && belongs(one.kind));
  if (!job) throw notFound('JobNotFound', `There is no job ${id}.`);
  if (job.status === 'InProgress') await advance(call, job);
  return ok(jobStatus(job));
}

/** Nobody asks for a job whose answer was lost: for it, time passes with the attempts to begin another. */
async function passTime(call: Call): Promise<void> {
  for (const job of call.hsm.state.jobs) if (job.status === 'InProgress') await advance(call, job);
}

/** One status query nearer to the end; the work itself is done near the end, so a restart in between loses nothing. */
async function advance(call: Call, job: StoredJob): Promise<void> {
  if (job.pollsLeft > 0) {
    job.pollsLeft -= 1;
  } else if (job.isWorkDone) {
    end(call, job);
  } else {
    job.error ??= await work(call, job);
    job.isWorkDone = true;
    // A restore has replaced the roles: asking for its end needs those of the backup.
    if (job.kind !== 'restore' || job.error !== null) end(call, job);
  }
  await call.hsm.save();
}

function end(call: Call, job: StoredJob): void {
  job.status = job.error === null ? 'Succeeded' : 'Failed';
  job.endTime = unixSeconds(call);
}

const failed = (code: string, message: string): NonNullable<StoredJob['error']> => ({ code, message });

/** Recorded: this is all that is said of a backup that cannot be restored. */
const invalidBackup = failed('BadRequest', 'Invalid backup provided');

/** Does what the job is for. @returns why it failed, or null */
async function work(call: Call, job: StoredJob): Promise<StoredJob['error']> {
  const { state } = call.hsm;
  const problem = await storageProblem(call.cloud, state.resource.identities, job);
  if (problem) return problem;
  const securityDomain = needActivation(state);
  if (job.kind === 'prebackup') return null;
  if (job.kind === 'backup') {
    const bytes = sealBackup(securityDomain, state.content);
    job.folder = await call.cloud.storage.writeBackup(job.container, state.name, call.cloud.now(), bytes);
    state.hasRestorePoint = true;
    return null;
  }
  const backup = await call.cloud.storage.readBackup(job.container, job.folder ?? '');
  const content = backup && openBackup(securityDomain, backup);
  if (!content) return invalidBackup;
  if (job.kind === 'restore') {
    // No recording tells that a restore brings rotation policies back: practice does not (own).
    state.content = { ...content, keys: content.keys.map(({ name, versions }) => ({ name, versions })) };
    state.deletedKeys = [];
    state.isDegraded ||= hasExternalKey(content);
  } else if (job.kind === 'key-restore') {
    job.details = restoreKey(state, content, job.keyName ?? '');
    state.isDegraded ||= hasExternalKey({ keys: content.keys.filter(({ name }) => name === job.keyName) });
  }
  return null;
}

/** Microsoft: restoring an external key "can cause the associated Managed HSM resource to enter a degraded state". Here it always does. */
const hasExternalKey = ({ keys }: Pick<HsmContent, 'keys'>): boolean =>
  keys.some(({ versions }) => versions.some(({ externalKeyId }) => externalKeyId !== undefined));

/** Recorded: a success even where nothing was restored; the words tell. */
function restoreKey(state: HsmState, { keys }: HsmContent, name: string): string {
  const found = keys.find((one) => one.name === name)?.versions ?? [];
  const existing = state.content.keys.find((one) => one.name === name);
  const isDeleted = state.deletedKeys.some(({ key }) => key.name === name);
  const isThere = (version: string): boolean =>
    isDeleted || existing?.versions.some((one) => one.version === version) === true;
  const restored = found.filter(({ version }) => !isThere(version));
  if (existing) {
    existing.versions.push(...restored);
    existing.versions.sort((a, b) => a.attributes.created - b.attributes.created);
  } else if (restored.length > 0) {
    state.content.keys.push({ name, versions: restored });
  }
  const left = found.length - restored.length;
  return `Number of successful key versions restored: ${restored.length}, Number of key versions could not overwrite: ${left}`;
}

/** The members in the order of the answer to a backup's start; all other answers have them in the order of the alphabet (recorded). */
function jobStatus(job: StoredJob): unknown {
  const running = job.status === 'InProgress';
  return {
    status: job.status,
    ...(running ? { statusDetails: null, error: null } : outcomeOf(job)),
    startTime: job.startTime,
    endTime: job.endTime,
    jobId: job.id,
    ...(isBackup(job.kind) ? { azureStorageBlobContainerUri: running ? null : backupUri(job) } : {}),
  };
}

/** Recorded: a check has its reason in `error`, a job in `statusDetails` and an error that is empty. */
function outcomeOf({ kind, error, details }: StoredJob): object {
  if (error === null) return { statusDetails: details, error: null };
  return isCheck(kind)
    ? {
        statusDetails: 'Invalid Request',
        error: { code: 'BadRequest', message: error.message, innererror: null },
      }
    : { statusDetails: error.message, error: { code: null, message: null, innererror: null } };
}

/** Recorded: null where nothing was written. */
const backupUri = ({ container, folder }: StoredJob): string | null =>
  folder === null ? null : `${container}/${folder}`;
