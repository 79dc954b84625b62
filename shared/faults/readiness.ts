// What the look at a healthy HSM and its backups outside of a ceremony refuse.
import type { FieldProblem } from './fields.ts';

export type ReadinessFault =
  /** What was typed of the HSM and the place of its backups; paths are the members of `HsmDetails`. */
  | { readonly code: 'HSM_DETAILS_INVALID'; readonly problems: readonly FieldProblem[] }
  /** The container into which a scheduled backup was to go. */
  | { readonly code: 'BACKUP_CONTAINER_MISSING'; readonly uri: string }
  /** The service calls the backup a success, and the container does not show its folder. */
  | { readonly code: 'BACKUP_NOT_IN_CONTAINER'; readonly folder: string }
  /** The folder that people typed in an emergency is not in the container, which is seen from here. `found`: the newest that are there. */
  | { readonly code: 'BACKUP_FOLDER_NOT_FOUND'; readonly folder: string; readonly found: readonly string[] }
  | { readonly code: 'BACKUP_RECORD_FORM'; readonly problems: readonly FieldProblem[] }
  | { readonly code: 'BACKUP_RECORD_NOT_CANONICAL' }
  | {
      readonly code: 'BACKUP_RECORD_FOREIGN';
      readonly what: 'kind' | 'HSM' | 'container';
      readonly expected: string;
      readonly found: string;
    };
