// German sentences for what is wrong with a register of custody.
import type { RegisterProblem, RegisterRuleProblem } from '../../register/rules.ts';
import { formProblemText, formRuleText } from './form-problems.ts';

type Sentences = {
  readonly [Rule in RegisterRuleProblem['rule']]: (problem: Extract<RegisterRuleProblem, { rule: Rule }>) => string;
};

const sentences: Sentences = {
  'given-twice': ({ value }) => `„${value}“ ist zweimal angegeben`,
  'person-unknown': ({ person }) => `„${person}“ steht nicht in der Liste der Personen`,
  'site-unknown': ({ site }) => `„${site}“ steht nicht in der Liste der Orte`,
  'quorum-above-custodians': ({ required, custodians }) =>
    `${required} Verwahrer müssen kommen, aber es gibt nur ${custodians}`,
  'practice-address': () => 'Ein Register der Übung nennt ein Übungs-HSM, ein echtes Register ein echtes',
  'second-copy-missing': () => 'Ein Schlüssel, der auf keinem Token ist, hat zwei Kopien',
  'attestation-wrong': () => 'Die Attestierung beweist nicht, dass dieser Schlüssel auf diesem Token erzeugt wurde',
};

const isRuleProblem = (problem: RegisterProblem): problem is RegisterRuleProblem =>
  Object.hasOwn(sentences, problem.rule);

/** What is wrong, without where: beside the field, or behind its name. */
export function registerRemark(problem: RegisterProblem): string {
  if (!isRuleProblem(problem)) return `Dies ${formRuleText(problem)}.`;
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
