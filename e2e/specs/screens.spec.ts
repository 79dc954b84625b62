// Single screens over a fake of main: dialogs, hostile names, explained terms. What holds on every page is in every-page.spec.ts.
import type { Page } from '@playwright/test';
import { violations } from '../support/axe.ts';
import { expect, test } from '../fakes/fake-test.ts';
import { states } from '../fakes/states.ts';

test('dialogs: axe finds nothing, Escape closes, and the keyboard comes back', async ({ openOn }) => {
  for (const name of ['Help', 'Machine sheet']) {
    const { page } = await openOn({ view: states.clock });
    const button = page.getByRole('button', { name });
    await button.click();
    await expect(page.getByRole('dialog')).toBeVisible();
    expect(await violations(page), name).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
    await expect(button).toBeFocused();
  }
});

test('the steps say what comes first, and nothing once all is over', async ({ openOn }) => {
  const rail = (page: Page) => page.getByRole('navigation', { name: 'Steps' });
  const { page: begun } = await openOn({ view: states.clock });
  await expect(rail(begun)).toContainText('Finish “Machine and clock” first.');
  const { page: over } = await openOn({ view: states['drill-share-check-over'] });
  await expect(rail(over)).not.toContainText('comes first');
});

test('a name that is markup is text', async ({ openOn }) => {
  const { page } = await openOn({ view: states['sticks-three'] });
  await expect(page.getByRole('heading', { name: '<img src=x onerror=alert(1)>' })).toBeVisible();
  await expect(page.locator('img')).toHaveCount(0);
});

test('a term explains itself to those who use keys', async ({ openOn }) => {
  const { page } = await openOn({ view: states['exchange-key-choose'] });
  await page.keyboard.press('Tab');
  for (let presses = 0; presses < 30; presses += 1) {
    if (await page.getByRole('tooltip').isVisible()) break;
    await page.keyboard.press('Tab');
  }
  await expect(page.getByRole('tooltip')).toContainText('that HSM and by nobody else');
});

test('a screen that cannot be drawn says what is safe, and is drawn anew once it can', async ({ openOn }) => {
  const view = states.start;
  // The list is missing while the screen is drawn, as no true main would have it.
  const broken = { ...view, earlier: null as unknown as [] };
  const { page, show } = await openOn({ view: broken });
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('Nothing is lost');
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Show it again' }).click();
  await expect(alert).toContainText('This screen could not be drawn');
  await show({ view });
  await expect(alert).toBeHidden();
});

for (const app of ['offline', 'online'] as const) {
  test(`where the ${app} app cannot tell its state, the window says so and is not empty`, async ({ openOn }) => {
    const refusals = { 'session.view': { code: 'UNEXPECTED', call: 'session.view' } } as const;
    const { page } = await openOn({ view: states.start, refusals }, app);
    await expect(page.getByRole('alert')).toContainText('UNEXPECTED');
    expect(await violations(page)).toEqual([]);
  });
}
