// Who plays which role in a rehearsal: names for the people of its plan, and one person of it where two roles are played by one.
import { refuse } from '../faults/fault.ts';
import { personKey } from '../formatting/person-name.ts';
import { visibleText } from '../formatting/visible-text.ts';
import type { Plan, PlanRole } from '../plan/plan.ts';
import { conflictsAmong } from '../plan/role-conflicts.ts';

/** By the code of the role: the person of the plan's template who holds it, and all that this person holds. */
const holders = {
  CA: { person: 'administrator', roles: ['CA', 'MC'] },
  OP: { person: 'offline-operator', roles: ['OP'] },
  RO1: { person: 'operator-1', roles: ['RO1'] },
  RO2: { person: 'operator-2', roles: ['RO2'] },
  W1: { person: 'witness', roles: ['W1'] },
} as const satisfies Record<string, { readonly person: string; readonly roles: readonly PlanRole[] }>;

/** Roles of which there is one, in the order in which a team is asked. */
export const singleParts = ['CA', 'OP', 'RO1', 'RO2', 'W1'] as const satisfies readonly (keyof typeof holders)[];
const custodianParts = ['C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C7', 'C8', 'C9', 'C10'] as const;

/** A part in a rehearsal, by the code of its role; custodians by theirs in the plan. */
export type Part = (typeof singleParts)[number] | (typeof custodianParts)[number];
export const parts: readonly Part[] = [...singleParts, ...custodianParts];

/** The parts of a rehearsal with so many custodians. */
export const partsOf = (custodians: number): readonly Part[] => parts.slice(0, singleParts.length + custodians);

/** The role of a part: every custodian has the same. */
export const roleOf = (part: Part): (typeof singleParts)[number] | 'C' =>
  singleParts.find((each) => each === part) ?? 'C';

/** Who plays what, as the trainer has typed it; roles that are not in it keep the name from the practice set. */
export type Team = Readonly<Partial<Record<Part, string>>>;

interface Player {
  readonly part: Part;
  /** Id in the plan. */
  readonly person: string;
  readonly name: string;
  readonly roles: readonly PlanRole[];
}

/** Everybody who plays, each part once. */
export type Cast = readonly Player[];

/**
 * Everybody by part, with names.
 * @param otherwise the name of whom the team does not name, by the id in the plan
 * @throws DOCUMENT_CUSTODIAN for a custodian whom the plan will not have; REHEARSAL_ONE_PERSON
 */
export function castOf(team: Team, custodians: number, otherwise: (person: string) => string): Cast {
  const needed = partsOf(custodians);
  const surplus = parts.find((part) => team[part] !== undefined && !needed.includes(part));
  if (surplus !== undefined) refuse({ code: 'DOCUMENT_CUSTODIAN', custodian: surplus });
  const cast = needed.map((part) => {
    const { person, roles } = holderOf(part);
    return { part, person, roles, name: team[part] ?? otherwise(person) };
  });
  for (const player of cast) {
    const other = cast
      .slice(cast.indexOf(player) + 1)
      .find((each) => isSame(player, each) && mayNotBeOne(player, each));
    if (other) {
      const { part, name } = player;
      refuse({ code: 'REHEARSAL_ONE_PERSON', person: visibleText(name, 80), parts: [part, other.part] });
    }
  }
  return cast;
}

/** The name of a person of the plan. */
export const nameIn = (cast: Cast, person: string): string | undefined =>
  cast.find((each) => each.person === person)?.name;

/** A plan with this cast: each person has a name, and who plays several parts is one person with all their roles. */
export function withCast(plan: Plan, cast: Cast): Plan {
  const idOf = (person: string): string => {
    const player = cast.find((each) => each.person === person);
    return (player && cast.find((each) => isSame(each, player)))?.person ?? person;
  };
  const people = plan.people
    .filter(({ id }) => idOf(id) === id)
    .map((person) => ({
      ...person,
      name: nameIn(cast, person.id) ?? person.name,
      roles: plan.people.filter(({ id }) => idOf(id) === person.id).flatMap(({ roles }) => roles),
    }));
  return {
    ...plan,
    people,
    custodians: plan.custodians.map((each) => ({ ...each, person: idOf(each.person) })),
    identities: plan.identities.map((each) => ({ ...each, person: idOf(each.person) })),
  };
}

function holderOf(part: Part): Pick<Player, 'person' | 'roles'> {
  const role = roleOf(part);
  return role === 'C' ? { person: `custodian-${part.slice(1)}`, roles: ['C'] } : holders[role];
}

const isSame = (one: Player, other: Player): boolean => personKey(one.name) === personKey(other.name);

/** Two custodians are always two people; of other parts the rules of every plan say it. Nothing is waived in a rehearsal. */
const mayNotBeOne = (one: Player, other: Player): boolean =>
  (one.roles.includes('C') && other.roles.includes('C')) ||
  conflictsAmong(new Set([...one.roles, ...other.roles])).length > 0;
