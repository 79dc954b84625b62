// The checks that are made before a step of the online part, so that what would fail is known before anybody travels.
import type { PlainFinding } from './findings.ts';

export type OnlineCheckId =
  | 'account-tenant'
  | 'account-in-plan'
  | 'azure-versions'
  | 'provider'
  | 'own-rights'
  | 'region-quota'
  | 'storage-role'
  | 'storage-network'
  | 'target-name-free'
  | 'target-state'
  | 'target-new'
  | 'target-active'
  | 'target-identity'
  | 'administrators'
  | 'source-state'
  | 'container'
  | 'source-folder'
  | 'immutability'
  | 'operators-in-backup'
  | 'external-keys'
  | 'backup-tenant';

/** `stop`: the step would fail or do harm. `look`: a person decides. `unknown`: it could not be found out, which is said, too. */
export type OnlineCheckOutcome = 'ok' | 'look' | 'stop' | 'unknown';

/** What a step itself looks at right before its call. */
export interface StepCheck {
  readonly id: OnlineCheckId;
  readonly outcome: OnlineCheckOutcome;
  readonly found: PlainFinding;
}
