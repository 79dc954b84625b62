// A draft is checked as the plan is: nothing is reported if and only if it has become one, and a blank is reported once.
import { describe, expect, it } from 'vitest';
import { faultCode, faultOf } from '#e2e/support/faults.ts';
import type { Plan } from '#shared/plan/plan.ts';
import { blank, planTemplate } from '#shared/plan/template.ts';
import { approvePlan } from './approval.ts';
import { draftOfPlanFile, draftProblems, encodePlanDraft, planOfDraft, readPlanDraft } from './plan-draft.ts';
import { encodePlan } from './plan-file.ts';
import { recoveryPlan } from './testdata/sample-plan.ts';
import { operator1 } from '../transfer/testdata/samples.ts';

const template = planTemplate({
  kind: 'recovery',
  practice: false,
  ceremony: 'MHSM-DR-9',
  date: '2026-10-14',
  custodians: 3,
  required: 2,
  app: '0.1.0',
});

/** Every text of a plan, by the way that leads to it. */
function textsOf(value: unknown, way: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value === 'string') return [way];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) => textsOf(each, [...way, name]));
}

function withText(plan: Plan, way: readonly string[], text: string): Plan {
  const copy = structuredClone(plan);
  let place: Record<string, unknown> = copy;
  for (const name of way.slice(0, -1)) place = place[name] as Record<string, unknown>;
  place[way.at(-1) ?? ''] = text;
  return copy;
}

const isPlan = (draft: Plan): boolean => {
  try {
    planOfDraft(draft);
    return true;
  } catch {
    return false;
  }
};

describe('what is wrong with a draft', () => {
  it('is nothing where it is a plan already', () => {
    expect(draftProblems(recoveryPlan)).toEqual([]);
    expect(planOfDraft(recoveryPlan)).toEqual(recoveryPlan);
  });

  it('is every blank of a template, once, and nothing that follows from a blank', () => {
    const problems = draftProblems(template);
    const placeholders = textsOf(template).filter((way) => {
      let value: unknown = template;
      for (const name of way) value = (value as Record<string, unknown>)[name];
      return value === blank;
    });
    expect(problems.map(({ rule }) => rule)).toEqual(placeholders.map(() => 'left-blank'));
    expect(new Set(problems.map(({ path }) => path)).size).toBe(placeholders.length);
  });

  it('is what the rules find too, while other members are blank', () => {
    const draft = { ...template, people: template.people.filter(({ roles }) => !roles.includes('W1')) };
    expect(draftProblems(draft)).toContainEqual({ path: 'people', rule: 'role-missing', role: 'W1' });
    const greedy = { ...template, quorum: { custodians: 3, required: 4 } };
    expect(draftProblems(greedy)).toContainEqual(
      expect.objectContaining({ path: 'quorum.required', rule: 'quorum-above-custodians' }),
    );
  });

  it('is one thing for each member, however many rules it breaks', () => {
    const draft = withText(recoveryPlan, ['target', 'uri'], 'recovered-hsm');
    expect(draftProblems(draft)).toEqual([{ path: 'target.uri', rule: 'wrong-form' }]);
  });

  // The attack: a member that one of the two lets through and the other does not.
  it.each(textsOf(recoveryPlan).filter(([first]) => !['format', 'kind'].includes(first ?? '')))(
    'agrees with what a plan is, wherever something else stands: %s %s %s',
    (...way) => {
      if (['role', 'roles', 'method'].includes(way.at(-1) ?? '') || way.includes('roles')) return;
      for (const text of [
        blank,
        '',
        'two words',
        '\u0007',
        'C1',
        'https://lost-hsm.managedhsm.azure.net',
        'x'.repeat(500),
      ]) {
        const draft = withText(recoveryPlan, way, text);
        expect([text, draftProblems(draft).length === 0]).toEqual([text, isPlan(draft)]);
      }
    },
  );

  it('is no space at the end of a text, which nobody sees', () => {
    const draft = { ...recoveryPlan, place: ' Room 1 ' };
    expect(draftProblems(draft)).toEqual([]);
    expect(planOfDraft(draft).place).toBe('Room 1');
  });
});

describe('the file of a draft', () => {
  it('is read as it was written, blanks and all', () => {
    expect(readPlanDraft(encodePlanDraft(template))).toEqual(template);
  });

  it('is no plan, and a plan is no draft', () => {
    expect(faultCode(() => readPlanDraft(encodePlan(recoveryPlan)))).toBe('DRAFT_FORM');
    expect(faultOf(() => draftOfPlanFile(encodePlanDraft(recoveryPlan)))).toMatchObject({ code: 'DRAFT_FORM' });
  });

  it.each([
    ['a member more', { more: 1 }],
    ['a list where a text belongs', { place: [] }],
    ['an unknown kind', { kind: 'holiday' }],
    ['an unknown role', { people: [{ ...template.people[0], roles: ['KING'] }] }],
    ['nobody', { people: [] }],
    ['a text without end', { place: 'x'.repeat(9000) }],
  ])('is refused with %s', (_, change) => {
    const bytes = Buffer.from(
      JSON.stringify({ format: 'lifeboat-plan-draft', v: 1, plan: { ...template, ...change } }),
    );
    expect(faultCode(() => readPlanDraft(bytes))).toBe('DRAFT_FORM');
  });

  it.each([
    ['another version', { format: 'lifeboat-plan-draft', v: 2, plan: template }],
    ['no plan', { format: 'lifeboat-plan-draft', v: 1 }],
    ['a member beside the plan', { format: 'lifeboat-plan-draft', v: 1, plan: template, more: 1 }],
    ['a list', []],
  ])('is refused as %s', (_, value) => {
    expect(faultCode(() => readPlanDraft(Buffer.from(JSON.stringify(value))))).toBe('DRAFT_FORM');
  });

  it('begins with a plan, with a signed one, and with a template', () => {
    expect(draftOfPlanFile(encodePlan(recoveryPlan))).toEqual(recoveryPlan);
    expect(draftOfPlanFile(approvePlan(recoveryPlan, operator1))).toEqual(recoveryPlan);
    expect(draftOfPlanFile(Buffer.from(JSON.stringify(template)))).toEqual(template);
  });
});
