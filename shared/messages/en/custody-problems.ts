// English sentences for what is wrong with a register of custody.
import type { RegisterProblem, RegisterRuleProblem } from '../../register/rules.ts';
import { formProblemText, formRuleText } from './form-problems.ts';

type Sentences = {
  readonly [Rule in RegisterRuleProblem['rule']]: (problem: Extract<RegisterRuleProblem, { rule: Rule }>) => string;
};

const sentences: Sentences = {
  'given-twice': ({ value }) => `“${value}” is given twice`,
  'person-unknown': ({ person }) => `“${person}” is not in the list of people`,
  'site-unknown': ({ site }) => `“${site}” is not in the list of sites`,
  'quorum-above-custodians': ({ required, custodians }) =>
    `${required} custodians must come, but there are only ${custodians}`,
  'practice-address': () => 'a practice register names a practice HSM, and a real register a real one',
  'second-copy-missing': () => 'a key that is on no token has two copies',
  'attestation-wrong': () => 'the attestation does not prove that this key was made on this token',
};

const isRuleProblem = (problem: RegisterProblem): problem is RegisterRuleProblem =>
  Object.hasOwn(sentences, problem.rule);

/** What is wrong, without where: beside the field, or behind its name. */
export function registerRemark(problem: RegisterProblem): string {
  if (!isRuleProblem(problem)) return `This ${formRuleText(problem)}.`;
  const sentence = (sentences[problem.rule] as (problem: RegisterRuleProblem) => string)(problem);
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;
}

/** One sentence for one problem. */
export function registerProblemText(problem: RegisterProblem): string {
  if (!isRuleProblem(problem)) return formProblemText(problem);
  // The mapped type pairs each rule with its own problem, which an index by a union cannot express.
  const sentence = sentences[problem.rule] as (problem: RegisterRuleProblem) => string;
  return `${problem.path}: ${sentence(problem)}.`;
}
