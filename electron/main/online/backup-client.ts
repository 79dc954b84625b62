// Backup and restore of an HSM, and the checks before them, with the method names of the Azure SDK's KeyVaultBackupClient.
import { z } from 'zod';
import { refuse } from '../../../shared/faults/fault.ts';
import { type ServiceOperation } from '../../../shared/faults/service.ts';
import { visibleText } from '../../../shared/formatting/visible-text.ts';
import { type HsmAnswer, type KeepAnswer, retryAfterSeconds, serviceWords } from './answers.ts';
import { answerAs, type HsmConnection } from './connection.ts';
import { isRefusal } from './policies.ts';
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

type JobOperation = Extract<ServiceOperation, 'backup' | 'pre-backup' | 'restore' | 'pre-restore' | 'key-restore'>;

interface JobRequest {
  readonly method: 'POST' | 'PUT';
  readonly path: string;
  readonly body: unknown;
  readonly query?: Readonly<Record<string, string>>;
  readonly keep?: KeepAnswer | undefined;
}

// Unix seconds as a number or a numeric string; null or "" while the job runs (protocol §5).
const UnixTime = z.union([z.number(), z.string().regex(/^\d*$/)]).nullish();

const JobStatus = z.object({
  status: z.string(),
  statusDetails: z.string().nullish(),
  error: z
    .object({
      code: z.string().nullish(),
      message: z.string().nullish(),
      innererror: z.object({ code: z.string().nullish(), message: z.string().nullish() }).nullish(),
    })
    .nullish(),
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
    return this.#begin('pre-backup', { method: 'POST', path: '/prebackup', body, query: preCheckVersion }, done);
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
    return this.#begin('pre-restore', { method: 'PUT', path: '/prerestore', body, query: preCheckVersion }, done);
  }

  /** Restores all versions of one key, which must not be in the HSM. */
  async beginSelectiveKeyRestore(
    keyName: string,
    folderUri: string,
    access: StorageAccess,
    keep?: KeepAnswer,
  ): Promise<Job<true>> {
    const path = `/keys/${encodeURIComponent(keyName)}/restore`;
    return this.#begin(
      'key-restore',
      { method: 'PUT', path, body: restoreBody(folderUri, access, 'folder'), keep },
      done,
    );
  }

  /** Goes on waiting for a backup that was begun before. */
  resumeBackup(jobId: string): Job<BackupResult> {
    return this.#job('backup', jobId, 0, backupResult);
  }

  /** Goes on waiting for a restore, of the HSM or of one key, that was begun before. */
  resumeRestore(jobId: string, operation: 'restore' | 'key-restore' = 'restore'): Job<true> {
    return this.#job(operation, jobId, 0, done);
  }

  async #begin<T>(operation: JobOperation, request: JobRequest, result: (status: JobStatus) => T): Promise<Job<T>> {
    const answer = await this.#send(operation, request);
    const pattern = new RegExp(`^/${statusRoot(operation)}/([0-9a-f]{32})/pending$`);
    const { captured } = statusAddress(this.#connection, operation, answer, pattern);
    return this.#job(operation, captured, retryAfterSeconds(answer.header), result);
  }

  async #send(operation: JobOperation, { keep, ...request }: JobRequest): Promise<HsmAnswer> {
    try {
      return await this.#connection.send({ operation, ...request, ...(keep ? { keep } : {}) });
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
    const judge = (answer: HsmAnswer): { value: T } | undefined => {
      const status = finalStatus(operation, jobId, answer);
      return status && { value: result(status) };
    };
    return {
      jobId,
      pollUntilDone: async (options) =>
        (await pollUntilDone(this.#connection, this.#waiting, { operation, path, firstDelaySeconds, judge }, options))
          .value,
    };
  }
}

/** The pre-checks are served by this version only (protocol §5). */
const preCheckVersion = { 'api-version': '7.6-preview.2' } as const;

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

const done = (): true => true;

function backupResult({ azureStorageBlobContainerUri: uri }: JobStatus): BackupResult {
  if (typeof uri !== 'string' || uri === '') {
    const problems = [{ path: 'azureStorageBlobContainerUri', rule: 'MISSING' }];
    return refuse({ code: 'SERVICE_ANSWER_UNEXPECTED', operation: 'backup', problems });
  }
  return { folderUri: uri };
}

/** The status if the job has succeeded, undefined while it runs; a failure is thrown with the innermost reason. */
function finalStatus(operation: JobOperation, jobId: string, answer: HsmAnswer): JobStatus | undefined {
  const status = answerAs(JobStatus, operation, answer);
  if (status.jobId !== jobId) {
    refuse({ code: 'SERVICE_ANSWER_UNEXPECTED', operation, problems: [{ path: 'jobId', rule: 'VALUE' }] });
  }
  switch (status.status) {
    case 'InProgress':
      return undefined;
    case 'Success':
    case 'Succeeded':
      // A job that has no end yet has not ended, whatever its status says.
      return status.endTime === null || status.endTime === '' ? undefined : status;
    case 'Failed':
    case 'Canceled': {
      const reason = status.error?.innererror?.code ? status.error.innererror : status.error;
      const words = reason ?? { message: status.statusDetails };
      return refuse({ code: 'SERVICE_OPERATION_FAILED', operation, ...serviceWords(words) });
    }
    default:
      return refuse({ code: 'SERVICE_STATUS_UNKNOWN', operation, status: visibleText(status.status, 40) });
  }
}
