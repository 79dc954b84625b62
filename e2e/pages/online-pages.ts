// What an operator does on the online screens, in the words of their buttons; never through the rail, and never over the bridge.
import { expect, type Locator, type Page } from '@playwright/test';
import type { OnlineMachine, OperatorsWorkspace } from '../online-machine.ts';
import { completeWord, fingerprintWords, parsePrintedFingerprint } from '#shared/formatting/fingerprint.ts';
import { clickToAnswer } from './answered-sheet.ts';
import type { EffortCounter } from './effort.ts';
import { typeIn } from './confirm-in.ts';
import { holdDown } from './hold.ts';
import { fillRows } from './word-rows.ts';

type Role = 'operator-1' | 'operator-2';

/** As far as a word must be typed for nothing but it to be meant. @param at its place, counted from 0 */
const fewestLetters = (word: string, at: number): string =>
  Array.from(word, (_, last) => word.slice(0, last + 1)).find((start) => completeWord(start, at + 1) === word) ?? word;

/** As much of a name as must be typed from paper. */
export const endOf = (name: string): string => name.slice(-6);

export class OnlinePages {
  readonly machine: OnlineMachine;
  readonly #role: Role;
  readonly #prepared: OperatorsWorkspace;

  constructor(machine: OnlineMachine, role: Role, prepared: OperatorsWorkspace) {
    this.machine = machine;
    this.#role = role;
    this.#prepared = prepared;
  }

  get page(): Page {
    return this.machine.app.window;
  }

  async press(name: string | RegExp): Promise<void> {
    // Within the page: the rail has the names of steps, too.
    await this.page
      .locator('main')
      .getByRole('button', { name, exact: typeof name === 'string' })
      .click();
  }

  async pick(what: string, path: string): Promise<void> {
    await this.machine.app.answerFolder(path);
    await this.press(`Choose ${what}`);
    // The answer comes from main: who goes on before it goes on without the file.
    await expect(this.page.getByRole('group', { name: `Choose ${what}`, exact: true }).locator('strong')).toBeVisible();
    // The button that was pressed is still the one that the keyboard is at.
    await this.focused();
  }

  /** Chooses a file that is taken as soon as it is chosen: the page may give way to another. */
  async take(what: string, path: string): Promise<void> {
    await this.machine.app.answerFolder(path);
    await this.press(`Choose ${what}`);
  }

  /** The page on the screen, by its heading: the window is named after it, and the focus is in it. */
  async at(title: string | RegExp): Promise<void> {
    const heading = this.page.getByRole('heading', { level: 1, name: title });
    await expect(heading).toBeVisible();
    await expect(this.page).toHaveTitle(`${await heading.innerText()} – Lifeboat Online`);
    await this.focused();
  }

  /** Somebody who reads by ear is somewhere on the page, and not at its outermost nothing. */
  async focused(): Promise<void> {
    await expect.poll(() => this.page.evaluate('document.activeElement?.tagName')).not.toBe('BODY');
  }

  /** The result of a step: its page is still there, the focus is on the result, and it says this. */
  async result(title: string | RegExp, region: string, text: string | RegExp): Promise<Locator> {
    const result = this.page.getByRole('region', { name: region, exact: true });
    await expect(result).toBeVisible({ timeout: 40_000 });
    await this.at(title);
    await expect(result).toBeFocused();
    await expect(this.page.locator('main')).toContainText(text);
    return result;
  }

  /**
   * Types the words that main asks for in its own view, no more letters of each than it needs.
   * @param sha256 what is read out or on paper, in digits or words
   */
  async typeWords(sha256: string): Promise<void> {
    const words = fingerprintWords(parsePrintedFingerprint(sha256)).map(fewestLetters);
    await fillRows((await this.machine.app.confirmation()).getByRole('main'), words);
  }

  async pressInView(name: string): Promise<void> {
    const button = (await this.machine.app.confirmation()).getByRole('button', { name, exact: true });
    await button.click();
    await expect(button).toBeHidden();
  }

  goOn(): Promise<void> {
    return this.press('Go on');
  }

