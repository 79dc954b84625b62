// The languages on the screens: the system's at first, any other by one press, and nothing of the state is lost by it.
import { type Browser, expect, test } from '@playwright/test';
import { cutOff } from '../fakes/cut-off.ts';
import { type FakeAppName, fakeContext, type FakeMain, launchChromium, openFake } from '../fakes/fake-app.ts';
import { onlineStates } from '../fakes/online-states.ts';
import { speakPseudo } from '../fakes/pseudo.ts';
import { states } from '../fakes/states.ts';

let browser: Browser;
test.beforeAll(async () => {
  browser = await launchChromium();
});
test.afterAll(() => browser.close());

const start = states['start'];
if (start === undefined) throw new Error('no such state');

test('the screens begin in the language of the system, and change at a press', async () => {
  const { context, escaped } = await fakeContext(browser, { locale: 'de-AT' });
  const { page, complaints } = await openFake(context, { view: start });
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
  const { page } = await openFake(context, { view: start });
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await context.close();
});

/** A laptop, and the same at 125 %. */
const sizes = { plain: { width: 1366, height: 768 }, zoomed: { width: 1093, height: 614 } } as const;

for (const language of ['pseudo', 'de-DE'] as const) {
  test(`nothing is cut off in longer words: ${language}`, async () => {
    test.setTimeout(300_000);
    const { context } = await fakeContext(browser, {
      locale: language === 'pseudo' ? 'en-GB' : language,
      reducedMotion: 'reduce',
    });
    if (language === 'pseudo') await speakPseudo(context);
    const found: Record<string, readonly string[]> = {};
    const look = async (name: string, main: FakeMain, app: FakeAppName): Promise<void> => {
      const { page, complaints } = await openFake(context, main, app);
      for (const [size, viewport] of Object.entries(sizes)) {
        await page.setViewportSize(viewport);
        found[`${name} ${size}`] = [...(await cutOff(page)), ...complaints];
      }
      await page.close();
    };
    for (const [name, view] of Object.entries(states)) await look(name, { view }, 'offline');
    for (const [name, { view, answers, open: steps }] of Object.entries(onlineStates)) {
      // Those with steps are opened by names in English.
      if (steps === undefined) await look(`online-${name}`, { view, ...(answers ? { answers } : {}) }, 'online');
    }
    expect(Object.fromEntries(Object.entries(found).filter(([, texts]) => texts.length > 0))).toEqual({});
    await context.close();
  });
}

test('the search for what is cut off finds it', async () => {
  const { context } = await fakeContext(browser);
  const { page } = await openFake(context, { view: start });
  expect(await cutOff(page)).toEqual([]);
  await page.evaluate(() => {
    const button = document.querySelector('button');
    button?.style.setProperty('width', '3rem');
    button?.style.setProperty('white-space', 'nowrap');
  });
  expect(await cutOff(page)).not.toEqual([]);
  await context.close();
});
