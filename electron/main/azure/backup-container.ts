// What the steps ask of the blob container of the backups; how it is asked is in azure-container.ts.
import { type Fault, Refusal } from '#shared/faults/fault.ts';

/** One backup in a container. */
export interface BackupFolder {
  readonly folder: string;
  readonly files: number;
  readonly bytes: number;
  /** When its last file was written, ISO 8601; undefined if it has none. */
  readonly written: string | undefined;
}

/** What keeps blobs from being replaced or deleted. */
export interface Immutability {
  readonly policy: boolean;
  readonly legalHold: boolean;
  /** Whether each version of a blob can have a policy of its own. */
  readonly ofVersions: boolean;
}

export interface BackupContainer {
  exists(): Promise<boolean>;
  /** Makes the container if it is missing. */
  create(): Promise<void>;
  /** Whether a policy or legal hold keeps blobs from being replaced, which backups do not survive. */
  immutability(): Promise<Immutability>;
  /** All backup folders, by name. */
  folders(): Promise<readonly BackupFolder[]>;
  /**
   * A SAS token for the container, signed with a key that the service gives the signed-in account; without a leading `?`. A secret.
   * @param permissions letters of the field `sp`
   * @param times Unix milliseconds; a delegation key lives for seven days at most
   */
  delegatedToken(permissions: string, times: { readonly starts: number; readonly expires: number }): Promise<string>;
}

/**
 * Whether a refusal says only that this machine doesn't see the storage: a private endpoint, a firewall, a name that leads nowhere here, a
 * version that is refused. The HSM has its own way, which is what Microsoft advises, and its own check.
 */
export const isUnseen = ({ code }: Fault): boolean => code.startsWith('SERVICE_') && !neverBorne.includes(code);

/** Practice and production never mix; a token for somebody else is an attack; nobody who isn't signed in sees anything. */
const neverBorne: readonly Fault['code'][] = [
  'SERVICE_IS_PRACTICE',
  'SERVICE_NOT_PRACTICE',
  'SERVICE_CHALLENGE_FOREIGN',
  'SERVICE_SIGN_IN_FAILED',
  'SERVICE_SIGN_IN_CHANGED',
];

/** What the storage shows to this machine; undefined where it shows it nothing. */
export async function ifSeen<T>(look: () => Promise<T>): Promise<T | undefined> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof Refusal && isUnseen(error.fault)) return undefined;
    throw error;
  }
}
