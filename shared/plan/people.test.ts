// Only people of the plan sign for something, as the plan spells them.
import { describe, expect, it } from 'vitest';
import { faultOf } from '#e2e/support/faults.ts';
import { namesInPlan, sheetOfPlan, twoOfPlan } from './people.ts';

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
