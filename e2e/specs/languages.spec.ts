// The languages on the screens: the system's at first, any other by one press, and nothing of the state is lost by it.
import { cutOff } from '../fakes/cut-off.ts';
import { callsOf } from '../fakes/fake-app.ts';
import { expect, test } from '../fakes/fake-test.ts';
import { states } from '../fakes/states.ts';

test('the screens begin in the language of the system, and change at a press', async ({ openOn }) => {
  const { page, complaints, escaped } = await openOn({ view: states.start }, 'offline', { locale: 'de-AT' });
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await page.getByRole('button', { name: /^Plan, Papiere, Nachweise/ }).click();
  await page.getByText('Nachweise lesen', { exact: true }).click();
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.getByRole('button', { name: 'English' })).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByRole('radio', { name: /^Read evidence/ })).toBeChecked();
  expect(complaints).toEqual([]);
  expect(escaped).toEqual([]);
});

test('a system whose language we do not speak gets English', async ({ openOn }) => {
  const { page } = await openOn({ view: states.start }, 'offline', { locale: 'fr-FR' });
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});

test('the search for what is cut off finds it', async ({ openOn }) => {
  const { page } = await openOn({ view: states.start });
  expect(await cutOff(page)).toEqual([]);
  await page.evaluate(() => {
    const button = document.querySelector('button');
    button?.style.setProperty('width', '3rem');
    button?.style.setProperty('white-space', 'nowrap');
  });
  expect(await cutOff(page)).not.toEqual([]);
});

test('a language is kept before it is seen: the window may be closed as soon as it is', async ({ openOn }) => {
  const { page } = await openOn({ view: states.start });
  // Every file of the program that the page asks for now never comes.
  await page.route(/\.js$/u, () => undefined);
  await page.getByRole('button', { name: 'Deutsch' }).click();
  const kept = async (): Promise<unknown> =>
    (await callsOf(page)).find(({ channel }) => channel === 'settings.choose')?.input;
  await expect.poll(kept).toMatchObject({ language: 'de' });
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('What do you need to do?');
});
