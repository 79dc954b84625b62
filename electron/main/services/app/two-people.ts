// Two people who answer for something, as the confirmation view asks for them.
import { refuse } from '#shared/faults/fault.ts';
import { isPersonName, peopleAmong } from '#shared/formatting/person-name.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import type { Catalogue } from '#shared/messages/catalogue.ts';
import { roleName } from '#shared/messages/role-name.ts';
import { suggestedPeople, whoMayAnswer } from '#shared/plan/people.ts';
import type { Plan, PlanRole } from '#shared/plan/plan.ts';
import { type AskedField, field, type Typed } from './confirmation.ts';

/** What is typed again where it does not name two people. */
export const unlessTwo = ['TWO_PEOPLE_NEEDED', 'PERSON_NAME_UNCLEAR', 'PERSON_NOT_IN_PLAN'] as const;

/** Where no plan names anybody, they type their names. @param known those who answered before, who are most often still there */
export const nameFields = ({ screens: { emergency } }: Catalogue, known: readonly string[] = []): AskedField[] => [
  field('first', emergency.people.first, { value: known[0] ?? '' }),
  field('second', emergency.people.second, { value: known[1] ?? '' }),
];

/** Two of a plan are chosen by name and roles. @param roles of those who are chosen at first */
export function personFields(
  plan: Plan,
  { screens, ceremony }: Catalogue,
  ...roles: readonly [] | readonly [PlanRole, PlanRole]
): AskedField[] {
  const t = screens.ceremony.people;
  const people = whoMayAnswer(plan).map((person) => ({
    value: person.id,
    title: `${person.name} (${person.roles.map((role) => roleName(ceremony.roles, role)).join(', ')})`,
  }));
  const form = { kind: 'choice', choices: [{ value: '', title: t.choose }, ...people] } as const;
  const [first, second] = roles.length === 0 ? (['', ''] as const) : suggestedPeople(plan, ...roles);
  return [
    field('first', t.first, { value: first, form: { ...form, choices: [...form.choices] } }),
    field('second', t.second, { value: second, form: { ...form, choices: [...form.choices] } }),
  ];
}

/** The ids of two people of a plan, as they were chosen. */
export const chosenPeople = ({ first = '', second = '' }: Typed): readonly [string, string] => [first, second];

/** @throws PERSON_NAME_UNCLEAR, TWO_PEOPLE_NEEDED */
export function typedNames({ first = '', second = '' }: Typed): readonly [string, string] {
  const by = [first.trim(), second.trim()] as const;
  const unclear = by.find((name) => !isPersonName(name));
  if (unclear !== undefined) refuse({ code: 'PERSON_NAME_UNCLEAR', person: visibleText(unclear, 80) });
  return peopleAmong(by) === 2 ? by : refuse({ code: 'TWO_PEOPLE_NEEDED' });
}
