// English sentences for what is wrong with a plan.
import type { PlanProblem, PlanRuleProblem } from '../../plan/problems.ts';
import type { StepNeed } from '../../plan/step-needs.ts';
import { roleWithName } from '../role-name.ts';
import { englishCeremony } from './ceremony/index.ts';
import { formProblemText, formRuleText } from './form-problems.ts';

const named = (role: string): string => roleWithName(englishCeremony.roles, role);

type Sentences = {
  readonly [Rule in PlanRuleProblem['rule']]: (problem: Extract<PlanRuleProblem, { rule: Rule }>) => string;
};

const sentences: Sentences = {
  'left-blank': () => 'this has not been filled in yet',
  'quorum-above-custodians': ({ required, custodians }) =>
    `${required} custodians must come, but there are only ${custodians}`,
  'custodian-count': ({ expected, found }) => `there should be ${expected} custodians, and ${found} are listed`,
  'given-twice': ({ value }) => `“${value}” is given twice`,
  'person-unknown': ({ person }) => `“${person}” is not in the list of people`,
  'role-missing': ({ role }) => `nobody has the role ${named(role)}`,
  'role-twice': ({ role }) => `more than one person has the role ${named(role)}`,
  'role-conflict': ({ person, roles }) => `“${person}” may not be both ${named(roles[0])} and ${named(roles[1])}`,
  'waiver-needless': () => 'there is no such conflict to accept',
  'waiver-not-allowed': () => 'this conflict cannot be accepted: it would make two people into one',
  'identity-role': ({ person, role }) => `“${person}” holds this identity and needs the role ${named(role)}`,
  'needed-for-kind': ({ kind }) => `this must be given for “${kind}”`,
  'not-for-kind': ({ kind }) => `this must be null for “${kind}”: it is made only in the ceremony`,
  'names-differ': ({ expected, found }) => `it should name “${expected}” and names “${found}”`,
  'practice-id': () => 'an id that begins with PRACTICE- is for practice, and practice needs one',
  'names-equal': () => 'source and target are the same HSM',
  'practice-address': () => 'a practice plan has practice addresses, and a real plan has real ones',
  'other-cloud': ({ expected }) => `an account in the cloud of this HSM ends with “.${expected}”`,
  'addresses-needless': () =>
    'these addresses mean nothing: either every network may reach the HSM, or the public network may not reach it at all',
  'nothing-created': () => 'a re-wrap creates no HSM, so the plan cannot say how it is created',
  'key-not-p384': () => 'this is not a public key on P-384',
};

const isRuleProblem = (problem: PlanProblem): problem is PlanRuleProblem => Object.hasOwn(sentences, problem.rule);

/** What is wrong, without where: beside the field, or behind its name. */
export function planRemark(problem: PlanProblem): string {
  if (!isRuleProblem(problem)) return `This ${formRuleText(problem)}.`;
  // The mapped type pairs each rule with its own problem, which an index by a union cannot express.
  const sentence = (sentences[problem.rule] as (problem: PlanRuleProblem) => string)(problem);
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;
}

/** One sentence for one problem. */
export function planProblemText(problem: PlanProblem): string {
  if (!isRuleProblem(problem)) return formProblemText(problem);
  const sentence = sentences[problem.rule] as (problem: PlanRuleProblem) => string;
  return `${problem.path}: ${sentence(problem)}.`;
}

const needs: Readonly<Record<StepNeed['need'], string>> = {
  telephone: 'calls this person, and the plan has no number',
  reachable: 'calls this custodian in, and the plan has no number',
  'media-controller': 'is done by the media controller (MC), and nobody is one',
  'boot-medium': 'compares the boot medium, and the plan has no SHA-256 of it',
  'keys-without-copy':
    'counts on this key, which is on a token and has no copy, and fewer than two custodians may be missing',
  'site-holds-quorum': 'counts on several sites, and this one holds a whole quorum of keys',
  journeys: 'waits for people and sticks on their way, and the plan does not say how long (“travel”)',
  'journey-unknown': 'waits for this custodian, and “travel” does not say how long the way from this site is',
  'journey-of-nobody': 'waits for nobody from this site, or it is in “travel” twice',
  site: 'asks where this stick is kept, and the plan does not say',
};

/** What a step asks of the plan in vain, without where it belongs. */
export const stepNeedRemark = ({ step, need }: StepNeed): string => `Step ${step} ${needs[need]}.`;
