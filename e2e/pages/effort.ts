// What a journey costs people: clicks, keys and screens of every window, as the pages themselves see pointer, keyboard and fields.
import type { Page } from '@playwright/test';
import type { RunningApp } from '../hosts/host.ts';

/** What people do, and what they get to read. */
export interface Effort {
  /** Presses of the pointer; a choice from a list takes two. */
  readonly clicks: number;
  /** Presses of a key, and characters that a script put into a field at once. A key that is held counts once. */
  readonly keys: number;
  /** Headings of the first order that came into a window, one after the other. */
  readonly screens: number;
}

type Noted = 'click' | 'key' | 'screen';

/** Counts in all windows of the apps that it watches; journeys at two machines have one. */
export class EffortCounter {
  readonly #noted: Record<Noted, number> = { click: 0, key: 0, screen: 0 };
  readonly #pages: Page[] = [];

  /** Counts in this app from now on, also in windows that open later. */
  async watch({ window }: Pick<RunningApp, 'window'>): Promise<void> {
    const context = window.context();
    // Not by a function of ours in the page: the double has some there already, and a page has them from one side only.
    context.on('console', (message) => {
      const { what, times } = /^effort: (?<what>click|key|screen) (?<times>\d+)$/.exec(message.text())?.groups ?? {};
      if (what !== undefined) this.#noted[what as Noted] += Number(times);
    });
    await context.addInitScript(countEffort);
    for (const page of context.pages()) {
      await page.evaluate(countEffort);
      this.#pages.push(page);
    }
  }

  /** What a spec does beside the journey, and nobody would on a day without it, is not counted. */
  async without(detour: () => Promise<void>): Promise<void> {
    await this.#hearAll();
    const before = { ...this.#noted };
    await detour();
    await this.#hearAll();
    Object.assign(this.#noted, before);
  }

  /** What a page has noted is here before its answer to a later question. */
  async #hearAll(): Promise<void> {
    for (const page of this.#pages) if (!page.isClosed()) await page.evaluate('0');
  }

  async total(): Promise<Effort> {
    await this.#hearAll();
    const { click: clicks, key: keys, screen: screens } = this.#noted;
    return { clicks, keys, screens };
  }
}

/** Runs in the page. */
function countEffort(): void {
  const noteEffort = (what: Noted, times: number): void => console.debug(`effort: ${what} ${times}`);
  let title = '';
  /** Whether what a field says next was typed with a key that is counted already. */
  let isTyped = false;
  const look = (): void => {
    const now = document.querySelector('h1')?.textContent ?? '';
    if (now !== '' && now !== title) noteEffort('screen', 1);
    title = now;
  };
  document.addEventListener('pointerdown', () => noteEffort('click', 1), true);
  document.addEventListener(
    'keydown',
    ({ repeat }) => {
      isTyped = true;
      if (!repeat) noteEffort('key', 1);
    },
    true,
  );
  document.addEventListener(
    'keyup',
    () => {
      isTyped = false;
    },
    true,
  );
  document.addEventListener(
    'input',
    ({ target }) => {
      const isText = target instanceof HTMLInputElement && target.type !== 'checkbox' && target.type !== 'radio';
      if (!isTyped && (isText || target instanceof HTMLTextAreaElement)) noteEffort('key', target.value.length);
      if (!isTyped && target instanceof HTMLSelectElement) noteEffort('click', 2);
    },
    true,
  );
  new MutationObserver(look).observe(document, { childList: true, subtree: true, characterData: true });
  look();
}
