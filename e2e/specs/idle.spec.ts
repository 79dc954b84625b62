// Somebody walks away from the screen: the turn counts down, any key keeps it, and in the end it is over with whatever was typed.
import { readdirSync } from 'node:fs';
import { expect, test } from '../fixture.ts';
import { untilAnswered } from '../pages/answered-sheet.ts';
import type { OfflinePages } from '../pages/offline-pages.ts';
import { passphraseOf } from '../offline-workspace.ts';

const seconds = 1000;
const minutes = 60 * seconds;

/** People read what has happened, and close it. */
async function readIdle(pages: OfflinePages): Promise<void> {
  const alarm = pages.page.getByRole('alertdialog');
  await expect(alarm).toContainText('CUSTODIAN_IDLE');
  await expect(alarm).toContainText('Nobody touched anything for 3 minutes');
  await pages.press('We have read it');
}

test(
  'between two custodians time may pass; one who walks away while typing loses the turn, and given shares stay',
  { tag: '@long' },
  async ({ workspace, start }) => {
    test.setTimeout(120_000);
    const pages = await start();
    const { page } = pages;
    await pages.toCustodians(workspace, 'PRACTICE-2026-05');
    await pages.giveFirstShare(workspace);
    workspace.passTime(60 * minutes);
    // The watch looks every second: a stick that is seen was seen after time had passed.
    workspace.plugIn('C2');
    await pages.come('C2');
    const field = await pages.passphraseField();
    await expect(page.getByRole('alertdialog')).toBeHidden();
    await field.fill('half of it');

    const view = await pages.app.confirmation();
    const timer = view.getByRole('timer');
    workspace.passTime(2 * minutes + 20 * seconds);
    await expect(timer).toContainText(/This turn ends in \d+ seconds/);
    await view.keyboard.press('Shift');
    await expect(timer).toBeHidden();
    workspace.passTime(2 * minutes + 20 * seconds);
    await expect(timer).toBeVisible();
    // A page that makes up keys is nobody.
    await page.evaluate(`document.dispatchEvent(new KeyboardEvent('keydown', { key: 'a' }))`);
    await expect(field).toHaveValue('half of it');

    await untilAnswered(view, () => workspace.passTime(40 * seconds));
    await readIdle(pages);
    await pages.title('Who comes next?');
    await expect(page.getByText('1 of 2', { exact: true })).toBeVisible();
    // Back again, they start over.
    await pages.come('C2');
    await pages.typePassphrase(passphraseOf(2));
    await pages.titleInView(/^Take your stick/);
  },
);

test('whoever walks away while a new key is made leaves no key behind', async ({ workspace, start }) => {
  const pages = await start();
  await pages.begin(/^Make custodian keys/, 'Practice', 'PRACTICE-KEYS-2');
  await pages.enterClock();
  const opening = pages.app.confirmation();
  await pages.press('Choose the passphrase and make the key');
  const window = await opening;
  workspace.plugIn('C1');
  const before = readdirSync(workspace.stick('C1'));
  await window.getByLabel('Passphrase').fill('four random words here');
  await untilAnswered(window, () => workspace.passTime(3 * minutes));
  await readIdle(pages);
  expect(readdirSync(workspace.stick('C1'))).toEqual(before);
});
