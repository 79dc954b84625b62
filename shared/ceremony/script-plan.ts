// What the scripts and documents need to know of a plan; the plan file is mapped to this view.
import type { CeremonyKind, Condition, DrillLevel, Role, ScriptGrade } from './model.ts';
import type { TokenOfKey } from '../register/token.ts';

interface PlanHsm {
  readonly name: string;
  readonly uri: string;
}

export interface PlanCustodian {
  /** `C1` … `C10`. */
  readonly code: string;
  readonly name: string;
  readonly employer?: string;
  /** SHA-256 of the certificate in DER, 64 hex digits; unknown before the activation. */
  readonly fingerprint?: string;
  readonly site?: string;
  /** The token that has the key. */
  readonly token?: TokenOfKey;
}

export interface PlanPerson {
  readonly role: Role;
  readonly name: string;
  readonly employer?: string;
  readonly phone?: string;
}

/** A person who holds two roles that exclude each other, and why that was accepted. */
export interface PlanWaiver {
  readonly name: string;
  readonly roles: readonly string[];
  readonly reason: string;
}

/** Where the backup lies and how the HSM reaches it. */
export interface PlanBackup {
  readonly method: 'identity' | 'sas';
  readonly account: string;
  readonly container: string;
  readonly folder?: string;
  readonly identity?: string;
}

export interface ScriptPlan {
  readonly kind: CeremonyKind;
  readonly mode: 'production' | 'practice';
  /** Whether two people have signed the plan; where not, every page says so. An emergency has none to sign. */
  readonly isApproved: boolean;
  /** Which script is printed; an emergency has its own. */
  readonly grade: ScriptGrade;
  readonly ceremonyId: string;
  readonly purpose: string;
  readonly place: string;
  /** `2026-10-14`. */
  readonly date: string;
  readonly tenant: string;
  readonly subscription: string;
  readonly resourceGroup: string;
  readonly region: string;
  /** The HSM whose keys are wanted back; absent where only one HSM is concerned. */
  readonly source?: PlanHsm;
  /** The HSM that the ceremony acts on. */
  readonly target: PlanHsm;
  readonly custodians: readonly PlanCustodian[];
  /** How many custodians must come: M. */
  readonly quorum: number;
  readonly people: readonly PlanPerson[];
  /** How the new HSM is made, where the plan says it: in one line. */
  readonly creation?: string;
  /** Absent where no backup is concerned. */
  readonly backup?: PlanBackup;
  /** Conflicts of roles that were accepted; each is printed as an exception. */
  readonly waivers?: readonly PlanWaiver[];
  /** How long journeys take: between the rooms, and for each custodian in the order of the plan. In minutes, one way. */
  readonly travel?: { readonly rooms: number; readonly custodians: readonly number[] };
  readonly drillLevels: readonly DrillLevel[];
  /** SHA-256 of the plan file, 64 hex digits. */
  readonly planSha256: string;
  /** SHA-256 of the security domain file, from the register. */
  readonly securityDomainSha256?: string;
  /** SHA-256 of the boot medium of the offline laptop. */
  readonly bootMediumSha256?: string;
}

/** What decides which steps a script has, and how often. */
export type ScriptShape = Pick<
  ScriptPlan,
  'kind' | 'grade' | 'custodians' | 'quorum' | 'backup' | 'creation' | 'drillLevels' | 'travel'
>;

/** The conditions that hold for a plan. */
export function conditionsOf(plan: ScriptShape): ReadonlySet<Condition> {
  return new Set([
    plan.kind === 're-wrap' ? 're-wrap' : 'new-hsm',
    ...(plan.backup ? [plan.backup.method] : []),
    ...(plan.creation === undefined ? [] : (['creation'] as const)),
    ...(plan.grade === 'full' ? (['full'] as const) : []),
    ...plan.drillLevels,
  ]);
}
