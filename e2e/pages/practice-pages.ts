// A person alone with the preview and a practice set: what they have on paper, and what they do by keyboard in every ceremony.
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { untilAnswered } from './answered-sheet.ts';
import { Keyboard } from './keyboard.ts';
import { groupOf, type OfflinePages } from './offline-pages.ts';
import { rowsAsked } from './word-rows.ts';

/** What people have on paper, as a file of the practice set says it. */
class Sheet {
  readonly #text: string;
  constructor(file: string) {
    this.#text = readFileSync(file, 'utf8');
  }
  /** What is after a name on its line. */
  value(name: string): string {
    return new RegExp(`^${name}: (.*)$`, 'm').exec(this.#text)?.[1] ?? '';
  }
  /** The rows of words below a heading. */
  words(heading: string): readonly string[] {
    const [, rows = ''] = this.#text.split(`${heading} (32):\n`);
    const [block = ''] = rows.split('\n\n');
    return [...block.matchAll(/\d+ (\S+)/g)].map(([, word = '']) => word);
  }
}

export class PracticePages {
  readonly keyboard: Keyboard;
  readonly #pages: OfflinePages;
  readonly #set: string;

  private constructor(pages: OfflinePages, set: string) {
    this.keyboard = new Keyboard(pages.page);
    this.#pages = pages;
    this.#set = set;
  }

  /** From now on the page notes that a pointer was used. @param set the folder in which the set is made */
  static async open(pages: OfflinePages, set: string): Promise<PracticePages> {
    mkdirSync(set);
    await pages.page.evaluate(() => {
      const mark = (): void => document.documentElement.setAttribute('data-pointer', '');
      addEventListener('pointerdown', mark, true);
    });
    return new PracticePages(pages, set);
  }

  paper(name: RegExp): Sheet {
    return new Sheet(join(this.#set, readdirSync(this.#set).find((each) => name.test(each)) ?? 'none'));
  }

  /** From the start to where both machines are paired. @returns the sheet of the set */
  async toPairedMachines(purpose: RegExp, id: string, makeSet: string): Promise<Sheet> {
    const { keyboard } = this;
    const group = groupOf(purpose);
    await keyboard.press(group ?? purpose);
    if (group !== undefined) await keyboard.choose(purpose);
    await keyboard.press('Begin');
    const begin = new Keyboard(await this.#pages.app.confirmation());
    await begin.type('Ceremony id', id);
    await begin.press('Practice');
    const [date = '', time = ''] = new Date().toISOString().split('T');
    await keyboard.press('Enter this time');
    const clock = new Keyboard(await this.#pages.app.confirmation());
    await clock.type(/^Date/, date);
    await clock.type(/^Time/, time.slice(0, 5));
    await clock.press('Enter this time');
    await keyboard.press('Go on');

    await this.#pages.app.answerFolder(this.#set);
    await keyboard.press(makeSet);
    await keyboard.giveRole('PRACTICE-OWN', 'OWN', 'ArrowDown');
    await keyboard.giveRole('PRACTICE-IN', 'IN');
    await keyboard.giveRole('PRACTICE-OUT', 'OUT');
    await keyboard.press('Go on');
    const sheet = this.paper(/^PRACTICE-sheet/);

    await this.#pages.title('The plan and this machine’s identity');
    await this.typed(/begin the journal/, identityIn(sheet));
    await this.typeWords(sheet.words('Words of the plan'));
    await keyboard.press('Go on');

    await this.#pages.title('The other machine');
    const number = 'The number that the other machine gives out';
    const view = await this.#pages.app.confirmation();
    await new Keyboard(view).type(number, sheet.value(number));
    const words = sheet.words('Words that the other machine shows');
    await new Keyboard(view).unfold('Show our words');
    expect((await view.getByRole('group').innerText()).split(/\s+/).filter((word) => words.includes(word))).toEqual(
      words,
    );
    await this.typeWords(words);
    await keyboard.press('Go on');
    return sheet;
  }

  /** Types the words that the screen asks for, and compares them. */
  async typeWords(words: readonly string[]): Promise<void> {
    const view = await this.#pages.app.confirmation();
    const keyboard = new Keyboard(view);
    for (const { label, text } of await rowsAsked(view.getByRole('main'), words)) await keyboard.type(label, text);
    await keyboard.press('Compare');
    await expect(view.getByRole('button', { name: 'Compare' })).toBeHidden();
  }

  /** Their file is whole when the button may be pressed again: then it is looked for. */
  async letOperatorsAnswer(): Promise<void> {
    const name = 'Let the practice operators answer';
    await this.keyboard.press(name);
    await expect(this.#pages.page.getByRole('button', { name })).toBeEnabled();
    await this.keyboard.press(/^Refresh/);
  }

  /** An action that asks for a passphrase in the small window, whose first field has the keyboard when it opens; Enter sends it. */
  async typed(action: string | RegExp, ...passphrases: readonly string[]): Promise<void> {
    const opening = this.#pages.app.confirmation();
    await this.keyboard.press(action);
    await typePassphrase(await opening, passphrases);
  }

  /** The same, with a stick that is in already. */
  async typedWith(stick: string, action: string, ...passphrases: readonly string[]): Promise<void> {
    await this.keyboard.press(action);
    const view = await this.#pages.app.confirmation();
    await new Keyboard(view).takeStick(stick);
    await typePassphrase(view, passphrases);
  }

  /** Signs what leaves, and the other side agrees with its words. */
  async signed(sheet: Sheet): Promise<void> {
    await this.typed('Sign, write and read back', identityIn(sheet));
    await new Keyboard(await this.#pages.app.confirmation()).press('The other side agrees');
    await this.keyboard.press('Go on');
  }

  /** Closes the journal and writes it down, and no pointer was used in all of it. */
  async finish(journal: string): Promise<void> {
    await this.keyboard.press('Close the journal and finish');
    const inView = new Keyboard(await this.#pages.app.confirmation());
    await inView.pick('First person', 1);
    await inView.pick('Second person', 2);
    await inView.press('Close the journal and finish');
    await this.#pages.title('This session is over');
    await this.keyboard.press('Write journal and plan to the OUT stick');
    await expect(this.#pages.page.getByText(journal)).toBeVisible();
    await expect(this.#pages.page.locator('[data-pointer]')).toHaveCount(0);
  }
}

const identityIn = (sheet: Sheet): string => sheet.value('Passphrase of this machine’s identity');

async function typePassphrase(window: Page, passphrases: readonly string[]): Promise<void> {
  await expect(window.locator('input').first()).toBeFocused();
  for (const [at, passphrase] of passphrases.entries()) {
    if (at > 0) await window.keyboard.press('Tab');
    await window.keyboard.type(passphrase);
  }
  await untilAnswered(window, () => window.keyboard.press('Enter'));
}
