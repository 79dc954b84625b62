// What is open in the draft of a plan or of a register, in words: in its form, and for those who can supply it.
import { shownText } from '../plan/draft-text.ts';
import type { Plan, PlanRole } from '../plan/plan.ts';
import type { PlanProblem } from '../plan/problems.ts';
import { memberName, placeOfMember, planSuppliers, rowOfMember } from '../plan/sections.ts';
import { type StepNeed, stepNeeds } from '../plan/step-needs.ts';
import type { CustodyRegister } from '../register/register.ts';
import type { RegisterProblem } from '../register/rules.ts';
import type { SpokenTexts } from './catalogue.ts';

type Person = Plan['people'][number];
/** What is wrong with a draft, and what a step will ask of it in vain. */
export type OpenPoint = PlanProblem | StepNeed;

/** What is not filled in yet, and what is wrong: the two are told apart wherever they are counted. */
export const isMissing = ({ rule }: PlanProblem): boolean =>
  rule === 'left-blank' || rule === 'needed-for-kind' || rule === 'role-missing';

/** The name of a role, without the code that paper has for it. */
export const roleInWords = (role: PlanRole, { ceremony, screens }: SpokenTexts): string =>
  role === 'ADM' ? screens.planForm.people.administrators : ceremony.roles[role].name;

/** The roles of a person, and which custodian they are; empty where they have none. */
export function dutiesInWords({ custodians }: Plan, { id, roles }: Person, texts: SpokenTexts): string {
  const codes = custodians.filter(({ person }) => person === id).map((each) => `${roleInWords('C', texts)} ${each.id}`);
  return [...roles.filter((role) => role !== 'C').map((role) => roleInWords(role, texts)), ...codes].join(', ');
}

/** What to call somebody of the plan: by name, or until they have one by what they do. */
export const personInWords = (plan: Plan, person: Person, texts: SpokenTexts): string =>
  shownText(person.name) || dutiesInWords(plan, person, texts) || texts.screens.planForm.people.unnamed;

/** One line: whose it is, what is open, and why where it is not only blank. */
export function openPointInWords(plan: Plan, point: OpenPoint, texts: SpokenTexts): string {
  const { path } = point;
  const row = rowInWords(plan, path, texts);
  const label = texts.screens.planForm.members[memberName(path)] ?? path;
  const remark =
    'need' in point ? texts.stepNeedRemark(point) : point.rule === 'left-blank' ? '' : texts.planRemark(point);
  return `${row === '' ? '' : `${row}: `}${label}${remark === '' ? '' : ` – ${remark}`}`;
}

/** Whose row a path leads into: a custodian's, a person's, a machine's. */
function rowInWords(plan: Plan, path: string, texts: SpokenTexts): string {
  const row = rowOfMember(path);
  if (row === undefined) return '';
  const person = plan.people[row];
  if (path.startsWith('people') && person !== undefined) return personInWords(plan, person, texts);
  if (path.startsWith('custodians')) return plan.custodians[row]?.id ?? '';
  return path.startsWith('identities') ? texts.word(plan.identities[row]?.role ?? '') : '';
}

/** What one of those who make a plan still owes it, or what is to be corrected by whoever writes it. */
export interface OpenGroup {
  readonly id: string;
  readonly title: string;
  readonly points: readonly OpenPoint[];
  /** Whether the plan can be written with it. */
  readonly isAllowed: boolean;
}

/** What is open in a draft, by who supplies it; without groups that have nothing. */
export function openGroups(plan: Plan, problems: readonly PlanProblem[], texts: SpokenTexts): readonly OpenGroup[] {
  const { check: t, suppliers } = texts.screens.planForm;
  const missing = problems.filter(isMissing);
  const wrong = problems.filter((problem) => !isMissing(problem));
  const groups: readonly OpenGroup[] = [
    { id: 'wrong', title: t.wrong(wrong.length), points: wrong, isAllowed: false },
    ...planSuppliers.map((supplier) => ({
      id: supplier,
      title: suppliers[supplier],
      points: missing.filter(({ path }) => placeOfMember(path).supplier === supplier),
      isAllowed: false,
    })),
    { id: 'needs', title: t.needs, points: stepNeeds(plan), isAllowed: true },
  ];
  return groups.filter(({ points }) => points.length > 0);
}

/** What is open in the draft of a register, by whose name or key it is about; the rest is for whoever keeps the register. */
export function openRegisterGroups(
  register: CustodyRegister,
  problems: readonly RegisterProblem[],
  texts: SpokenTexts,
): readonly (Pick<OpenGroup, 'title'> & { readonly points: readonly RegisterProblem[] })[] {
  const { keeper } = texts.screens.registerForm;
  const groups = Map.groupBy(problems, ({ path }) => ownerInWords(register, path) || keeper);
  return [...groups].map(([title, points]) => ({ title, points }));
}

/** One line: which site or copy it is about, what is open, and why. */
export function registerPointInWords(register: CustodyRegister, point: RegisterProblem, texts: SpokenTexts): string {
  const row = rowOfRegister(register, point.path, texts);
  const label = texts.screens.registerForm.members[memberName(point.path)] ?? point.path;
  return `${row === '' ? '' : `${row}: `}${label} – ${texts.registerRemark(point)}`;
}

/** The codes and the name of the person whose row a path leads into; empty where it is nobody's, or nobody has said who it is. */
function ownerInWords({ people, custodians }: CustodyRegister, path: string): string {
  const row = rowOfMember(path);
  if (row === undefined || path.startsWith('sites')) return '';
  const person = path.startsWith('people') ? people[row]?.id : custodians[row]?.person;
  const codes = custodians.filter((each) => each.person === person).map(({ id }) => id);
  return [...codes, shownText(people.find(({ id }) => id === person)?.name)].filter((part) => part !== '').join(' ');
}

function rowOfRegister(register: CustodyRegister, path: string, { custody, screens }: SpokenTexts): string {
  const { unnamed, unnamedSite } = screens.registerForm;
  const row = rowOfMember(path);
  if (row === undefined) return '';
  if (path.startsWith('sites')) return shownText(register.sites[row]?.name) || unnamedSite(row + 1);
  if (path.startsWith('people')) return ownerInWords(register, path) === '' ? unnamed : '';
  const copy = /copies\[(\d+)\]/.exec(path)?.[1];
  return copy === undefined || register.custodians[row]?.copies.length === 1 ? '' : custody.copy(Number(copy) + 1);
}
