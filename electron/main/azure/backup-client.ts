// Backup and restore of an HSM, and the checks before them, with the method names of the Azure SDK's KeyVaultBackupClient.
import { z } from 'zod';
import { type Fault, refuse } from '#shared/faults/fault.ts';
import { type ServiceOperation } from '#shared/faults/service.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import { type HsmAnswer, type KeepAnswer, keptAnswer, type KeptAnswer, retryAfterSeconds } from './answers.ts';
import { answerAs, type HsmConnection } from './connection.ts';
import { isRefusal } from './policies.ts';
import { ErrorObject, noWords, serviceWords } from './service-words.ts';
import { pollUntilDone, type PollOptions, statusAddress, type Waiting } from './polling.ts';

/** How the HSM reaches the container. */
export type StorageAccess =
  | { readonly kind: 'managed-identity' }
  /** Without the leading `?`. A secret: it goes into the request and nowhere else. */
  | { readonly kind: 'sas'; readonly token: string };

/** A backup or restore that the service has accepted. */
export interface Job<T> {
  /** 32 hexadecimal digits: enough to go on waiting in another run of the program. */
  readonly jobId: string;
  pollUntilDone(options?: PollOptions): Promise<T>;
}

export interface BackupResult {
  /** The container's address and the folder: what a restore is given. */
  readonly folderUri: string;
}

/** What became of one key, as far as the service told. */
export interface KeyRestoreResult {
  /** Versions that came back; undefined where the service gave no number. */
  readonly restored: number | undefined;
  /** Versions that were there already and were left as they are; undefined where the service gave no number. */
  readonly notOverwritten: number | undefined;
}

type JobOperation = Extract<ServiceOperation, 'backup' | 'pre-backup' | 'restore' | 'pre-restore' | 'key-restore'>;

interface JobRequest {
  readonly method: 'POST' | 'PUT';
  readonly path: string;
  readonly body: unknown;
  readonly keep?: KeepAnswer | undefined;
}

// Unix seconds as a number or a numeric string; null or "" while the job runs (REQ-02).
const UnixTime = z.union([z.number(), z.string().regex(/^\d*$/)]).nullish();

const JobStatus = z.object({
  status: z.string(),
  statusDetails: z.string().nullish(),
  error: ErrorObject.nullish(),
  jobId: z.string(),
  startTime: UnixTime,
  endTime: UnixTime,
  azureStorageBlobContainerUri: z.string().nullish(),
});
type JobStatus = z.output<typeof JobStatus>;

export class BackupClient {
  readonly #connection: HsmConnection;
  readonly #waiting: Waiting;

  constructor(connection: HsmConnection, waiting: Waiting) {
    this.#connection = connection;
    this.#waiting = waiting;
  }

