// Readiness: whether a healthy HSM could be lost today. Rows with reasons, and one light over them. Data, so that every language can say it.
import type { RegisterFinding } from '../register/findings.ts';
import type { InventoryListName } from '../inventory/inventory.ts';
import type { OnlineCheckOutcome } from '../online/checks.ts';
import type { OnlineFinding } from '../online/check-results.ts';

/** What the service and the storage account are asked; the rest is asked of files. */
export const serviceChecks = [
  'hsm-state',
  'purge-protection',
  'identity',
  'own-rights',
  'storage-role',
  'storage-network',
  'hsm-roles',
  'backup-path',
  'external-keys',
  'inventory',
  'container',
  'immutability',
  'last-backup',
] as const;
export const fileChecks = [
  'backup-record',
  'security-domain',
  'custody',
  'certificates',
  'consumers',
  'emergency-card',
] as const;
export const readinessChecks = [...serviceChecks, 'azure-versions', ...fileChecks] as const;
export type ReadinessCheckId = (typeof readinessChecks)[number];

/** A file that readiness is checked by, and that people may not have given. */
export type ReadinessFile = 'inventory' | 'security-domain' | 'register' | 'consumers' | 'plan';

/** What only readiness finds. Moments are ISO 8601 in UTC, hashes are 64 hex digits. */
export type OwnFinding =
  | { readonly kind: 'not-given'; readonly what: ReadinessFile }
  | { readonly kind: 'hsm-missing'; readonly name: string; readonly resourceGroup: string }
  | { readonly kind: 'purge-protection'; readonly on: boolean; readonly retentionDays: number | null }
  /** The container is reached by a token, or nobody named the identity. */
  | { readonly kind: 'identity-not-named' }
  | { readonly kind: 'hsm-roles-held'; readonly roles: readonly string[] }
  /** Assigned to the account itself; a group may have one. */
  | { readonly kind: 'hsm-role-missing'; readonly needed: string; readonly roles: readonly string[] }
  | { readonly kind: 'hsm-roles-not-told' }
  | { readonly kind: 'path-checked' }
  /** This build of the service has no check before a backup. */
  | { readonly kind: 'path-no-check' }
  | { readonly kind: 'container-gone'; readonly uri: string }
  | { readonly kind: 'no-backup'; readonly container: string }
  | {
      readonly kind: 'backup-age';
      readonly folder: string;
      readonly atUtc: string;
      readonly hours: number;
      readonly limitHours: number;
      /** `record`: the container does not show itself to this machine. */
      readonly by: 'container' | 'record';
    }
  /** Its time has not come yet: a clock is wrong. */
  | { readonly kind: 'backup-ahead'; readonly folder: string; readonly atUtc: string }
  | { readonly kind: 'no-record' }
  | { readonly kind: 'record-seen'; readonly folder: string; readonly endedUtc: string }
  | { readonly kind: 'record-gone'; readonly folder: string; readonly endedUtc: string }
  | { readonly kind: 'record-not-compared'; readonly folder: string; readonly endedUtc: string }
  | { readonly kind: 'inventory-same'; readonly keys: number; readonly takenUtc: string }
  /** Nothing differs, and some lists could be compared with nothing. */
  | { readonly kind: 'inventory-partly'; readonly lists: readonly InventoryListName[]; readonly takenUtc: string }
  | {
      readonly kind: 'inventory-differs';
      readonly differences: number;
      readonly takenUtc: string;
      /** Of an HSM with several: what is written reaches all of them within six minutes. */
      readonly regions?: number;
    }
  | {
      readonly kind: 'domain-agrees';
      readonly sha256: string;
      readonly required: number;
      readonly custodians: number;
      /** Whether the register was there to compare its custodians with. */
      readonly withRegister: boolean;
    }
  | { readonly kind: 'domain-not-compared'; readonly sha256: string }
  | {
      readonly kind: 'domain-differs';
      readonly what: 'hash' | 'quorum' | 'custodians';
      readonly expected: string;
      readonly found: string;
    }
  | {
      readonly kind: 'custody-healthy';
      readonly required: number;
      readonly custodians: number;
      /** The latest proof of any copy; null where there is none. */
      readonly lastProof: string | null;
      /** How many findings can wait for the next occasion. */
      readonly later: number;
    }
  | { readonly kind: 'custody'; readonly finding: RegisterFinding }
  /** Who uses which key: how many there are, and the first of those that need a person, by the names of their resources. */
  | {
      readonly kind: 'consumers';
      readonly count: number;
      readonly takenUtc: string;
      readonly plannedRegion: string | null;
      /** Whether the newest backup is younger than the map. */
      readonly isOlder: boolean;
      /** Whether the register names another map. */
      readonly isOther: boolean;
      /** Subscriptions whose resources nobody has seen. */
      readonly notSeen: number;
      /** Consumers that the planned region would leave without their key. */
      readonly stranded: readonly string[];
      readonly withoutRole: readonly string[];
      /** Consumers of a key, or a version, that the newest backup does not have. */
      readonly notBackedUp: readonly string[];
    }
  /**
   * The check value that a standing emergency card of today has, and that of the printed one, as it was typed; null where nobody typed it.
   */
  | { readonly kind: 'card'; readonly check: string; readonly printed: string | null }
  /** A custodian's certificate: the day after which it is no longer valid, and the days until then; below 0 it has passed. */
  | { readonly kind: 'certificate-ends'; readonly name: string; readonly on: string; readonly days: number }
  /** A certificate of nobody in the register or the security domain. */
  | { readonly kind: 'certificate-foreign'; readonly name: string; readonly sha256: string };

