// Names for the people of a rehearsal: who plays two parts is one person of the plan, and two parts that are always two people are not given to one.
import { describe, expect, it } from 'vitest';
import { faultOf } from '#e2e/support/faults.ts';
import { teamSchema } from '../contract/tools/rehearsal.ts';
import { roleConflicts } from '../plan/role-conflicts.ts';
import { planRuleProblems } from '../plan/rules.ts';
import { planTemplate } from '../plan/template.ts';
import { castOf, nameIn, type Part, partsOf, type Team, withCast } from './team.ts';

const custodians = 3;
const otherwise = (person: string): string => `PRACTICE ${person}`;
const cast = (team: Team) => castOf(team, custodians, otherwise);
const template = planTemplate({
  kind: 'recovery',
  practice: true,
  ceremony: 'PRACTICE-REHEARSAL-1',
  date: '2026-10-14',
  custodians,
  required: 2,
  app: '0.1.0',
});
const planOf = (team: Team) => withCast(template, cast(team));
/** What the rules of every plan say about its people. */
const problemsOf = (team: Team): string[] =>
  planRuleProblems(planOf(team))
    .map(({ path, rule }) => `${path} ${rule}`)
    .filter(
      (problem) => !problem.endsWith('left-blank') && /^(?:people|custodians\[\d\]\.person|identities)/.test(problem),
    );

describe('the names of a team', () => {
  it('are those of the practice set where nobody is named', () => {
    const { people } = planOf({});
    expect(people.map(({ id, name }) => [id, name])).toEqual(template.people.map(({ id }) => [id, otherwise(id)]));
    expect(problemsOf({}).filter((problem) => !problem.includes('given-twice'))).toEqual([]);
  });

  it('stand in the plan for whoever is named', () => {
    const team = { OP: 'Player OP', C2: 'Player C2' };
    const { people } = planOf(team);
    const nameOf = (id: string) => people.find((person) => person.id === id)?.name;
    expect([nameOf('offline-operator'), nameOf('custodian-2')]).toEqual(['Player OP', 'Player C2']);
    expect(nameOf('custodian-1')).toBe('PRACTICE custodian-1');
    expect(nameIn(cast(team), 'custodian-2')).toBe('Player C2');
  });

  it('make one person of whoever plays two parts, with the roles, the share and the identity of both', () => {
    const plan = planOf({ OP: 'Player', C2: ' player ', CA: 'Other' });
    const player = plan.people.find(({ name }) => name === 'Player');
    expect(player).toMatchObject({ id: 'offline-operator', roles: ['OP', 'C'] });
    expect(plan.people.some(({ id }) => id === 'custodian-2')).toBe(false);
    expect(plan.custodians[1]?.person).toBe('offline-operator');
    expect(plan.identities.find(({ role }) => role === 'offline')?.person).toBe('offline-operator');
  });
});

describe('two parts that are always two people', () => {
  const partOf = (role: string): Part =>
    role === 'MC' ? 'CA' : role === 'C' ? 'C1' : (partsOf(custodians).find((part) => part === role) ?? 'C3');
  const pairs = roleConflicts
    .filter(({ roles }) => roles.every((role) => ['CA', 'OP', 'C', 'RO1', 'RO2', 'W1', 'MC'].includes(role)))
    .map(({ roles: [one, other] }): [Part, Part] => [partOf(one), partOf(other)]);

  it.each([...pairs, ['C1', 'C2'] as const])('%s and %s are not given to one', (one, other) => {
    const parts = partsOf(custodians).filter((part) => part === one || part === other);
    expect(faultOf(() => cast({ [one]: 'Player', [other]: 'PLAYER' }))).toMatchObject({
      code: 'REHEARSAL_ONE_PERSON',
      parts,
    });
  });

  it('are told apart from the names of the practice set too', () => {
    expect(faultOf(() => cast({ RO1: 'PRACTICE operator-2' })).code).toBe('REHEARSAL_ONE_PERSON');
  });

  it('are all that is refused: every other pair of parts makes a plan by the rules', () => {
    const all = partsOf(custodians);
    for (const [at, one] of all.entries()) {
      for (const other of all.slice(at + 1)) {
        const team = { [one]: 'Player', [other]: 'Player' };
        let isRefused = false;
        try {
          cast(team);
        } catch {
          isRefused = true;
        }
        if (!isRefused) expect(problemsOf(team), `${one} and ${other}`).toEqual(problemsOf({}));
      }
    }
  });
});

it('has no part for a custodian whom the rehearsal will not have', () => {
  expect(faultOf(() => cast({ C4: 'Player' }))).toEqual({ code: 'DOCUMENT_CUSTODIAN', custodian: 'C4' });
});

it.each([{ OP: '' }, { OP: ' Player' }, { OP: 'Pla\u200byer' }, { OP: 'P'.repeat(81) }, { XX: 'Player' }])(
  'takes %j for no team',
  (team) => {
    expect(teamSchema.safeParse(team).success).toBe(false);
  },
);
