// What steps of the script need of a plan and do not find. Nothing of it makes a plan wrong: it makes people are at a step without it.
import { keysAtRisk } from '../register/copies.ts';
import { givesKeys } from './kind.ts';
import { holdersOf, sitesOf } from './edits.ts';
import type { Plan, PlanRole } from './plan.ts';

/** What keys and the sites of custodians mean: for a quorum, as the register says it too, and for journeys. */
type SiteNeed = 'keys-without-copy' | 'site-holds-quorum' | 'journeys' | 'journey-unknown' | 'journey-of-nobody';

/** One thing that is not in the plan: where it belongs, and the first step that asks for it. */
export interface StepNeed {
  /** As in a problem: `people[2].phone`. */
  readonly path: string;
  readonly step: string;
  readonly need: 'telephone' | 'media-controller' | 'boot-medium' | 'site' | 'reachable' | SiteNeed;
}

/** Who is called, by the number in the plan, and in which step. */
const paired: readonly (readonly [PlanRole, string])[] = [
  ['RO1', 'M9'],
  ['OP', 'M9N'],
];
const called: Readonly<Record<Plan['kind'], typeof paired>> = {
  recovery: [...paired, ['RO2', 'B7'], ['CA', 'C20']],
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
    ...keysWithoutCopy(plan),
    ...quorumAtOneSite(plan),
    ...journeys(plan),
    ...(versions.bootMediumSha256 === null
      ? [{ path: 'versions.bootMediumSha256', step: 'M3', need: 'boot-medium' } as const]
      : []),
  ];
}

/** Where keys are placed, or where it is counted who comes. */
const placing = (kind: Plan['kind']): string => (givesKeys(kind) ? 'A25' : kind === 'drill' ? 'D2' : 'B3');

/** Tokens without a copy of their key, where fewer than two custodians could be lost. */
function keysWithoutCopy({ custodians, quorum, kind }: Plan): readonly StepNeed[] {
  const keys = custodians.map(({ id, token }) => ({ id, isSingle: token !== undefined }));
  return (keysAtRisk(quorum.required, keys)?.withoutCopy ?? []).map((id) => ({
    path: `custodians[${keys.findIndex((each) => each.id === id)}].token`,
    step: placing(kind),
    need: 'keys-without-copy',
  }));
}

/** Who reaches one site holds the security domain: asked where keys are placed, and where it is counted who comes. */
function quorumAtOneSite(plan: Plan): readonly StepNeed[] {
  const { custodians, quorum, kind } = plan;
  const step = placing(kind);
  return sitesOf(plan)
    .filter((site) => custodians.filter((each) => each.site === site).length >= quorum.required)
    .map((site) => ({
      path: `custodians[${custodians.findIndex((each) => each.site === site)}].site`,
      step,
      need: 'site-holds-quorum',
    }));
}

/** A recovery waits for its custodians, and for each stick on its way between the rooms. */
function journeys(plan: Plan): readonly StepNeed[] {
  const { travel, kind } = plan;
  if (kind !== 'recovery') return [];
  // As a template has it: nobody has said anything of any journey.
  if (travel === undefined || (travel.rooms === 0 && travel.sites.length === 0)) {
    return [{ path: 'travel', step: 'B3', need: 'journeys' }];
  }
  const sites = sitesOf(plan);
  const unknown = sites.filter((site) => !travel.sites.some((each) => each.site === site));
  return [
    ...unknown.map((site): StepNeed => ({
      path: `custodians[${plan.custodians.findIndex((each) => each.site === site)}].site`,
      step: 'B3',
      need: 'journey-unknown',
    })),
    ...travel.sites.flatMap(({ site }, at): readonly StepNeed[] =>
      sites.includes(site) && travel.sites.findIndex((each) => each.site === site) === at
        ? []
        : [{ path: `travel.sites[${at}].site`, step: 'B3', need: 'journey-of-nobody' }],
    ),
  ];
}
