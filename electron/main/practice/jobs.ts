// Backup and restore, and the checks before them: jobs that run over several status queries and survive a restart (protocol §5).
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { type Answer, conflict, notFound, ok, ServiceRefusal } from './answers.ts';
import { openBackup, sealBackup } from './backup-box.ts';
import { checkStorageAccess, StorageParameters } from './backup-storage.ts';
import { bodyAs, type Call, parameter, unixSeconds } from './call.ts';
import { refuseWhileDeleted } from './deleted-keys.ts';
import { type StoredJob } from './hsm-state.ts';
import { storageProblem } from './storage-rules.ts';
import { checkDelegatedToken } from './blob/sas.ts';
import { parseContainerUri } from './storage-address.ts';
import { acceptedAnswer, needActivation, refuseWhileBusy } from './one-at-a-time.ts';

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

/** PUT /keys/KEY/restore */
export async function startKeyRestore(call: Call): Promise<Answer> {
  const { sasTokenParameters, folder } = bodyAs(KeyRestoreParameters, call);
  const keyName = parameter(call, 0);
  // A key that is there, even deleted but not purged, is in the way of the one from the backup.
  if (call.hsm.state.content.keys.some(({ name }) => name === keyName)) throw conflict(`the key ${keyName} exists`);
  refuseWhileDeleted(call.hsm.state, keyName);
  return startJob(call, { kind: 'key-restore', storage: sasTokenParameters, folder, keyName });
}

interface NewJob {
  readonly kind: StoredJob['kind'];
  readonly storage: StorageParameters;
  readonly folder: string | null;
  readonly keyName?: string;
}

const isBackup = (kind: StoredJob['kind']): boolean => kind === 'backup' || kind === 'prebackup';

async function startJob(call: Call, { kind, storage, folder, keyName }: NewJob): Promise<Answer> {
  const { state } = call.hsm;
  needActivation(state);
  await passTime(call);
  refuseWhileBusy(state);
  const container = storage.storageResourceUri.replace(/\/$/, '');
  const hasIdentity = state.resource.identities.length > 0;
  checkStorageAccess(storage, isBackup(kind) ? 'backup' : 'restore', hasIdentity, call.cloud.now());
  checkDelegatedToken(call.cloud.azure, parseContainerUri(container), storage.token ?? '', call.cloud.now());
  if (!isBackup(kind) && !state.hasRestorePoint) {
    throw new ServiceRefusal(
      400,
      'RestorePointMissing',
      'this HSM needs a backup of its own before it accepts a restore',
    );
  }
  const job: StoredJob = {
    id: randomBytes(16).toString('hex'),
    kind,
    status: 'InProgress',
    pollsLeft: call.cloud.pendingPolls,
    startTime: unixSeconds(call),
    endTime: null,
    container,
    access: storage.useManagedIdentity === true ? 'identity' : 'sas',
    folder,
    ...(keyName === undefined ? {} : { keyName }),
    error: null,
  };
  state.jobs.push(job);
  await call.hsm.save();
  const path = isBackup(kind) ? 'backup' : 'restore';
  return acceptedAnswer(`${call.origin}/${path}/${job.id}/pending`, jobStatus(job));
}

/** GET /backup/JOB/pending */
export const backupStatus = (call: Call): Promise<Answer> => answerStatus(call, isBackup);

/** GET /restore/JOB/pending */
export const restoreStatus = (call: Call): Promise<Answer> => answerStatus(call, (kind) => !isBackup(kind));

async function answerStatus(call: Call, belongs: (kind: StoredJob['kind']) => boolean): Promise<Answer> {
  const id = parameter(call, 0);
  const job = call.hsm.state.jobs.find((one) => one.id === id && belongs(one.kind));
  if (!job) throw notFound('JobNotFound', `there is no job ${id}`);
  if (job.status === 'InProgress') await advance(call, job);
  return ok(jobStatus(job));
}

/** Nobody asks for a job whose answer was lost: for it, time passes with the attempts to begin another. */
async function passTime(call: Call): Promise<void> {
  for (const job of call.hsm.state.jobs) if (job.status === 'InProgress') await advance(call, job);
}

/** One status query nearer to the end; the work itself is done at the end, so a restart in between loses nothing. */
async function advance(call: Call, job: StoredJob): Promise<void> {
  if (job.pollsLeft > 0) {
    job.pollsLeft -= 1;
  } else {
    job.error = await work(call, job);
    job.status = job.error === null ? 'Succeeded' : 'Failed';
    job.endTime = unixSeconds(call);
  }
  await call.hsm.save();
}

const failed = (code: string, message: string): NonNullable<StoredJob['error']> => ({ code, message });

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
  if (!backup) return failed('BackupNotFound', 'there is no backup in this folder');
  const content = openBackup(securityDomain, backup);
  if (!content) return failed('SecurityDomainMismatch', 'the backup is damaged or belongs to another security domain');
  if (job.kind === 'prerestore') return null;
  if (job.kind === 'restore') {
    state.content = content;
    state.deletedKeys = [];
    return null;
  }
  const key = content.keys.find(({ name }) => name === job.keyName);
  if (!key) return failed('KeyNotFound', 'the backup has no such key');
  state.content.keys.push(key);
  return null;
}

/** Recorded: while a job runs `error` has members that are null, when it is done it is null itself. */
function jobStatus(job: StoredJob): unknown {
  const running = job.status === 'InProgress';
  return {
    status: job.status,
    statusDetails: job.error?.message ?? '',
    error: running ? { code: null, message: null } : job.error && { ...job.error, innererror: null },
    jobId: job.id,
    startTime: job.startTime,
    endTime: job.endTime,
    ...(isBackup(job.kind) ? { azureStorageBlobContainerUri: running ? null : backupUri(job) } : {}),
  };
}

const backupUri = (job: StoredJob): string => (job.folder === null ? job.container : `${job.container}/${job.folder}`);
