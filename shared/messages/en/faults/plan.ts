// English sentences for what can be wrong with the plan of a ceremony.
import type { PlanFault } from '../../../faults/plan.ts';
import type { AdviceBook } from '../../advice.ts';
import { planProblemText } from '../plan-problems.ts';

export const planAdvice: AdviceBook<PlanFault> = {
  PLAN_INVALID: ({ problems }) => ({
    happened: `The plan has ${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}. ${problems.map(planProblemText).join(' ')}`,
    safe: 'The plan was not used, and nothing was changed.',
    todo: 'Correct all of them in the plan, then check it again.',
  }),
  PLAN_NOT_CANONICAL: () => ({
    happened: 'The plan was signed in another form than ours.',
    safe: 'The plan was not used.',
    todo: 'Approve the plan with this program, which writes it in the one form that has one hash.',
  }),
  PLAN_NOT_A_PLAN: ({ found }) => ({
    happened: `The file is signed, but it is not a plan: it is ${found}.`,
    safe: 'Nothing was used.',
    todo: 'Choose the file of the approved plan.',
  }),
  PLAN_APPROVER_UNKNOWN: ({ keyId }) => ({
    happened: `The plan does not name this identity (${keyId.slice(0, 8)}…), so its approval would count for nothing.`,
    safe: 'The plan was not signed.',
    todo: 'Use the identity that the plan names for you, or put yours into the plan and have it approved again.',
  }),
  PLAN_APPROVALS_SHORT: ({ have, required }) => ({
    happened: `${required} people must approve the plan; ${have} ${have === 1 ? 'has' : 'have'}.`,
    safe: 'The plan was not used.',
    todo: 'Ask another person who holds an identity in the plan to read it and to approve it.',
  }),
  PLAN_MISMATCH: ({ what, expected, found }) => {
    const safe = 'It was refused, and nothing was changed.';
    switch (what) {
      case 'plan':
        return {
          happened: `The hash that was given is not the hash of this plan. Of the plan file: ${expected}. Given: ${found}.`,
          safe,
          todo: 'Compare with the paper, digit by digit. If the paper has what was given, this is another plan: find the right file.',
        };
      case 'plan of this journal':
        return {
          happened: `This journal follows another plan. Of the plan file: ${expected}. In the journal: ${found}.`,
          safe,
          todo: 'Use the plan and the journal of one ceremony. A journal keeps the plan that it was begun with.',
        };
      default:
        return {
          happened: `The ${what} differs from the plan. In the plan: ${expected}. Given: ${found}.`,
          safe,
          todo: 'Use what the plan says. If the plan is wrong, stop, correct it, and have it approved again by two people.',
        };
    }
  },
};
