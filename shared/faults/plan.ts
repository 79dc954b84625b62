// What can be wrong with the plan of a ceremony.
import type { PlanProblem } from '../plan/problems.ts';
import type { FormProblem } from '../schemas/problems.ts';

export type PlanFault =
  | { readonly code: 'PLAN_INVALID'; readonly problems: readonly PlanProblem[] }
  | { readonly code: 'PLAN_NOT_CANONICAL' }
  /** The file is no draft of this program, or was changed by something else. */
  | { readonly code: 'DRAFT_FORM'; readonly problems: readonly FormProblem[] }
  /** The file of the draft is another than this page has read or written last. */
  | { readonly code: 'DRAFT_CHANGED'; readonly name: string }
  /** A plan has room for no more roots of trust. */
  | { readonly code: 'DRAFT_ROOTS_FULL'; readonly most: number }
  /** A file says something else than what is filled in already. */
  | {
      readonly code: 'DRAFT_DIFFERS';
      readonly what: 'certificate' | 'public-key' | 'name' | 'role' | 'practice' | 'lost-hsm' | 'security-domain';
      /** Whose: a custodian, a machine, a person of the draft; empty where there is one only. */
      readonly of: string;
      readonly kept: string;
      readonly found: string;
    }
  | { readonly code: 'PLAN_NOT_A_PLAN'; readonly found: string }
  | { readonly code: 'PLAN_APPROVER_UNKNOWN'; readonly keyId: string }
  | { readonly code: 'PLAN_APPROVALS_SHORT'; readonly have: number; readonly required: number }
  | { readonly code: 'PLAN_MISMATCH'; readonly what: string; readonly expected: string; readonly found: string };
