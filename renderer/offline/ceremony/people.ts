// People of the plan, as a screen offers them to answer for something.
import type { Plan, PlanRole } from '#shared/plan/plan.ts';

/** Ids of two people; an empty one is not chosen yet. */
export type TwoPeople = readonly [string, string];
export const nobodyYet: TwoPeople = ['', ''];

/** The people with these roles in the plan; others may be chosen. */
export function suggested({ people }: Plan, ...roles: readonly [PlanRole, PlanRole]): TwoPeople {
  const first = people.find((person) => person.roles.includes(roles[0]))?.id ?? '';
  const second = people.find((person) => person.id !== first && person.roles.includes(roles[1]))?.id ?? '';
  return [first, second];
}

export const areTwo = ([first, second]: TwoPeople): boolean => first !== '' && second !== '' && first !== second;

/** As a call wants them. */
export const asCall = ([first, second]: TwoPeople): [string, string] => [first, second];
