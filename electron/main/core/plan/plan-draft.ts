// A plan that people are still writing: kept in its own file, checked by the rules of the plan, and no plan until nothing is wrong.
import { z } from 'zod';
import { refuse } from '#shared/faults/fault.ts';
import { type Plan, planDraftSchema, planSchema } from '#shared/plan/plan.ts';
import type { PlanProblem } from '#shared/plan/problems.ts';
import { blank } from '#shared/plan/template.ts';
import { formProblems } from '#shared/schemas/problems.ts';
import { readCanonicalJson } from '../encoding/canonical-json.ts';
import { withTrimmedTexts } from '../encoding/json.ts';
import { readSignedPlan } from './approval.ts';
import { isSignedPlan } from './any-plan.ts';
import { encodePlan, maxPlanBytes, parsePlan, planProblems } from './plan-file.ts';

const draftFile = z.strictObject({ format: z.literal('lifeboat-plan-draft'), v: z.literal(1), plan: planDraftSchema });
/** A draft is written with spaces, so it may be larger than its plan. */
export const maxPlanDraftBytes = 2 * maxPlanBytes;

/** The bytes of a draft: indented JSON in UTF-8, with a newline at the end. */
export const encodePlanDraft = (plan: Plan): Buffer =>
  Buffer.from(
    `${JSON.stringify({ format: 'lifeboat-plan-draft', v: 1, plan } satisfies z.input<typeof draftFile>, null, 2)}\n`,
    'utf8',
  );

/**
 * Reads a draft. It has the type of a plan, and is none.
 * @throws DRAFT_FORM where it is no draft of a plan; JSON_… if it is not JSON at all
 */
export function readPlanDraft(bytes: Uint8Array): Plan {
  const file = draftFile.safeParse(readCanonicalJson(bytes, { maxBytes: maxPlanDraftBytes }).value);
  return file.success ? file.data.plan : refuse({ code: 'DRAFT_FORM', problems: formProblems(file.error) });
}

/**
 * What a new draft begins with: a plan in either of its forms, or the template of one.
 * @throws DRAFT_FORM where it is none of them; what `readSignedPlan` throws; JSON_…
 */
export function draftOfPlanFile(bytes: Uint8Array): Plan {
  if (isSignedPlan(bytes)) return readSignedPlan(bytes).plan;
  const form = planDraftSchema.safeParse(readCanonicalJson(bytes, { maxBytes: maxPlanBytes }).value);
  return form.success ? form.data : refuse({ code: 'DRAFT_FORM', problems: formProblems(form.error) });
}

/**
 * Everything that is missing or wrong in a draft, by the rules of the plan: none if and only if `planOfDraft` gives a plan.
 * A blank is reported as a blank alone, and not for what follows from it.
 */
export function draftProblems(draft: Plan): readonly PlanProblem[] {
  const plan = trimmed(draft);
  const form = planSchema.safeParse(plan);
  const ruled = planProblems(plan).filter((problem) => problem.rule === 'left-blank' || !isAboutBlank(problem));
  const placeholders = new Set(ruled.filter(({ rule }) => rule === 'left-blank').map(({ path }) => path));
  const formed = (form.success ? [] : formProblems(form.error)).filter(({ path }) => !placeholders.has(path));
  const reported = new Set([...placeholders, ...formed.map(({ path }) => path)]);
  // What is not written as it must be breaks rules besides; one sentence for each member is enough.
  const others = ruled.filter(({ path, rule }) => rule === 'left-blank' || !reported.has(path));
  return [...formed, ...others];
}

/**
 * The plan that a draft has become.
 * @throws PLAN_INVALID with every problem by path
 */
export const planOfDraft = (draft: Plan): Plan => parsePlan(encodePlan(trimmed(draft)));

/** Whether a rule compared something with a blank. */
const isAboutBlank = (problem: PlanProblem): boolean => Object.values(problem).includes(blank);

/** Without spaces at the ends of texts, which people cannot see and a plan does not allow. */
const trimmed = (draft: Plan): Plan => withTrimmedTexts(draft) as Plan;
