// Only people of the plan sign for something, as the plan spells them.
import { describe, expect, it } from 'vitest';
import { faultOf } from '#e2e/support/faults.ts';
import type { PlanRole } from './plan.ts';
import { namesInPlan, sheetOfPlan, suggestedPeople, twoOfPlan, whoMayAnswer } from './people.ts';

const person = (id: string, name: string) => ({ id, name, employer: null, phone: null, roles: [] });
const plan = { people: [person('a', 'Anna Berg'), person('b', 'Elif Yıldız'), person('c', 'Chiamaka Obi')] };
const sheet = { decidedBy: ['ELIF  Yıldız', 'anna berg'], followUp: 'Chiamaka\u200b Obi', found: 'A torn bag' };

describe('people of a plan', () => {
  it('are named as it spells them, in the order in which they were typed', () => {
    expect(namesInPlan(plan, [' chiamaka obi', 'Anna\u00a0Berg'])).toEqual(['Chiamaka Obi', 'Anna Berg']);
    expect(namesInPlan(plan, [])).toEqual([]);
  });

  it('are not whoever the plan does not name, and no mark of that name reaches the screen unseen', () => {
    expect(faultOf(() => namesInPlan(plan, ['Anna Berg', 'Greta\u202eLindqvist']))).toEqual({
      code: 'PERSON_NOT_IN_PLAN',
      person: 'Greta\\u{202e}Lindqvist',
    });
  });

  it('are taken as they were typed where there is no plan', () => {
    expect(namesInPlan({ people: null }, [' Greta\u202eLindqvist '])).toEqual(['Greta\\u{202e}Lindqvist']);
  });

  it('are two, as the plan spells them, and not one under two spellings', () => {
    expect(twoOfPlan(plan, ['ELIF  Yıldız', 'anna berg'])).toEqual(['Elif Yıldız', 'Anna Berg']);
    for (const by of [['Anna Berg', 'ANNA  berg'], ['Anna Berg'], []])
      expect(faultOf(() => twoOfPlan(plan, by))).toEqual({ code: 'CONFIRMATION_ONE_PERSON' });
  });

  it('sign a sheet: who decided, and who follows it up', () => {
    expect(sheetOfPlan(plan, sheet)).toEqual({
      decidedBy: ['Elif Yıldız', 'Anna Berg'],
      followUp: 'Chiamaka Obi',
      found: 'A torn bag',
    });
  });

  it.each([
    ['to decide', { ...sheet, decidedBy: ['Anna Berg', 'Greta Lindqvist'] }],
    ['to follow it up', { ...sheet, followUp: 'Greta Lindqvist' }],
  ])('are asked for on a sheet %s', (_, strange) => {
    expect(faultOf(() => sheetOfPlan(plan, strange))).toEqual({
      code: 'PERSON_NOT_IN_PLAN',
      person: 'Greta Lindqvist',
    });
  });
});

describe('people who may answer for a step', () => {
  const withRoles = (...roles: readonly (readonly PlanRole[])[]) => ({
    people: roles.map((own, at) => ({ ...person(String(at), `Person ${at}`), roles: [...own] })),
  });
  const idsOf = (people: ReturnType<typeof whoMayAnswer>): string => people.map(({ id }) => id).join('');

  it('do more than keep a key, where two of them do', () => {
    expect(idsOf(whoMayAnswer(withRoles(['C'], ['ADM'], ['C', 'RO1'], ['W1'])))).toBe('23');
    expect(idsOf(whoMayAnswer(withRoles(['C'], ['ADM'], ['W1'])))).toBe('012');
  });

  it('are suggested by their roles, and never one of them twice', () => {
    const team = withRoles(['C'], ['RO1', 'W1'], ['RO1'], ['W1']);
    expect(suggestedPeople(team, 'RO1', 'W1')).toEqual(['1', '3']);
    expect(suggestedPeople(withRoles(['RO1', 'W1']), 'RO1', 'W1')).toEqual(['0', '']);
    expect(suggestedPeople(withRoles(['C']), 'RO1', 'W1')).toEqual(['', '']);
  });
});
