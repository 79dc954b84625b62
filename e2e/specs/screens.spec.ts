// Every screen by itself, over a fake of main: reachable for everybody, quiet on the console, and true to the policy.
import AxeBuilder from '@axe-core/playwright';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { fakeContext, launchChromium, openFake } from '../fakes/fake-app.ts';
import { states } from '../fakes/states.ts';

let browser: Browser;
test.beforeAll(async () => {
  browser = await launchChromium();
});
test.afterAll(() => browser.close());

/** Dark and high contrast change colours and nothing else. */
const otherLooks = [
  { colorScheme: 'dark', contrast: 'no-preference' },
  { colorScheme: 'light', contrast: 'more' },
  { colorScheme: 'dark', contrast: 'more' },
] as const;

async function violations(page: Page, rules?: string[]): Promise<string[]> {
  const axe = new AxeBuilder({ page });
  const found = await (rules ? axe.withRules(rules) : axe).analyze();
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

test('axe finds nothing on any screen in any look, and no screen complains or asks for more', async () => {
  test.setTimeout(300_000);
  const { context, escaped } = await fakeContext(browser, { reducedMotion: 'reduce' });
  for (const [name, view] of Object.entries(states)) {
    const { page, complaints } = await openFake(context, { view });
    expect(await violations(page), name).toEqual([]);
    for (const look of otherLooks) {
      await page.emulateMedia(look);
      expect(await violations(page, ['color-contrast']), `${name} ${JSON.stringify(look)}`).toEqual([]);
    }
    expect(complaints, name).toEqual([]);
    await page.close();
  }
  expect(escaped).toEqual([]);
  await context.close();
});

test('dialogs: axe finds nothing, Escape closes, and the keyboard comes back', async () => {
  const { context } = await fakeContext(browser);
  const view = states['clock'];
  if (view === undefined) throw new Error('no such state');
  for (const name of ['Help', 'Exception', 'Machine sheet']) {
    const { page } = await openFake(context, { view });
    const button = page.getByRole('button', { name });
    await button.click();
    await expect(page.getByRole('dialog')).toBeVisible();
    expect(await violations(page), name).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
    await expect(button).toBeFocused();
    await page.close();
  }
  await context.close();
});

test('nothing is cut off sideways at 200 % on a laptop, on any screen', async () => {
  const { context } = await fakeContext(browser, { viewport: { width: 683, height: 384 } });
  for (const [name, view] of Object.entries(states)) {
    const { page } = await openFake(context, { view });
    const isCut = await page.evaluate('document.scrollingElement.scrollWidth > document.scrollingElement.clientWidth');
    expect(isCut, name).toBe(false);
    await page.close();
  }
  await context.close();
});

test('a name that is markup is text', async () => {
  const { context } = await fakeContext(browser);
  const view = states['sticks-three'];
  if (view === undefined) throw new Error('no such state');
  const { page } = await openFake(context, { view });
  await expect(page.getByRole('heading', { name: '<img src=x onerror=alert(1)>' })).toBeVisible();
  await expect(page.locator('img')).toHaveCount(0);
  await context.close();
});

test('a term explains itself to those who use keys', async () => {
  const { context } = await fakeContext(browser);
  const view = states['exchange-key-choose'];
  if (view === undefined) throw new Error('no such state');
  const { page } = await openFake(context, { view });
  await page.keyboard.press('Tab');
  for (let presses = 0; presses < 30; presses += 1) {
    if (await page.getByRole('tooltip').isVisible()) break;
    await page.keyboard.press('Tab');
  }
  await expect(page.getByRole('tooltip')).toContainText('that HSM and by nobody else');
  await context.close();
});
