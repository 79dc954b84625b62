// The plan that says who may answer in a journal: the adopted one or, before that, the one that people bring.
import { refuse } from '#shared/faults/fault.ts';
import type { Plan } from '#shared/plan/plan.ts';
import { readAnyPlan } from '../plan/any-plan.ts';
import { assertNoOtherPlan } from '../plan/facts.ts';
import type { ReadJournal } from './chain.ts';

/**
 * Reads the plan of a journal, approved or not.
 * @throws JOURNAL_IS_SESSION for that of a drill, which has none; PLAN_MISMATCH if the journal is of another plan; what `readAnyPlan` throws
 */
export function planOfJournal(file: Uint8Array, { head }: Pick<ReadJournal, 'head'>): Plan {
  if (head.state.session !== undefined) refuse({ code: 'JOURNAL_IS_SESSION' });
  const { plan, planSha256 } = readAnyPlan(file);
  assertNoOtherPlan(head.state, planSha256);
  return plan;
}
