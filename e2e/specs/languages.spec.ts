// The languages on the screens: the system's at first, any other by one press, and nothing of the state is lost by it.
import { type Browser, expect, test } from '@playwright/test';
import { cutOff } from '../fakes/cut-off.ts';
import { fakeContext, launchChromium, openFake } from '../fakes/fake-app.ts';
import { states } from '../fakes/states.ts';

let browser: Browser;
test.beforeAll(async () => {
  browser = await launchChromium();
});
test.afterAll(() => browser.close());

test('the screens begin in the language of the system, and change at a press', async () => {
  const { context, escaped } = await fakeContext(browser, { locale: 'de-AT' });
  const { page, complaints } = await openFake(context, { view: states.start });
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await expect(page.getByRole('button', { name: 'Maschinenblatt' })).toBeVisible();
  await page.getByLabel('Zeremonie-Kennung').fill('PRACTICE-1');
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.getByRole('button', { name: 'Machine sheet' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'English' })).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByLabel('Ceremony id')).toHaveValue('PRACTICE-1');
  expect(complaints).toEqual([]);
  expect(escaped).toEqual([]);
  await context.close();
});

test('a system whose language we do not speak gets English', async () => {
  const { context } = await fakeContext(browser, { locale: 'fr-FR' });
  const { page } = await openFake(context, { view: states.start });
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await context.close();
});

test('the search for what is cut off finds it', async () => {
  const { context } = await fakeContext(browser);
  const { page } = await openFake(context, { view: states.start });
  expect(await cutOff(page)).toEqual([]);
  await page.evaluate(() => {
    const button = document.querySelector('button');
    button?.style.setProperty('width', '3rem');
    button?.style.setProperty('white-space', 'nowrap');
  });
  expect(await cutOff(page)).not.toEqual([]);
  await context.close();
});
