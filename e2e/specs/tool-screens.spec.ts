// Single pages beside the ceremony, over a fake of main.
import { toolStates } from '../fakes/tool-states.ts';
import { refuseNext } from '../fakes/fake-app.ts';
import { expect, test } from '../fakes/fake-test.ts';
import { states } from '../fakes/states.ts';
import { othersLong } from '../support/long.ts';

test('everything that is wrong with a plan stands there at once', async ({ openOn }) => {
  const answers = { 'files.pick': { token: 'p'.repeat(22), name: 'plan.json' } };
  const { page } = await openOn({ view: states.start, answers });
  await refuseNext(page, {
    code: 'PLAN_INVALID',
    problems: [
      { path: 'quorum', rule: 'quorum-above-custodians', required: 4, custodians: 3 },
      { path: 'people[0].roles', rule: 'role-conflict', person: 'ann', roles: ['OP', 'W1'] },
    ],
  });
  await page.getByRole('button', { name: 'Papers and proofs' }).click();
  await page.getByRole('button', { name: 'Plan and approvals' }).click();
  await page.getByRole('button', { name: 'Choose the plan' }).click();
  const problems = page.getByRole('alert', { name: 'Problems of the plan' });
  await expect(problems.getByRole('listitem')).toHaveCount(2);
  await expect(problems).toContainText('4 custodians must come, but there are only 3');
  await expect(page.getByRole('region', { name: 'Approve' })).toBeHidden();
});

test('a refusal that may mean a stranger’s key leads through the incident sheet, step by step', async ({ openOn }) => {
  const state = toolStates['incident-by-itself'];
  const { page } = await openOn(state);
  await state.open(page);
  await expect(page.getByRole('heading', { level: 1, name: /^Incident/ })).toBeVisible();
  await expect(page.getByRole('alert', { name: 'Why this page opened' })).toContainText('BUNDLE_OBSERVERS_DISAGREE');
  const done = page.getByRole('button', { name: 'Done, and written on the sheet' });
  const steps = page.getByRole('list', { name: 'Steps of the incident sheet' }).locator('> li');
  for (const shown of [1, 2, 3]) {
    await expect(steps).toHaveCount(shown);
    await done.click();
  }
  // Step I4 is a decision: there is no way on without it, and with a No step I5 is left out.
  await expect(done).toBeDisabled();
  await page.getByText('No', { exact: true }).click();
  await done.click();
  await expect(steps.nth(4)).toContainText('I6');
  await done.click();
  await page.getByRole('button', { name: 'Open journal and exceptions' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Journal and exceptions' })).toBeVisible();
});

test('evidence of a restore that failed is no good news, and says what to do', async ({ openOn }) => {
  const state = toolStates['evidence-failed'];
  const { page } = await openOn(state);
  await state.open(page);
  const shown = page.getByRole('region', { name: 'Report' });
  await expect(shown).toContainText('Do not rely on these keys yet.');
  await expect(shown).not.toContainText('The package is whole.');
});

for (const [at, [name, region]] of (
  [
    ['bundle-verified', 'Verified'],
    ['evidence-report', 'Report'],
    ['observer-compared', 'Compared'],
  ] as const
).entries()) {
  test(
    `what came of an action is seen and read where its button stands low: ${name}`,
    othersLong(at),
    async ({ openOn }) => {
      const state = toolStates[name];
      const { page } = await openOn(state, 'offline', { viewport: { width: 1093, height: 614 } });
      await state.open(page);
      const shown = page.getByRole('region', { name: region });
      await expect(shown).toBeFocused();
      // Its beginning, or the whole of it where it fits.
      await expect(shown.locator('> *').first()).toBeInViewport();
    },
  );
}
