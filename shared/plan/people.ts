// Who answers for something: people of the plan, by the names that it gives them, however they were typed.
import { refuse } from '../faults/fault.ts';
import { peopleAmong, personKey } from '../formatting/person-name.ts';
import { visibleText } from '../formatting/visible-text.ts';
import type { ExceptionSheet } from '../journal/events.ts';
import type { Plan, PlanRole } from './plan.ts';

/** Null where no plan names anybody: an emergency takes the names as they were typed. */
export type People = { readonly people: Plan['people'] | null };

/** People who may answer for a step: those who do more than keep a key. */
export function whoMayAnswer({ people }: Pick<Plan, 'people'>): Plan['people'] {
  const able = people.filter(({ roles }) => roles.some((role) => role !== 'C' && role !== 'ADM'));
  return able.length >= 2 ? able : people;
}

/** Ids of the people with these roles in the plan, empty where there are none; others may be chosen. */
export function suggestedPeople(
  { people }: Pick<Plan, 'people'>,
  ...roles: readonly [PlanRole, PlanRole]
): readonly [string, string] {
  const first = people.find((person) => person.roles.includes(roles[0]))?.id ?? '';
  const second = people.find((person) => person.id !== first && person.roles.includes(roles[1]))?.id ?? '';
  return [first, second];
}

/**
 * The names as the plan spells them, or as they were typed where there is no plan.
 * @throws PERSON_NOT_IN_PLAN
 */
export const namesInPlan = ({ people }: People, typed: readonly string[]): string[] =>
  typed.map((name) => {
    if (people === null) return visibleText(name.trim(), 80);
    const found = people.find((person) => personKey(person.name) === personKey(name));
    return found?.name ?? refuse({ code: 'PERSON_NOT_IN_PLAN', person: visibleText(name, 80) });
  });

/**
 * Two different people of the plan, as it spells their names; any two where there is no plan.
 * @throws CONFIRMATION_ONE_PERSON, PERSON_NOT_IN_PLAN
 */
export function twoOfPlan(plan: People, by: readonly string[]): string[] {
  if (peopleAmong(by) < 2) refuse({ code: 'CONFIRMATION_ONE_PERSON' });
  return namesInPlan(plan, by);
}

/**
 * An exception sheet as the plan spells its people: who decided, and who follows it up.
 * @throws PERSON_NOT_IN_PLAN
 */
export function sheetOfPlan<Sheet extends Pick<ExceptionSheet, 'decidedBy' | 'followUp'>>(
  plan: People,
  sheet: Sheet,
): Sheet {
  const [followUp = sheet.followUp, ...decidedBy] = namesInPlan(plan, [sheet.followUp, ...sheet.decidedBy]);
  return { ...sheet, decidedBy, followUp };
}
