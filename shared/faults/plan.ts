// What can be wrong with the plan of a ceremony.
import type { PlanProblem } from '../plan/problems.ts';

export type PlanFault =
  | { readonly code: 'PLAN_INVALID'; readonly problems: readonly PlanProblem[] }
  | { readonly code: 'PLAN_NOT_CANONICAL' }
  | { readonly code: 'PLAN_NOT_A_PLAN'; readonly found: string }
  | { readonly code: 'PLAN_APPROVER_UNKNOWN'; readonly keyId: string }
  | { readonly code: 'PLAN_APPROVALS_SHORT'; readonly have: number; readonly required: number }
  | { readonly code: 'PLAN_MISMATCH'; readonly what: string; readonly expected: string; readonly found: string };
