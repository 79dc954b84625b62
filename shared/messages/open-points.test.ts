// What is open in a draft is said once, to the one who can supply it.
import { describe, expect, it } from 'vitest';
import { draftProblems } from '#core/plan/plan-draft.ts';
import { registerDraftProblems } from '#core/register/register-draft.ts';
import { recoveryPlan } from '#core/plan/testdata/sample-plan.ts';
import { stepNeeds } from '../plan/step-needs.ts';
import { blank, planTemplate } from '../plan/template.ts';
import { copyOf, custodianOf, registerOf } from '../register/testdata/registers.ts';
import { languages } from './languages.ts';
import { loadCatalogue } from './load-catalogue.ts';
import { openGroups, openPointInWords, openRegisterGroups, registerPointInWords } from './open-points.ts';

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

it('has what is open in a register by whose it is, the rest for whoever keeps it', async () => {
  const texts = await loadCatalogue('en');
  const whole = registerOf(2, 2);
  const register = {
    ...whole,
    hsm: { ...whole.hsm, name: blank },
    people: [
      ...whole.people.map((each, at) => (at === 1 ? { ...each, name: blank } : each)),
      { id: 'porter', name: blank, employer: null, hsmAdministrator: false },
    ],
    sites: whole.sites.map((site, at) => (at === 1 ? { ...site, region: 'r'.repeat(41) } : site)),
    custodians: [
      custodianOf(1, { certificateSha256: blank }),
      custodianOf(2, { copies: [copyOf(2, 1), copyOf(2, 2, { bag: copyOf(1, 1).bag })] }),
    ],
  };
  const groups = openRegisterGroups(register, registerDraftProblems(register), texts);
  expect(
    groups.map(({ title, points }) => [title, ...points.map((point) => registerPointInWords(register, point, texts))]),
  ).toEqual([
    [
      'Whoever keeps the register',
      'Name of the HSM – This is missing.',
      'Person without a name: Name – This is missing.',
      'Vault 1: Region – This is too large or too long.',
    ],
    ['C2', 'Name – This is missing.', 'copy 2: Number of the bag – “B004413” is given twice.'],
    ['C1 Anna Berg', 'SHA-256 of the certificate – This is missing.'],
  ]);
});