  /**
   * Backs the whole HSM up into a new folder of a container.
   * @param containerUri `https://ACCOUNT.blob.SUFFIX/CONTAINER`
   * @throws SERVICE_OUTCOME_UNKNOWN if the answer is lost: the container shows whether a backup was made
   */
  async beginBackup(containerUri: string, access: StorageAccess, keep?: KeepAnswer): Promise<Job<BackupResult>> {
    return this.#begin(
      'backup',
      { method: 'POST', path: '/backup', body: storageBody(containerUri, access), keep },
      backupResult,
    );
  }

  /** Checks whether a backup would work; writes nothing. */
  async beginPreBackup(containerUri: string, access: StorageAccess): Promise<Job<true>> {
    const body = storageBody(containerUri, access);
    return this.#begin('pre-backup', { method: 'POST', path: '/prebackup', body }, done);
  }

  /**
   * Replaces everything in the HSM by a backup.
   * @param folderUri the container's address and the folder, as a backup's result gives it
   */
  async beginRestore(folderUri: string, access: StorageAccess, keep?: KeepAnswer): Promise<Job<true>> {
    const body = restoreBody(folderUri, access, 'folderToRestore');
    return this.#begin('restore', { method: 'PUT', path: '/restore', body, keep }, done);
  }

  /** Checks whether a restore would work; changes nothing. */
  async beginPreRestore(folderUri: string, access: StorageAccess): Promise<Job<true>> {
    const body = restoreBody(folderUri, access, 'folderToRestore');
    return this.#begin('pre-restore', { method: 'PUT', path: '/prerestore', body }, done);
  }

  /**
   * Restores all versions of one key, which must not be in the HSM.
   * The job ends in SERVICE_NOTHING_RESTORED where the service calls it a success and restored none (recorded).
   */
  async beginSelectiveKeyRestore(
    keyName: string,
    folderUri: string,
    access: StorageAccess,
    keep?: KeepAnswer,
  ): Promise<Job<KeyRestoreResult>> {
    const path = `/keys/${encodeURIComponent(keyName)}/restore`;
    return this.#begin(
      'key-restore',
      { method: 'PUT', path, body: restoreBody(folderUri, access, 'folder'), keep },
      keyRestoreResult,
    );
  }

  /** Goes on waiting for a backup that was begun before. */
  resumeBackup(jobId: string): Job<BackupResult> {
    return this.#job('backup', jobId, 0, backupResult);
  }

  /** Goes on waiting for a restore that was begun before. */
  resumeRestore(jobId: string): Job<true> {
    return this.#job('restore', jobId, 0, done);
  }

  /** Goes on waiting for the restore of one key that was begun before. */
  resumeKeyRestore(jobId: string): Job<KeyRestoreResult> {
    return this.#job('key-restore', jobId, 0, keyRestoreResult);
  }

  async #begin<T>(operation: JobOperation, request: JobRequest, result: (status: JobStatus) => T): Promise<Job<T>> {
    const answer = await this.#send(operation, request);
    const jobId = acceptedJob(operation, answer) ?? this.#namedJob(operation, answer);
    return this.#job(operation, jobId, retryAfterSeconds(answer.header), result);
  }

  /** The job that the status address names, where the body names none. */
  #namedJob(operation: JobOperation, answer: HsmAnswer): string {
    const pattern = new RegExp(`^/${statusRoot(operation)}/([0-9a-f]{32})/pending$`);
    return statusAddress(this.#connection, operation, answer, pattern).captured;
  }

  async #send(operation: JobOperation, { keep, ...request }: JobRequest): Promise<HsmAnswer> {
    try {
      return await this.#connection.send({ operation, api, ...request, ...(keep ? { keep } : {}) });
    } catch (error) {
      // The job's id went with the answer, and the service has no list of jobs: people look, nothing is sent again.
      if (isRefusal(error) && error.fault.code === 'SERVICE_ANSWER_LOST') {
        return refuse({ code: 'SERVICE_OUTCOME_UNKNOWN', operation }, error);
      }
      throw error;
    }
  }

  #job<T>(operation: JobOperation, jobId: string, firstDelaySeconds: number, result: (status: JobStatus) => T): Job<T> {
    const path = `/${statusRoot(operation)}/${jobId}/pending`;
    const ask = (): Promise<HsmAnswer> => this.#connection.send({ operation, api, method: 'GET', path });
    const assess = (answer: HsmAnswer): { value: T } | undefined => {
      const status = finalStatus(operation, jobId, answer);
      return status && { value: result(status) };
    };
    const record = (answer: HsmAnswer): KeptAnswer => keptAnswer(operation, answer);
    const bears = (fault: Fault, inARow: number): boolean =>
      operation === 'restore' && mayNotWatch(fault) && inARow < mostRefusalsWhileRestoring;
    return {
      jobId,
      pollUntilDone: async (options) => {
        try {
          return (
            await pollUntilDone(this.#waiting, { operation, ask, firstDelaySeconds, assess, bears, record }, options)
          ).value;
        } catch (error) {
          if (operation !== 'restore' || !isRefusal(error) || !mayNotWatch(error.fault)) throw error;
          return refuse({ code: 'SERVICE_WATCH_LOST', operation, jobId }, error);
        }
      },
    };
  }
}

/** Polls are answered in either version, and without one (recorded). */
const api = 'jobs';

/**
 * The job in the body of an accepted answer. It counts before the status address, which was recorded without the slash after the host:
 * nobody follows that address, and a restore that the service has taken on must not get lost by it. An address with the name of
 * another job is refused.
 */
