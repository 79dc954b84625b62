// What people do in an emergency recovery at the offline laptop, with every click and every key counted.
import { readdirSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import type { Room, StickName } from '../room.ts';
import { clickToClose } from './closing-window.ts';
import type { OfflinePages } from './offline-pages.ts';
import { holdDown } from './hold.ts';

export interface Effort {
  readonly clicks: number;
  readonly keys: number;
  /** Screens with a heading of their own. */
  readonly screens: number;
}

export class EmergencyPages {
  readonly offline: OfflinePages;
  readonly #page: Page;
  #windowClicks = 0;
  #windowKeys = 0;

  private constructor(offline: OfflinePages) {
    this.offline = offline;
    this.#page = offline.page;
  }

  /** Counts from the first screen on, as the page itself sees pointer and keyboard. */
  static async open(offline: OfflinePages): Promise<EmergencyPages> {
    await offline.title('What have you come for?');
    await offline.page.evaluate(() => {
      const counted = { clicks: 0, keys: 0, titles: [] as string[] };
      const note = (): void => {
        const title = document.querySelector('h1')?.textContent ?? '';
        if (title !== '' && counted.titles.at(-1) !== title) counted.titles.push(title);
      };
      document.addEventListener('pointerdown', () => (counted.clicks += 1), true);
      document.addEventListener('keydown', ({ repeat }) => (counted.keys += repeat ? 0 : 1), true);
      new MutationObserver(note).observe(document.body, { childList: true, subtree: true, characterData: true });
      note();
      Object.assign(globalThis, { counted });
    });
    return new EmergencyPages(offline);
  }

  async effort(): Promise<Effort> {
    const { clicks, keys, titles } = await this.#page.evaluate(
      () => (globalThis as unknown as { counted: { clicks: number; keys: number; titles: string[] } }).counted,
    );
    return { clicks: clicks + this.#windowClicks, keys: keys + this.#windowKeys, screens: titles.length };
  }

  async begin(mode: 'Practice' | 'Production'): Promise<void> {
    await this.offline.choose(/^Emergency recovery/);
    await this.offline.choose(new RegExp(`^${mode}`));
    await this.offline.press('Begin');
  }

  /** The only security domain on the stick is chosen already. */
  async loadDomain(): Promise<void> {
    await this.offline.title('The security domain');
    await this.offline.giveRole('IN', 'IN');
    await this.offline.press('Load');
    await this.offline.press('It agrees: go on');
  }

  /** The field has the keyboard already. The file is chosen where it is the only one. */
  async checkKey(address: string, file?: RegExp): Promise<void> {
    await this.offline.title('The exchange key and its HSM');
    await expect(this.#page.getByLabel(/^Address of the new HSM/)).toBeFocused();
    await this.#page.keyboard.type(address);
    if (file !== undefined) await this.offline.choose(file);
    await this.offline.press('Check the key');
  }

  /** Each custodian: stick, passphrase, out. A key alone on its stick is chosen already. */
  async giveShares(room: Room, sticks: readonly (readonly [StickName, passphrase: string])[]): Promise<void> {
    await this.offline.press(/I am the custodian/);
    for (const [at, [stick, passphrase]] of sticks.entries()) {
      room.plugIn(stick);
      await this.offline.giveRole(stick, 'Custodian’s stick');
      await this.typePassphrase(passphrase);
      await this.offline.title('Your share is accepted');
      room.takeOut(stick);
      await this.offline.press(at + 1 < sticks.length ? 'My stick is out: next custodian' : 'My stick is out');
    }
    await this.offline.goOnFromCustodians();
  }

  /** In the small window: the passphrase and Enter, or the button for a key without one. */
  async typePassphrase(passphrase: string): Promise<void> {
    const window = await this.offline.openPassphraseWindow();
    if (passphrase === '') {
      this.#windowClicks += 1;
      await clickToClose(window.getByRole('button', { name: 'This key has no passphrase' }));
      return;
    }
    this.#windowKeys += passphrase.length;
    this.#windowClicks += 1;
    await window.getByLabel('Passphrase').fill(passphrase);
    await clickToClose(window.getByRole('button', { name: 'Open my share' }));
  }

  /** Two names are typed, the first field has the keyboard; then the button is held. @returns the blob’s file on the stick OUT */
  async build(room: Room, [first, second]: readonly [string, string]): Promise<string> {
    await this.offline.title('Build the restore blob');
    await expect(this.#page.getByLabel('Name of the first person')).toBeFocused();
    await this.#page.keyboard.type(first);
    await this.#page.keyboard.press('Tab');
    await this.#page.keyboard.type(second);
    await this.offline.holdOnly('Hold to build');
    await this.offline.title('The restore blob is built');
    room.plugIn('OUT');
    await this.offline.giveRole('OUT', 'OUT');
    await this.offline.press('Write and read back');
    await expect(this.#page.getByText('The blob is on the stick')).toBeVisible();
    const [name = ''] = readdirSync(room.stick('OUT'));
    return name;
  }

  /** Presses and holds until something shows that it was done. */
  async hold(name: RegExp, isDone: () => Promise<void>): Promise<void> {
    await holdDown(this.#page.getByRole('button', { name }), isDone);
  }

  async finish(): Promise<void> {
    await this.offline.press('Go on');
    await this.offline.title('Finish this session');
    await this.offline.press('Close the journal');
    await this.offline.title('This session is over');
    await this.offline.press('Write the evidence to the OUT stick');
    await expect(this.#page.getByText(/evidence-.*SHA256SUMS/)).toBeVisible();
  }
}
