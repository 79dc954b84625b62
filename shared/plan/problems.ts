// Everything that can be wrong with a plan, as plain data by path.
import type { FormProblem } from '../schemas/problems.ts';
import type { PlanRole } from './plan.ts';

/** What one rule over the whole plan found. */
export type PlanRuleProblem = { readonly path: string } & (
  | { readonly rule: 'left-blank' }
  | { readonly rule: 'quorum-above-custodians'; readonly required: number; readonly custodians: number }
  | { readonly rule: 'custodian-count'; readonly expected: number; readonly found: number }
  | { readonly rule: 'given-twice'; readonly value: string }
  | { readonly rule: 'person-unknown'; readonly person: string }
  | { readonly rule: 'role-missing'; readonly role: string }
  | { readonly rule: 'role-twice'; readonly role: PlanRole }
  | { readonly rule: 'role-conflict'; readonly person: string; readonly roles: readonly [PlanRole, PlanRole] }
  | { readonly rule: 'waiver-needless' | 'waiver-not-allowed' }
  | { readonly rule: 'identity-role'; readonly role: PlanRole; readonly person: string }
  | { readonly rule: 'needed-for-kind'; readonly kind: string }
  | { readonly rule: 'not-for-kind'; readonly kind: 'activation' | 're-wrap' }
  | { readonly rule: 'names-differ'; readonly expected: string; readonly found: string }
  | { readonly rule: 'names-equal' }
  | { readonly rule: 'other-cloud'; readonly expected: string }
  | { readonly rule: 'addresses-needless' | 'nothing-created' }
  | { readonly rule: 'practice-address' | 'practice-id' }
  | { readonly rule: 'key-not-p384' }
);

export type PlanProblem = FormProblem | PlanRuleProblem;
