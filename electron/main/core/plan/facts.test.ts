// A journal follows one plan: another one, or none, is told apart before anything is written into it.
import { expect, it } from 'vitest';
import { faultOf } from '#e2e/support/faults.ts';
import { emptyJournal } from '#shared/journal/state.ts';
import { adopted } from '../journal/testdata/recovery.ts';
import { planOfJournal } from '../journal/plan-of-journal.ts';
import { emptyHead } from '../journal/chain.ts';
import { assertPlanOfJournal } from './facts.ts';
import { encodePlan, planSha256 } from './plan-file.ts';
import { recoveryPlan } from './testdata/sample-plan.ts';

const wanted = planSha256(recoveryPlan);
const mismatch = { code: 'PLAN_MISMATCH', what: 'plan of this journal', expected: wanted };

it('takes the plan that the journal has adopted, and no other', () => {
  const check = (plan: typeof adopted | undefined) => () => assertPlanOfJournal({ plan }, wanted);
  expect(check({ ...adopted, planSha256: wanted })).not.toThrow();
  const other = 'f'.repeat(64);
  expect(faultOf(check({ ...adopted, planSha256: other }))).toEqual({ ...mismatch, found: other });
  expect(faultOf(check(undefined))).toEqual({ ...mismatch, found: 'none' });
});

it('reads the plan that people bring where none was adopted yet, and compares it afterwards', () => {
  const file = encodePlan(recoveryPlan);
  const readIn = (plan: typeof adopted | undefined) =>
    planOfJournal(file, { head: { ...emptyHead, state: { ...emptyJournal, plan } } });
  expect(readIn(undefined)).toEqual(recoveryPlan);
  expect(readIn({ ...adopted, planSha256: wanted })).toEqual(recoveryPlan);
  const other = 'f'.repeat(64);
  expect(faultOf(() => readIn({ ...adopted, planSha256: other }))).toEqual({ ...mismatch, found: other });
});
