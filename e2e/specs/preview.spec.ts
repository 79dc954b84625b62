// What somebody meets who has nothing but the preview: a practice set made by the app, and a recovery with it from end to end,
// by keyboard alone.
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixture.ts';
import type { OfflinePages } from '../pages/offline-pages.ts';

/** Walks with Tab until the wanted thing has the keyboard; arrows walk within a group of choices. */
async function reach(pages: OfflinePages, role: 'button' | 'radio' | 'textbox', name: string | RegExp): Promise<void> {
  const { page } = pages;
  const wanted = page.getByRole(role, { name, exact: true }).first();
  await wanted.waitFor();
  for (let presses = 0; presses < 80; presses += 1) {
    if (await wanted.evaluate((element) => element === element.ownerDocument.activeElement)) return;
    const inGroup = role === 'radio' && (await wanted.evaluate(sharesGroup));
    await page.keyboard.press(inGroup ? 'ArrowDown' : 'Tab');
  }
  throw new Error(`the keyboard does not reach ${role} ${String(name)}`);
}

/** Runs in the page: whether the keyboard is in the same group of choices. */
function sharesGroup(element: {
  closest(selector: string): unknown;
  ownerDocument: { activeElement: unknown };
}): boolean {
  const active = element.ownerDocument.activeElement as { closest(selector: string): unknown } | null;
  return (
    active?.closest('[role=radiogroup] [role=radio], [role=radiogroup] input') !== null &&
    active?.closest('[role=radiogroup]') === element.closest('[role=radiogroup]')
  );
}

class Keyboard {
  readonly pages: OfflinePages;
  constructor(pages: OfflinePages) {
    this.pages = pages;
  }
  async press(name: string | RegExp): Promise<void> {
    await reach(this.pages, 'button', name);
    await this.pages.page.keyboard.press('Enter');
  }
  async choose(name: string | RegExp): Promise<void> {
    await reach(this.pages, 'radio', name);
    await this.pages.page.keyboard.press('Space');
  }
  async type(name: string | RegExp, text: string): Promise<void> {
    await reach(this.pages, 'textbox', name);
    await this.pages.page.keyboard.type(text);
  }
}

test('from nothing to the plan of a practice set in the preview, by keyboard alone', async ({ room, start }) => {
  test.setTimeout(180_000);
  const pages = await start({ preview: true });
  const keyboard = new Keyboard(pages);
  const set = join(room.folder, 'practice-set');
  mkdirSync(set);

  await keyboard.choose(/^Recover an HSM/);
  await keyboard.type('Ceremony id', 'practice-first-try');
  await keyboard.press('Begin');
  const [date = '', time = ''] = new Date().toISOString().split('T');
  await keyboard.type(/^Date/, date);
  await keyboard.type(/^Time/, time.slice(0, 5));
  await keyboard.press('Enter this time');
  await keyboard.press('Go on');

  await pages.app.answerFolder(set);
  await keyboard.press('Make a practice set');
  const sheet = (): string => readFileSync(join(set, 'PRACTICE-sheet.txt'), 'utf8');
  await chooseIn(pages, 'PRACTICE-IN', 'IN');
  await chooseIn(pages, 'PRACTICE-OUT', 'OUT');
  await keyboard.press('Go on');

  await pages.title('The plan and this machine’s identity');
  expect(sheet()).toContain('PRACTICE');
  expect(readdirSync(join(set, 'PRACTICE-OUT'))).toEqual([]);
});

/** Until the screen shows what main has answered. */
async function settled(page: Page): Promise<void> {
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)))');
}

/** A choice on one stick's card, by keyboard. */
async function chooseIn(pages: OfflinePages, stick: string, role: string): Promise<void> {
  const { page } = pages;
  const wanted = page.getByRole('region', { name: `Stick ${stick}` }).getByRole('radio', { name: role, exact: true });
  await wanted.waitFor();
  for (let presses = 0; presses < 80; presses += 1) {
    // An arrow chooses as it moves; the list may then give way to the files of the stick.
    if ((await wanted.count()) === 0 || (await wanted.isChecked())) return;
    await page.keyboard.press((await wanted.evaluate(sharesGroup)) ? 'ArrowUp' : 'Tab');
    await settled(page);
  }
}
