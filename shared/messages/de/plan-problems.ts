// German sentences for what is wrong with a plan.
import type { PlanProblem, PlanRuleProblem } from '../../plan/problems.ts';
import type { StepNeed } from '../../plan/step-needs.ts';
import { roleWithName } from '../role-name.ts';
import { germanCeremony } from './ceremony/index.ts';
import { formProblemText, formRuleText } from './form-problems.ts';

const named = (role: string): string => roleWithName(germanCeremony.roles, role);

type Sentences = {
  readonly [Rule in PlanRuleProblem['rule']]: (problem: Extract<PlanRuleProblem, { rule: Rule }>) => string;
};

const sentences: Sentences = {
  'left-blank': () => 'Dies ist noch nicht ausgefüllt',
  'quorum-above-custodians': ({ required, custodians }) =>
    `${required} Verwahrer müssen kommen, aber es gibt nur ${custodians}`,
  'custodian-count': ({ expected, found }) => `Es sollen ${expected} Verwahrer sein, und ${found} sind aufgeführt`,
  'given-twice': ({ value }) => `„${value}“ ist zweimal angegeben`,
  'person-unknown': ({ person }) => `„${person}“ steht nicht in der Liste der Personen`,
  'role-missing': ({ role }) => `Niemand hat die Rolle ${named(role)}`,
  'role-twice': ({ role }) => `Mehr als eine Person hat die Rolle ${named(role)}`,
  'role-conflict': ({ person, roles }) =>
    `„${person}“ darf nicht zugleich ${named(roles[0])} und ${named(roles[1])} sein`,
  'waiver-needless': () => 'Es gibt keinen solchen Konflikt, der angenommen werden müsste',
  'waiver-not-allowed': () => 'Dieser Konflikt kann nicht angenommen werden: Aus zwei Personen würde eine',
  'identity-role': ({ person, role }) => `„${person}“ hält diese Identität und braucht die Rolle ${named(role)}`,
  'needed-for-kind': ({ kind }) => `Dies muss für „${kind}“ angegeben sein`,
  'not-for-kind': ({ kind }) => `Dies muss für „${kind}“ null sein: Es entsteht erst in der Zeremonie`,
  'names-differ': ({ expected, found }) => `Hier soll „${expected}“ stehen, und es steht „${found}“`,
  'practice-id': () => 'Eine Kennung, die mit PRACTICE- beginnt, ist für Übungen, und eine Übung braucht so eine',
  'names-equal': () => 'Quelle und Ziel sind dasselbe HSM',
  'practice-address': () => 'Ein Plan der Übung hat Adressen der Übung, ein echter Plan hat echte',
  'addresses-needless': () =>
    'Diese Adressen bewirken nichts: Entweder darf jedes Netz das HSM erreichen, oder das öffentliche Netz erreicht es gar nicht',
  'nothing-created': () =>
    'Eine Neuverschlüsselung legt kein HSM an, also kann der Plan nicht sagen, wie es angelegt wird',
  'other-cloud': ({ expected }) => `Ein Konto in der Cloud dieses HSM endet auf „.${expected}“`,
  'key-not-p384': () => 'Dies ist kein öffentlicher Schlüssel auf P-384',
};

const isRuleProblem = (problem: PlanProblem): problem is PlanRuleProblem => Object.hasOwn(sentences, problem.rule);

/** What is wrong, without where: beside the field, or behind its name. */
export function planRemark(problem: PlanProblem): string {
  if (!isRuleProblem(problem)) return `Dies ${formRuleText(problem)}.`;
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
  telephone: 'wird diese Person angerufen, und der Plan hat keine Nummer von ihr',
  reachable: 'wird dieser Verwahrer gerufen, und der Plan hat keine Nummer von ihm',
  'media-controller': 'handelt die Medienverwaltung (MC), und niemand hat diese Rolle',
  'boot-medium': 'wird das Startmedium verglichen, und der Plan hat keine SHA-256 davon',
  'keys-without-copy':
    'zählt dieser Schlüssel, der auf einem Token ist und keine Kopie hat, und weniger als zwei Verwahrer dürfen fehlen',
  'site-holds-quorum': 'zählen mehrere Orte, und an diesem liegt ein ganzes Quorum von Schlüsseln',
  journeys: 'wird auf Menschen und Sticks gewartet, und der Plan sagt nicht, wie lange sie brauchen („travel“)',
  'journey-unknown': 'wird auf diesen Verwahrer gewartet, und „travel“ nennt den Weg von diesem Ort nicht',
  'journey-of-nobody': 'wird auf niemanden von diesem Ort gewartet, oder er steht zweimal in „travel“',
  site: 'wird gefragt, wo dieser Stick liegt, und der Plan sagt es nicht',
};

/** What a step asks of the plan in vain, without where it belongs. */
export const stepNeedRemark = ({ step, need }: StepNeed): string => `In Schritt ${step} ${needs[need]}.`;
