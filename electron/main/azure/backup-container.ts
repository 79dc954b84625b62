// What the steps ask of the blob container of the backups; how it is asked is in azure-container.ts.

/** One backup in a container. */
export interface BackupFolder {
  readonly folder: string;
  readonly files: number;
  readonly bytes: number;
  /** When its last file was written, ISO 8601; undefined if it has none. */
  readonly written: string | undefined;
}

export interface BackupContainer {
  exists(): Promise<boolean>;
  /** Makes the container if it is missing. */
  create(): Promise<void>;
  /** Whether a policy or legal hold keeps blobs from being replaced, which backups do not survive. */
  immutability(): Promise<{ readonly policy: boolean; readonly legalHold: boolean }>;
  /** All backup folders, by name. */
  folders(): Promise<readonly BackupFolder[]>;
  /**
   * A SAS token for the container, signed with a key that the service gives the signed-in account; without a leading `?`. A secret.
   * @param permissions letters of the field `sp`
   * @param times Unix milliseconds; a delegation key lives for seven days at most
   */
  delegatedToken(permissions: string, times: { readonly starts: number; readonly expires: number }): Promise<string>;
}