function acceptedJob(operation: JobOperation, { json, header }: HsmAnswer): string | undefined {
  const jobId = jobIdIn(json);
  const address = header('azure-asyncoperation') ?? '';
  const named = /\/([0-9a-f]{32})(?:\/|$)/.exec(address)?.[1];
  if (jobId !== undefined && named !== undefined && named !== jobId) {
    return refuse({ code: 'SERVICE_OPERATION_FOREIGN', operation, found: visibleText(address, 120) });
  }
  return jobId;
}

const JobId = z.object({ jobId: z.string().regex(/^[0-9a-f]{32}$/) });

/** The name of the job in the body of an answer: 32 hexadecimal digits. */
export const jobIdIn = (json: unknown): string | undefined => JobId.safeParse(json).data?.jobId;

const statusRoot = (operation: JobOperation): 'backup' | 'restore' =>
  operation === 'backup' || operation === 'pre-backup' ? 'backup' : 'restore';

function storageBody(containerUri: string, access: StorageAccess): Record<string, unknown> {
  const storageResourceUri = containerUri.replace(/\/$/, '');
  return access.kind === 'sas'
    ? { storageResourceUri, token: access.token }
    : { storageResourceUri, useManagedIdentity: true };
}

function restoreBody(folderUri: string, access: StorageAccess, member: 'folder' | 'folderToRestore'): unknown {
  const at = folderUri.replace(/\/$/, '').lastIndexOf('/');
  const folder = folderUri.slice(at + 1).replace(/\/$/, '');
  return { sasTokenParameters: storageBody(folderUri.slice(0, at), access), [member]: folder };
}

/**
 * A restore replaces the role assignments, also those of the account that watches it. While it is under way, "you may not" may pass: asked so
 * often, with the usual delays, is about five minutes.
 */
const mostRefusalsWhileRestoring = 10;

const mayNotWatch = ({ code }: Fault): boolean => code === 'SERVICE_FORBIDDEN' || code === 'SERVICE_SIGN_IN_REFUSED';

const done = (): true => true;

/** Recorded: "Number of successful key versions restored: 0, Number of key versions could not overwrite: 2". */
function keyRestoreResult({ statusDetails }: JobStatus): KeyRestoreResult {
  const count = (pattern: RegExp): number | undefined => {
    const digits = pattern.exec(statusDetails ?? '')?.[1];
    return digits === undefined ? undefined : Number(digits);
  };
  const restored = count(/versions restored:\s*(\d{1,6})/i);
  const notOverwritten = count(/could not overwrite:\s*(\d{1,6})/i);
  if (restored === 0) {
    const left = notOverwritten ?? 0;
    return refuse({ code: 'SERVICE_NOTHING_RESTORED', operation: 'key-restore', notOverwritten: left });
  }
  return { restored, notOverwritten };
}

function backupResult({ azureStorageBlobContainerUri: uri }: JobStatus): BackupResult {
  if (typeof uri !== 'string' || uri === '') {
    const problems = [{ path: 'azureStorageBlobContainerUri', rule: 'MISSING' }];
    return refuse({ code: 'SERVICE_ANSWER_UNEXPECTED', operation: 'backup', problems, ...noWords });
  }
  return { folderUri: uri };
}

/**
 * The status if the job has succeeded, undefined while it runs; a failure is thrown with its reason. Only the status word tells which:
 * recorded are an `error` of three nulls in a job that runs, and one beside the reason in `statusDetails` in a job that failed.
 */
function finalStatus(operation: JobOperation, jobId: string, answer: HsmAnswer): JobStatus | undefined {
  const status = answerAs(JobStatus, operation, answer);
  if (status.jobId !== jobId) {
    const problems = [{ path: 'jobId', rule: 'VALUE' }];
    refuse({ code: 'SERVICE_ANSWER_UNEXPECTED', operation, problems, ...noWords });
  }
  switch (status.status) {
    case 'InProgress':
      return undefined;
    case 'Success':
    case 'Succeeded':
      // A job that has no end yet has not ended, whatever its status says.
      return status.endTime === null || status.endTime === '' ? undefined : status;
    case 'Failed':
    case 'Canceled':
      return refuse({
        code: 'SERVICE_OPERATION_FAILED',
        operation,
        ...serviceWords(status.error, status.statusDetails),
      });
    default:
      return refuse({ code: 'SERVICE_STATUS_UNKNOWN', operation, status: visibleText(status.status, 40) });
  }
}
