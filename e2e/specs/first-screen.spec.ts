// The first screen asks what somebody came for, shows what to bring, and is one press away from practice, from the manual and from other pages.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test as onFake } from '../fakes/fake-test.ts';
import { onlineStates } from '../fakes/online-states.ts';
import { states } from '../fakes/states.ts';
import { expect, test } from '../fixture.ts';
import { dropOn } from '../pages/drop.ts';

test('what somebody came for is one press away', async ({ workspace, start }) => {
  const pages = await start();
  await test.step('pages that need no session, and the manual of a role, are opened from there', async () => {
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
    const manual = pages.page.getByRole('region', { name: 'For custodians' });
    await expect(manual).toContainText('You keep one key.');
    const picture = manual.getByRole('img', { name: 'The passphrase is typed where no page reaches.' });
    await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
    await pages.choose('For witnesses and auditors');
    await expect(pages.page.getByRole('region', { name: 'For witnesses and auditors' })).toBeVisible();
  });
  await pages.page.reload();
  await test.step('a file is chosen by dropping it where one is chosen, and nowhere else', async () => {
    const plan = join(workspace.folder, 'some.json');
    writeFileSync(plan, '{}');
    await pages.comeFor(/^Write or approve a plan/);
    await pages.press('Open it');
    const chooser = pages.page.locator('[data-drop]').first();
    const chosen = chooser.locator('strong');
    await dropOn(pages.page, pages.page.getByRole('heading', { level: 1 }), [plan]);
    await expect(chosen).toHaveCount(0);
    await dropOn(pages.page, chooser, [plan]);
    await expect(pages.page.getByText('some.json').or(pages.page.getByRole('alert')).first()).toBeVisible();
  });
  await pages.page.reload();
  await test.step('what somebody came for leads to what to bring, and by two presses into practice', async () => {
    const bring = pages.page.getByRole('region', { name: 'Bring this' });
    await expect(bring).toBeHidden();
    await pages.comeFor(/^Recover an HSM/);
    await expect(bring.getByRole('listitem')).toHaveCount(6);
    await pages.press('← Back');
    await pages.comeFor(/^Share check/);
    await expect(bring).toContainText('Enough custodians');
    // What is not there is said before people sit down.
    await expect(pages.page.getByText('Still missing: a stick (none is in this machine).')).toBeVisible();
    workspace.plugIn('IN');
    workspace.cable(true);
    await expect(pages.page.getByText(/^Still missing: the air gap \(this machine is connected: .*eth0/)).toBeVisible();
    workspace.cable(false);
    await expect(pages.page.getByText('Still missing')).toBeHidden();
    await pages.press('Try with practice files (nothing real)');
    await pages.pressInView('Practice');
    await pages.title(/^Is this machine alone/);
    await expect(pages.page.getByText(/PRACTICE-\d{4}-\d{2}-\d{2}-\d{6}/).first()).toBeVisible();
  });
});

for (const [app, views] of [
  ['offline', [states.start, states['start-earlier']]],
  [
    'online',
    [onlineStates['online-start'].view, { ...onlineStates['online-start-earlier'].view, practiceOnly: false }],
  ],
] as const) {
  onFake(
    `${app}: the first question and its six answers need no scrolling, whatever was not finished`,
    async ({ openOn }) => {
      for (const locale of ['en-GB', 'de-DE']) {
        const { page, show } = await openOn({ view: views[0] }, app, { locale });
        for (const view of views) {
          await show({ view });
          await expect(page.locator('.answer:has(svg)')).toHaveCount(6);
          // The second is a laptop's at 125 %.
          for (const [width, height] of [
            [1366, 768],
            [1093, 614],
          ] as const) {
            await page.setViewportSize({ width, height });
            const over = await page.locator('.frame-main').evaluate((main) => main.scrollHeight - main.clientHeight);
            expect.soft(over, `${locale} ${view.earlier.length} ${height}`).toBe(0);
          }
        }
      }
    },
  );
}