export type ReadinessFinding = OnlineFinding | OwnFinding;

export interface ReadinessCheck {
  readonly id: ReadinessCheckId;
  /** `stop`: a recovery would fail or lose too much. `look`: a person decides. `unknown`: it could not be found out. */
  readonly outcome: OnlineCheckOutcome;
  readonly found: ReadinessFinding;
}

/** `not-known`: nobody answered, so nothing can be said. */
export type ReadinessLight = 'ready' | 'attention' | 'not-ready' | 'not-known';

/** The light over all rows. What could not be found out is never green. */
export function lightOf(checks: readonly ReadinessCheck[]): ReadinessLight {
  if (checks.some(({ outcome }) => outcome === 'stop')) return 'not-ready';
  const asked = checks.filter(({ id }) => (serviceChecks as readonly string[]).includes(id));
  if (asked.every(({ outcome }) => outcome === 'unknown')) return 'not-known';
  return checks.every(({ outcome }) => outcome === 'ok') ? 'ready' : 'attention';
}

const order: readonly OnlineCheckOutcome[] = ['stop', 'look', 'unknown', 'ok'];

/** The rows as people read them: what stops first, what is well last. */
export const worstFirst = (checks: readonly ReadinessCheck[]): readonly ReadinessCheck[] =>
  order.flatMap((outcome) => checks.filter((check) => check.outcome === outcome));

/**
 * How old the last backup may be, in hours: a backup each day, and two hours for the job. Past it, one was missed (look); past twice as
 * much, more than one (stop).
 */
export const usualBackupHours = 26;

/** What readiness answers. */
export interface Readiness {
  readonly hsm: string;
  readonly practice: boolean;
  /** When it was looked at, by this machine's clock. */
  readonly atUtc: string;
  readonly light: ReadinessLight;
  readonly checks: readonly ReadinessCheck[];
}

/** One entry for each kind that has its own words; the compiler misses none. */
export type OwnFindingBook = {
  readonly [Kind in Exclude<OwnFinding['kind'], 'custody'>]: (
    finding: Extract<OwnFinding, { readonly kind: Kind }>,
  ) => string;
};
