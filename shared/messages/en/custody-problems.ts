// English sentences for what is wrong with a register of custody.
import type { CustodyProblem, CustodyRuleProblem } from '../../custody/rules.ts';
import { formProblemText, formRuleText } from './form-problems.ts';

type Sentences = {
  readonly [Rule in CustodyRuleProblem['rule']]: (problem: Extract<CustodyRuleProblem, { rule: Rule }>) => string;
};

const sentences: Sentences = {
  'given-twice': ({ value }) => `“${value}” is given twice`,
  'person-unknown': ({ person }) => `“${person}” is not in the list of people`,
  'site-unknown': ({ site }) => `“${site}” is not in the list of sites`,
  'quorum-above-custodians': ({ required, custodians }) =>
    `${required} custodians must come, but there are only ${custodians}`,
  'practice-address': () => 'a practice register names a practice HSM, and a real register a real one',
};

const isRuleProblem = (problem: CustodyProblem): problem is CustodyRuleProblem =>
  Object.hasOwn(sentences, problem.rule);

/** What is wrong, without where: beside the field, or behind its name. */
export function custodyRemark(problem: CustodyProblem): string {
  if (!isRuleProblem(problem)) return `This ${formRuleText(problem)}.`;
  const sentence = (sentences[problem.rule] as (problem: CustodyRuleProblem) => string)(problem);
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;
}

/** One sentence for one problem. */
export function custodyProblemText(problem: CustodyProblem): string {
  if (!isRuleProblem(problem)) return formProblemText(problem);
  // The mapped type pairs each rule with its own problem, which an index by a union cannot express.
  const sentence = sentences[problem.rule] as (problem: CustodyRuleProblem) => string;
  return `${problem.path}: ${sentence(problem)}.`;
}
