// English sentences for what can be wrong with the plan of a ceremony.
import type { FaultOf } from '../../../faults/fault.ts';
import type { PlanFault } from '../../../faults/plan.ts';
import type { AdviceBook } from '../../advice.ts';
import { formProblemsText } from '../form-problems.ts';
import { planProblemText } from '../plan-problems.ts';

function differing({ what, of }: FaultOf<'DRAFT_DIFFERS'>): string {
  switch (what) {
    case 'certificate':
      return `the certificate of ${of}`;
    case 'public-key':
      return `the public key of ${of}`;
    case 'name':
      return `the name of the person ${of}`;
    case 'role':
      return `nobody holds the role that goes with the machine ${of}`;
    case 'practice':
      return 'whether it is practice';
    case 'lost-hsm':
      return 'the lost HSM';
    case 'security-domain':
    default:
      return 'the security domain';
  }
}

export const planAdvice: AdviceBook<PlanFault> = {
  PLAN_INVALID: ({ problems }) => ({
    happened: `The plan has ${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}.\n${problems.map(planProblemText).join('\n')}`,
    safe: 'The plan was not used, and nothing was changed.',
    todo: 'Correct all of them in the plan, then check it again.',
  }),
  PLAN_NOT_CANONICAL: () => ({
    happened: 'The plan was signed in another form than ours.',
    safe: 'The plan was not used.',
    todo: 'Approve the plan with this program, which writes it in the one form that has one hash.',
  }),
  DRAFT_FORM: ({ problems }) => ({
    happened: `The file is not a draft that this program wrote, or something else has changed it. ${formProblemsText(problems)}`,
    safe: 'Nothing was opened, and the file is as it was.',
    todo: 'Choose the file whose name ends in “.draft.json”. A finished plan or register is chosen where a new version is begun.',
  }),
  DRAFT_CHANGED: ({ name }) => ({
    happened: `The draft ${name} is another than this page wrote last: somebody has worked on it elsewhere.`,
    safe: 'Nothing was written over it. What you typed last is still on this page.',
    todo: 'Note what you typed last, open the draft again, and go on with it there. Let one person at a time write on a draft.',
  }),
  DRAFT_ROOTS_FULL: ({ most }) => ({
    happened: `The draft has ${most} trusted roots already. A plan has room for no more.`,
    safe: 'Nothing was filled in, and the draft is as it was.',
    todo: 'Take out a root that nobody needs, then read this file again.',
  }),
  DRAFT_DIFFERS: (fault) => ({
    happened: `The file says something else than the draft: ${differing(fault)}. In the draft: ${fault.kept}. In the file: ${fault.found}.`,
    safe: 'Nothing was filled in, and the draft is as it was.',
    todo: 'Find out which of the two is right. If the file is, empty the field and read the file again.',
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
