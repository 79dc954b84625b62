// Every page beside the ceremony by itself, over a fake of main: reachable for everybody, quiet, true to the policy, not cut off.
import AxeBuilder from '@axe-core/playwright';
import { type Browser, expect, test } from '@playwright/test';
import { deskStates } from '../fakes/desk-states.ts';
import { fakeContext, launchChromium, openFake, refuseNext } from '../fakes/fake-app.ts';
import { states } from '../fakes/states.ts';

let browser: Browser;
test.beforeAll(async () => {
  browser = await launchChromium();
});
test.afterAll(() => browser.close());

for (const [name, { view, answers, open }] of Object.entries(deskStates)) {
  test(`${name}: axe finds nothing in light and dark, and nothing is cut off at 200 %`, async () => {
    const { context, escaped } = await fakeContext(browser, { reducedMotion: 'reduce' });
    const { page, complaints } = await openFake(context, { view, answers });
    await open(page);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
    }
    await page.setViewportSize({ width: 683, height: 384 });
    const isCut = await page.evaluate('document.scrollingElement.scrollWidth > document.scrollingElement.clientWidth');
    expect(isCut).toBe(false);
    expect(complaints).toEqual([]);
    expect(escaped).toEqual([]);
    await context.close();
  });
}

test('everything that is wrong with a plan stands there at once', async () => {
  const { context } = await fakeContext(browser);
  const view = states['start'];
  if (view === undefined) throw new Error('no such state');
  const answers = { 'desk.pick': { token: 'p'.repeat(22), name: 'plan.json' } };
  const { page } = await openFake(context, { view, answers });
  await refuseNext(page, {
    code: 'PLAN_INVALID',
    problems: [
      { path: 'quorum', rule: 'quorum-above-custodians', required: 4, custodians: 3 },
      { path: 'people[0].roles', rule: 'role-conflict', person: 'ann', roles: ['OP', 'W1'] },
    ],
  });
  await page.getByRole('button', { name: 'Plan and approvals' }).click();
  await page.getByRole('button', { name: 'Choose the plan' }).click();
  const problems = page.getByRole('alert', { name: 'Problems of the plan' });
  await expect(problems.getByRole('listitem')).toHaveCount(2);
  await expect(problems).toContainText('4 custodians must come, but there are only 3');
  await expect(page.getByRole('region', { name: 'Approve' })).toBeHidden();
  await context.close();
});
