// What is open in a draft is said once, to the one who can supply it.
import { describe, expect, it } from 'vitest';
import { draftProblems } from '#core/plan/plan-draft.ts';
import { recoveryPlan } from '#core/plan/testdata/sample-plan.ts';
import { stepNeeds } from '../plan/step-needs.ts';
import { blank, planTemplate } from '../plan/template.ts';
import { languages } from './languages.ts';
import { loadCatalogue } from './load-catalogue.ts';
import { openGroups, openPointInWords } from './open-points.ts';

const template = planTemplate({
  ...{ kind: 'recovery', practice: false, ceremony: 'MHSM-DR-9', date: '2026-10-14' },
  ...{ custodians: 3, required: 2, app: recoveryPlan.versions.app },
});

describe.each(languages)('what is open in a draft, in %s', (language) => {
  it('has each point once, and in one group', async () => {
    const texts = await loadCatalogue(language);
    const problems = draftProblems(template);
    const points = openGroups(template, problems, texts).flatMap((group) => group.points);
    expect(new Set(points).size).toBe(points.length);
    expect(points).toHaveLength(problems.length + stepNeeds(template).length);
    const lines = points.map((point) => openPointInWords(template, point, texts));
    expect(lines.filter((line) => line.includes('[') || line.includes('undefined'))).toEqual([]);
  });
});

it('names who owes it, whose row it is, and what is wrong with it', async () => {
  const texts = await loadCatalogue('en');
  const [first, ...others] = recoveryPlan.custodians;
  if (first === undefined) throw new Error('there is a custodian');
  const plan = {
    ...recoveryPlan,
    target: { ...recoveryPlan.target, tenant: blank, location: 'North Europe' },
    custodians: [{ ...first, certificateSha256: blank }, ...others],
  };
  const said = openGroups(plan, draftProblems(plan), texts)
    .filter(({ isAllowed }) => !isAllowed)
    .map(({ title, points }) => [title, ...points.map((point) => openPointInWords(plan, point, texts))]);
  expect(said).toEqual([
    ['1 thing to correct', 'Region – This is not written as it must be: for example northeurope.'],
    ['An Azure administrator can look it up in the portal', 'Tenant id'],
    ['The custodians, or the register of custody', 'C1: SHA-256 of the certificate'],
  ]);
});

it('has nothing to say of a whole plan but what steps ask for', async () => {
  const groups = openGroups(recoveryPlan, draftProblems(recoveryPlan), await loadCatalogue('en'));
  expect(groups.map(({ id, isAllowed }) => [id, isAllowed])).toEqual([['needs', true]]);
});
