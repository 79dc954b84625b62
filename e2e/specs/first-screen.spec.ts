// The first screen asks what somebody came for, shows what to bring, and is one press away from practice, from the manual and from other pages.
import { expect, test } from '../fixture.ts';

test('what somebody came for leads to what to bring, and by two presses into practice', async ({ start }) => {
  const pages = await start();
  const bring = pages.page.getByRole('region', { name: 'Bring this' });
  await expect(bring).toBeHidden();
  await pages.comeFor(/^Recover an HSM/);
  await expect(bring.getByRole('listitem')).toHaveCount(6);
  await pages.press('← Back');
  await pages.comeFor(/^Share check/);
  await expect(bring).toContainText('Enough custodians');
  await pages.press('Try with practice files (nothing real)');
  await pages.pressInView('Practice');
  await pages.title(/^Is this machine alone/);
  await expect(pages.page.getByText(/PRACTICE-\d{4}-\d{2}-\d{2}-\d{6}/).first()).toBeVisible();
});

test('pages that need no session, and the manual of a role, are opened from there', async ({ start }) => {
  const pages = await start();
  for (const [aim, title] of [
    [/^Read evidence/, 'Verify evidence'],
    [/^Write or approve a plan/, 'Plan and approvals'],
    [/^Rehearse with a team/, /^Rehears/],
  ] as const) {
    await pages.comeFor(aim);
    await pages.press('Open it');
    await pages.title(title);
    await pages.press('← Back');
  }
  await pages.comeFor(/^Emergency recovery/);
  await pages.press('Read the manual of your role');
  await pages.title('Manual');
  await pages.choose('For custodians');
  await expect(pages.page.getByRole('region', { name: 'For custodians' })).toContainText('You keep one key.');
  await pages.choose('For witnesses and auditors');
  await expect(pages.page.getByRole('region', { name: 'For witnesses and auditors' })).toBeVisible();
});

for (const [looks, viewport] of [
  ['', { width: 1366, height: 768 }],
  [' at 125 %', { width: 1093, height: 614 }],
] as const) {
  test(`the first question and its six answers need no scrolling${looks}`, async ({ start }) => {
    const { page } = await start();
    await page.setViewportSize(viewport);
    await expect(page.locator('.answer')).toHaveCount(6);
    expect(await page.locator('.frame-main').evaluate((main) => main.scrollHeight - main.clientHeight)).toBe(0);
  });
}
