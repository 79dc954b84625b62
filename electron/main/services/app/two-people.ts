// Two people who answer for something, as the confirmation view asks for them.
import type { ConfirmationSheet } from '#shared/contract/confirmation.ts';
import { refuse } from '#shared/faults/fault.ts';
import { isPersonName, peopleAmong } from '#shared/formatting/person-name.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import type { Catalogue } from '#shared/messages/catalogue.ts';
import { roleName } from '#shared/messages/role-name.ts';
import { whoMayAnswer } from '#shared/plan/people.ts';
import type { Plan } from '#shared/plan/plan.ts';
import type { Typed } from './confirmation.ts';

type Field = ConfirmationSheet['fields'][number];

const empty = { value: '', detail: null } as const;

/** Where no plan names anybody, they type their names. */
export const nameFields = ({ screens: { emergency } }: Catalogue): Field[] => [
  { ...empty, name: 'first', label: emergency.people.first, choices: null },
  { ...empty, name: 'second', label: emergency.people.second, choices: null },
];

/** Two of a plan are chosen by name and roles. */
export function personFields(plan: Plan, { screens, ceremony }: Catalogue): Field[] {
  const { first, second, choose } = screens.ceremony.people;
  const people = whoMayAnswer(plan).map(({ id, name, roles }) => ({
    value: id,
    title: `${name} (${roles.map((role) => roleName(ceremony.roles, role)).join(', ')})`,
  }));
  const choices = [{ value: '', title: choose }, ...people];
  return [
    { ...empty, name: 'first', label: first, choices },
    { ...empty, name: 'second', label: second, choices },
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