  /** @param effort counts what it takes from the first screen on */
  async open(effort?: EffortCounter): Promise<void> {
    await this.machine.start();
    await effort?.watch(this.machine.app);
    await this.at('What do you need to do?');
    await this.press(/^With an approved plan/);
    await this.pick('the approved plan', this.#prepared.planFile);
    await this.pick('the identity of this machine', this.#prepared.identityFile(this.#role));
    // Whoever has chosen both is asked.
    await this.typeWords(this.#prepared.planSha256);
    await this.pressInView('Compare');
  }

  async enterClock(): Promise<void> {
    await this.at('Is this the right ceremony, and what time is it?');
    const now = new Date().toISOString();
    const view = await this.machine.app.confirmation();
    await view.getByLabel(/^Date/).fill(now.slice(0, 10).replaceAll('-', ''));
    await view.getByLabel(/^Time/).fill(now.slice(11, 16).replace(':', ''));
    await this.pressInView('Enter this time');
    await expect(this.page.locator('[data-result]')).toBeFocused();
    await expect(this.page.locator('[data-result]')).toContainText('Entered:');
    await this.goOn();
  }

  async enterPractice(): Promise<void> {
    await this.at('Enter the practice cloud');
    const { cloud } = this.#prepared;
    if (cloud !== null) {
      await this.page.getByText('One in a folder', { exact: true }).click();
      await this.pick('the folder of the practice cloud', cloud);
    }
    await this.press('Enter the practice cloud');
    await this.pressInView('Yes, go on with it');
    // No plan names the account of the practice cloud: that is read first.
    await this.result('Enter the practice cloud', 'Signed in as', /account/);
    await this.goOn();
  }

  /** Types words of the pairing code, and the number that the offline side gives out. @returns the number of this machine */
  async pair(code: string, number: string): Promise<string> {
    await this.at('Which machine is on the other side?');
    const view = await this.machine.app.confirmation();
    const own = await view.locator('dl.facts dd').first().innerText();
    await view.getByLabel('The number that the other machine gives out').fill(number);
    await this.typeWords(code);
    await this.pressInView('Compare');
    await this.result('Which machine is on the other side?', 'Done', 'bundles from this machine are taken');
    return own.replaceAll(' ', '');
  }

  /** In main's own view the second person types the name from paper, and the button is held. */
  async confirm(action: string, folder = ''): Promise<void> {
    await this.press(action);
    await this.confirmAsked(action, folder);
  }

  /** The same for what is asked by itself. */
  async confirmAsked(action: string, folder = ''): Promise<void> {
    await this.typeConfirmation(folder);
    await this.holdConfirmed(action);
  }

  async typeConfirmation(folder = ''): Promise<void> {
    const { second, name } = this.machine.confirmedBy;
    await typeIn(await this.machine.app.confirmation(), { second, name: endOf(name), folder: endOf(folder) });
  }

  async holdConfirmed(action: string): Promise<void> {
    await holdDown((await this.machine.app.confirmation()).getByRole('button', { name: action }));
  }

  /** To a page by its name at the side. */
  async look(page: RegExp): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Steps' }).getByRole('button', { name: page }).click();
  }

  /** Two people close the journal of this machine. */
  async close(): Promise<void> {
    await this.at('Finish this ceremony');
    await this.confirm('Close the journal for good');
    await this.at('This ceremony is over');
  }

  /** What this machine has as evidence goes to its stick. */
  async saveRecords(): Promise<void> {
    await this.machine.app.answerFolder(this.machine.stick);
    await this.press('Write it to a stick');
    await expect(this.page.getByRole('button', { name: 'Write it to another stick' })).toBeVisible();
  }

  /** Presses what signs and writes: the passphrase is typed in its own window, and the file goes to the stick. */
  async sign(name: string): Promise<void> {
    await this.machine.app.answerFolder(this.machine.stick);
    await this.press(name);
    const window = await this.machine.app.confirmation();
    await window.locator('input[type=password]').fill(this.#prepared.passphraseOf(this.#role));
    await clickToAnswer(window.locator('button[type=submit]'));
  }

  /** Leaves the ceremony, and with it the account. */
  async signOut(): Promise<void> {
    await this.press('Back to the first page');
    await this.at('What do you need to do?');
  }

  newest(part: string): string {
    return this.machine.newest(part);
  }
}
