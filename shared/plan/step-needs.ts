// What steps of the script need of a plan and do not find. Nothing of it makes a plan wrong: it makes people are at a step without it.
import { givesKeys } from './kind.ts';
import { holdersOf } from './edits.ts';
import type { Plan, PlanRole } from './plan.ts';

/** One thing that is not in the plan: where it belongs, and the first step that asks for it. */
export interface StepNeed {
  /** As in a problem: `people[2].phone`. */
  readonly path: string;
  readonly step: string;
  readonly need: 'telephone' | 'media-controller' | 'boot-medium' | 'site' | 'reachable';
}

/** Who is called, by the number in the plan, and in which step. */
const paired: readonly (readonly [PlanRole, string])[] = [
  ['OP', 'M9'],
  ['RO1', 'M9N'],
];
const called: Readonly<Record<Plan['kind'], typeof paired>> = {
  recovery: [...paired, ['RO2', 'B7']],
  activation: paired,
  're-wrap': paired,
  drill: [],
};

/** Everything that a step would ask for in vain, in the order of the plan. */
export function stepNeeds(plan: Plan): readonly StepNeed[] {
  const { people, custodians, versions, kind } = plan;
  const pathOf = (id: string): string => `people[${people.findIndex((person) => person.id === id)}].phone`;
  const silent = called[kind].flatMap(([role, step]) =>
    holdersOf(plan, role)
      .filter(({ phone }) => phone === null)
      .map(({ id }): StepNeed => ({ path: pathOf(id), step, need: 'telephone' })),
  );
  // Who is asked to come must be reachable before the ceremony begins (B0, D2).
  const away = people.flatMap(({ id, roles, phone }): StepNeed[] =>
    roles.includes('C') && phone === null && !givesKeys(kind)
      ? [{ path: pathOf(id), step: kind === 'drill' ? 'D2' : 'B0', need: 'reachable' }]
      : [],
  );
  const homeless = custodians.flatMap(({ site }, at): StepNeed[] =>
    site === null && kind !== 'recovery'
      ? [{ path: `custodians[${at}].site`, step: kind === 'drill' ? 'D1' : 'A25', need: 'site' }]
      : [],
  );
  return [
    ...(holdersOf(plan, 'MC').length === 0 ? [{ path: 'people', step: 'O7', need: 'media-controller' } as const] : []),
    ...silent,
    ...away,
    ...homeless,
    ...(versions.bootMediumSha256 === null
      ? [{ path: 'versions.bootMediumSha256', step: 'M3', need: 'boot-medium' } as const]
      : []),
  ];
}
