// The draft of a plan that is open, for every part of its form.
import type { PlanDraftView } from '#shared/contract/tools/plans.ts';
import type { Plan } from '#shared/plan/plan.ts';
import type { PlanProblem } from '#shared/plan/problems.ts';
import { tools } from '../../tools-bridge.ts';
import { planSections } from '#shared/plan/sections.ts';
import { createDraftStore } from '#renderer/store/draft-store.ts';

/** The parts of the form, in the order in which people fill them in. */
export const formParts = [...planSections, 'check'] as const;
export type FormPart = (typeof formParts)[number];

export const usePlanDraft = createDraftStore<PlanDraftView, Plan>({
  contentOf: ({ plan }) => plan,
  // What is on the page is what is kept in the end, whatever the file has said meanwhile.
  withContent: (view, plan) => ({ ...view, plan }),
  keep: ({ draft, sha256, plan }) => tools.plans.keepDraft({ draft: draft.token, seen: sha256, plan }),
});

export interface OpenPlan {
  readonly plan: Plan;
  readonly problems: readonly PlanProblem[];
  readonly edit: (plan: Plan) => void;
}

/** The draft in a part of the form, which is shown while one is open. */
export function useOpenPlan(): OpenPlan {
  const { view, edit } = usePlanDraft();
  if (view === undefined) throw new Error('a part of the form was drawn without a draft');
  return { plan: view.plan, problems: view.problems, edit };
}
