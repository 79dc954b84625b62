// What somebody meets who has nothing but the preview: a practice set made by the app, and a recovery with it from end to end,
// by keyboard alone.
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixture.ts';
import { Keyboard } from '../pages/keyboard.ts';
import type { OfflinePages } from '../pages/offline-pages.ts';

/** What people have on paper, as the practice set's sheet says it. */
class Sheet {
  readonly #text: string;
  constructor(file: string) {
    this.#text = readFileSync(file, 'utf8');
  }
  /** What stands after a name on its line. */
  value(name: string): string {
    return new RegExp(`^${name}: (.*)$`, 'm').exec(this.#text)?.[1] ?? '';
  }
  /** The rows of words below a heading. */
  words(heading: string): readonly string[] {
    const [, rows = ''] = this.#text.split(`${heading} (32):\n`);
    const [block = ''] = rows.split('\n\n');
    return block.split('\n').flatMap((row) => row.replace(/^[\d-]+: /, '').split(' '));
  }
}

/** Types the words that the screen asks for, and compares them. */
async function typeWords({ page }: OfflinePages, keyboard: Keyboard, words: readonly string[]): Promise<void> {
  const readBack = page.getByRole('region', { name: 'Read-back' });
  await readBack.waitFor();
  for (const label of await readBack.locator('label').allTextContents()) {
    const place = /^Word (\d+)/.exec(label)?.[1];
    if (place !== undefined) await keyboard.type(label, words[Number(place) - 1] ?? '');
  }
  await keyboard.press('Compare');
}

/** Their file is whole when the button may be pressed again: then it is looked for. */
async function letOperatorsAnswer({ page }: OfflinePages, keyboard: Keyboard): Promise<void> {
  const name = 'Let the practice operators answer';
  await keyboard.press(name);
  await expect(page.getByRole('button', { name })).toBeEnabled();
  await keyboard.press(/^Look again/);
}

/** The field of the small window has the keyboard when it opens, and Enter sends it. */
async function typePassphrase(opening: Promise<Page>, passphrase: string): Promise<void> {
  const window = await opening;
  const field = window.getByLabel('Passphrase');
  await expect(field).toBeFocused();
  await window.keyboard.type(passphrase);
  const closed = window.waitForEvent('close');
  // The window closes when the key goes down, so the key may come up on a window that is gone.
  await window.keyboard.press('Enter').catch((error: unknown) => {
    if (!window.isClosed()) throw error;
  });
  await closed;
}

test('from nothing to a finished recovery with a practice set in the preview, by keyboard alone', async ({
  room,
  start,
}) => {
  test.setTimeout(240_000);
  const pages = await start({ preview: true });
  const { page } = pages;
  const keyboard = new Keyboard(page);
  const set = join(room.folder, 'practice-set');
  mkdirSync(set);
  await page.evaluate(() => {
    const mark = (): void => {
      document.documentElement.setAttribute('data-pointer', '');
    };
    addEventListener('pointerdown', mark, true);
  });

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
  await keyboard.giveRole('PRACTICE-OWN', 'OWN', 'ArrowDown');
  await keyboard.giveRole('PRACTICE-IN', 'IN');
  await keyboard.giveRole('PRACTICE-OUT', 'OUT');
  await keyboard.press('Go on');
  const sheet = new Sheet(join(set, 'PRACTICE-sheet.txt'));
  const identity = sheet.value("Passphrase of this machine's identity");

  await pages.title('The plan and this machine’s identity');
  let opening = pages.app.nextWindow();
  await keyboard.press(/begin the journal/);
  await typePassphrase(opening, identity);
  await typeWords(pages, keyboard, sheet.words('Words of the plan'));
  await keyboard.press('Go on');

  await pages.title('The other machine');
  await keyboard.type(
    'The number that the other machine gives out',
    sheet.value('The number that the other machine gives out'),
  );
  await typeWords(pages, keyboard, sheet.words('Words that the other machine shows'));
  await keyboard.press('Go on');

  await pages.title('The security domain');
  await keyboard.press('Load');
  await keyboard.press('It agrees: go on');

  await pages.title('The exchange key');
  await letOperatorsAnswer(pages, keyboard);
  await expect(page.getByRole('radio', { name: /exchange-key\.bundle/ })).toBeChecked();
  await keyboard.press(/^Take it/);
  await typeWords(pages, keyboard, sheet.words("The second operator's words for the exchange key"));
  await keyboard.press('Both sides agree: go on');

  for (const [at, count] of [
    [1, '1 of 2'],
    [3, '2 of 2'],
  ] as const) {
    await keyboard.choose(new RegExp(`\\bC${at}$`));
    await keyboard.press(/I am the custodian/);
    await keyboard.giveRole(`PRACTICE-C${at}`, 'Custodian’s stick');
    await keyboard.choose(/PRACTICE-custodian-\d\.key/);
    opening = pages.app.nextWindow();
    await keyboard.press('Type the passphrase');
    await typePassphrase(opening, sheet.value(`Passphrase of custodian ${at}`));
    await expect(page.getByText(count, { exact: true })).toBeVisible();
    await keyboard.press('My stick is out');
  }

  await pages.title('Build the restore blob');
  await keyboard.pick('First person', 1);
  await keyboard.pick('Second person', 2);
  await keyboard.hold('Hold to build');
  await keyboard.press('Written down: go on');

  await pages.title('Send it on the OUT stick');
  opening = pages.app.nextWindow();
  await keyboard.press('Sign, write and read back');
  await typePassphrase(opening, identity);
  await keyboard.press('The other side agrees');
  await keyboard.press('Go on');
  expect(readdirSync(join(set, 'PRACTICE-OUT'))).toEqual([expect.stringContaining('restore-blob.bundle')]);

  await pages.title('The outcome');
  await letOperatorsAnswer(pages, keyboard);
  await expect(page.getByRole('radio', { name: /outcome\.bundle/ })).toBeChecked();
  await keyboard.press('Take it in');
  await expect(page.getByText('The upload succeeded')).toBeVisible();
  await keyboard.press('Go on');

  await keyboard.pick('First person', 1);
  await keyboard.pick('Second person', 2);
  await keyboard.press('Close the journal and finish');
  await pages.title('This session is over');
  await keyboard.press('Write journal and plan to the OUT stick');
  await expect(page.getByText('journal-offline-PRACTICE-FIRST-TRY.jsonl')).toBeVisible();
  await expect(page.locator('[data-pointer]')).toHaveCount(0);
});
