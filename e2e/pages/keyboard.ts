// A person with a keyboard and nothing else: Tab walks to what is wanted, arrows walk within a group of choices.
import { expect, type Locator, type Page } from '@playwright/test';

type Role = 'button' | 'radio' | 'checkbox' | 'textbox' | 'combobox';
/** More presses than the longest screen has things to stop at. */
const maxPresses = 120;

export class Keyboard {
  readonly page: Page;
  /** How often Tab was pressed. */
  tabs = 0;

  constructor(page: Page) {
    this.page = page;
  }

  /** Presses the button that has this name, once the program is done with what was asked before: until then it takes no press. */
  async press(name: string | RegExp): Promise<void> {
    const button = this.#named('button', name);
    // What takes no press cannot be reached either.
    await expect(button).toBeEnabled();
    await this.#reach(button);
    await expect(button).toBeEnabled();
    await this.page.keyboard.press('Enter');
  }

  /** Keeps the space bar down on a button until it has done its action and is gone. */
  async hold(name: string): Promise<void> {
    const button = this.#named('button', name);
    await this.#reach(button);
    await this.page.keyboard.down('Space');
    await button.waitFor({ state: 'hidden' });
    await this.page.keyboard.up('Space');
  }

  /** Opens what is folded away. */
  async unfold(name: string): Promise<void> {
    await this.#reach(this.page.locator('summary', { hasText: name }));
    await this.page.keyboard.press('Enter');
  }

  async check(name: string): Promise<void> {
    await this.#reach(this.#named('checkbox', name));
    await this.page.keyboard.press('Space');
  }

  async choose(name: string | RegExp): Promise<void> {
    const choice = this.#named('radio', name);
    await this.#reach(choice, 'ArrowDown');
    if (!(await choice.isChecked())) await this.page.keyboard.press('Space');
  }

  /** A choice on one stick's card. An arrow chooses as it moves, and the list may then give way to the files of the stick. */
  async giveRole(stick: string, role: string, arrow: 'ArrowUp' | 'ArrowDown' = 'ArrowUp'): Promise<void> {
    const wanted = this.page
      .getByRole('region', { name: `Stick ${stick}` })
      .getByRole('radio', { name: role, exact: true });
    await wanted.waitFor();
    for (let presses = 0; presses < maxPresses; presses += 1) {
      // At one look: after it the list may be gone, and a second would wait for it in vain.
      const { isChosen, isInGroup } = await wanted.evaluateAll(seenFrom);
      if (isChosen) return;
      await this.#go(isInGroup ? arrow : 'Tab');
      await this.#settled();
    }
    throw new Error(`the keyboard does not reach ${role} of ${stick}`);
  }

  async type(name: string | RegExp, text: string): Promise<void> {
    await this.#reach(this.#named('textbox', name));
    await this.page.keyboard.type(text);
  }

  /** A custodian in main's own view, where their stick is in already. */
  async takeStick(stick: string): Promise<void> {
    await this.#reach(this.#named('combobox', 'Which stick is yours?'));
    await this.page.keyboard.type(stick);
    await this.press('This is my stick');
  }

  /** Chooses an entry of a list by its place, counted from the blank one. */
  async pick(name: string, place: number): Promise<void> {
    await this.#reach(this.#named('combobox', name));
    for (let at = 0; at < place; at += 1) await this.page.keyboard.press('ArrowDown');
  }

  #named(role: Role, name: string | RegExp): Locator {
    return this.page.getByRole(role, { name, exact: true }).first();
  }

  async #reach(wanted: Locator, arrow?: 'ArrowDown'): Promise<void> {
    await wanted.waitFor();
    for (let presses = 0; presses < maxPresses; presses += 1) {
      if (await wanted.evaluate((element) => element === element.ownerDocument.activeElement)) return;
      const isInGroup = arrow !== undefined && (await wanted.evaluateAll(seenFrom)).isInGroup;
      await this.#go(isInGroup ? arrow : 'Tab');
    }
    throw new Error(`the keyboard does not reach ${String(wanted)}`);
  }

  async #go(key: 'Tab' | 'ArrowUp' | 'ArrowDown'): Promise<void> {
    if (key === 'Tab') this.tabs += 1;
    await this.page.keyboard.press(key);
  }

  /** Until the screen shows what main has answered. */
  async #settled(): Promise<void> {
    await this.page.evaluate('new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)))');
  }
}

interface Choice {
  readonly checked: boolean;
  closest(selector: string): unknown;
  readonly ownerDocument: { readonly activeElement: unknown };
}

/** Runs in the page: whether a choice was made, or is gone because it was; and whether the keyboard is in the same group of choices. */
function seenFrom(choices: unknown[]): { isChosen: boolean; isInGroup: boolean } {
  const [choice] = choices as Choice[];
  if (choice === undefined) return { isChosen: true, isInGroup: false };
  const active = choice.ownerDocument.activeElement as { closest(selector: string): unknown } | null;
  const isAtChoice = active?.closest('[role=radiogroup] [role=radio], [role=radiogroup] input') !== null;
  const isInGroup = isAtChoice && active?.closest('[role=radiogroup]') === choice.closest('[role=radiogroup]');
  return { isChosen: choice.checked, isInGroup };
}
