// What people do on the offline screens of an activation: custodians with two sticks each, or a token.
import { readdirSync } from 'node:fs';
import { expect } from '@playwright/test';
import { fingerprintWords } from '#shared/formatting/fingerprint.ts';
import { identityPassphrase } from '../other-side.ts';
import type { Workspace } from '../offline-workspace.ts';
import type { BroughtToken } from '../support/brought-tokens.ts';
import { clickToAnswer } from './answered-sheet.ts';
import { type OfflinePages, typeIdentity } from './offline-pages.ts';
import { tokenTurn } from './token-turn.ts';

type Copy = 1 | 2;

/** What a custodian chooses for a new key: words that are in no text of the app. */
export const newPassphraseOf = (at: number): string => `seven quiet otters hum ${at}`;

export class ActivationPages {
  readonly #pages: OfflinePages;
  readonly #workspace: Workspace;

  constructor(pages: OfflinePages, workspace: Workspace) {
    this.#pages = pages;
    this.#workspace = workspace;
  }

  /** A custodian's key: made onto one stick, checked from it, written to another, and checked from that. */
  async makeKey(at: number): Promise<void> {
    const card = this.#pages.page.getByRole('region', { name: new RegExp(`^C${at},`) });
    await expect(card).toBeVisible();
    await this.#pages.press('Choose the passphrase and make the key');
    await this.#insert(at, 1);
    await this.#type(at, 'Make the key', ['Passphrase', 'Type it again']);
    await this.#pages.press('Type the passphrase and check copy 1');
    await this.#again(at, 1);
    await this.#type(at, 'Check this copy');
    await this.#pages.press('Write copy 2 and read it back');
    this.#workspace.takeOut(`C${at}-1`);
    await this.#insert(at, 2);
    await this.#seeTwoSticks();
    await this.#pages.press('Type the passphrase and check copy 2');
    await this.#again(at, 2);
    await this.#type(at, 'Check this copy');
    await expect(this.#pages.page.getByRole('region', { name: `The key of C${at} is on both sticks` })).toBeVisible();
    this.#workspace.takeOut(`C${at}-2`);
  }

  /** A custodian's key on the token that they bring in the place of the first stick. */
  async adoptKey(at: number, token: BroughtToken): Promise<void> {
    await expect(this.#pages.page.getByRole('region', { name: new RegExp(`^C${at},`) })).toBeVisible();
    await this.#pages.press('Choose the passphrase and make the key');
    await tokenTurn(this.#pages, token, 'Insert your stick or token');
    const made = this.#pages.page.getByRole('region', { name: new RegExp(`^The key of C${at} is on the token`) });
    await expect(made).toBeVisible();
  }

  /** A token opens its share of the security domain. */
  async proveToken(at: number, token: BroughtToken): Promise<void> {
    await this.#pages.press('Type the PIN and open the share');
    await tokenTurn(this.#pages, token, 'Insert your token');
    await expect(this.#pages.page.getByText(`${at} of 3`, { exact: true })).toBeVisible();
  }

  /** Where the system does not tell sticks apart, two people do. */
  async #seeTwoSticks(): Promise<void> {
    if (this.#workspace.tellsSerials) return;
    await this.#pages.answer('administrator', 'witness');
    await this.#pages.pressInView('Write copy 2 and read it back');
  }

  /** Signs the certificates and writes their bundle to the stick OUT. @returns its file and the words that are read aloud */
  async sendCertificates(): Promise<{ readonly name: string; readonly words: string }> {
    await this.#pages.title('Send the certificates on OUT');
    this.#workspace.plugIn('OUT');
    await this.#pages.giveRole('OUT', 'OUT');
    const signing = this.#pages.app.confirmation();
    await this.#pages.press('Sign, write and read back');
    await typeIdentity(await signing, identityPassphrase);
    await expect(this.#pages.page.getByText('same', { exact: true })).toBeVisible();
    const [name = ''] = readdirSync(this.#workspace.stick('OUT'));
    return { name, words: await this.#pages.readWords() };
  }

  /** Takes the security domain from the stick IN, and types the words that the other side reads. */
  async takeDomain(sha256: string): Promise<void> {
    await this.#pages.title('The new security domain');
    await this.#pages.press(/Refresh/);
    await this.#pages.press('Accept message');
    // Nothing of the file is shown before.
    const begin = fingerprintWords(sha256).slice(0, 3).join(' ');
    for (const page of [await this.#pages.app.confirmation(), this.#pages.page]) {
      await expect(page.getByText(begin)).toHaveCount(0);
    }
    await this.#pages.typeWords(sha256);
  }

  /** A copy opens its share of the security domain. */
  async prove(at: number, copy: Copy): Promise<void> {
    await this.#pages.press('Type the passphrase and open the share');
    await this.#insert(at, copy);
    await this.#type(at, 'Open my share');
    await expect(this.#pages.page.getByText(`${2 * (at - 1) + copy} of 6`, { exact: true })).toBeVisible();
    this.#workspace.takeOut(`C${at}-${copy}`);
  }

  /** When the view asks for it, what comes is taken. */
  async #insert(at: number, copy: Copy): Promise<void> {
    await this.#pages.titleInView('Insert your stick');
    this.#workspace.plugIn(`C${at}-${copy}`);
  }

  /** The first custodian takes the stick out and inserts it again; those after them only show which it is, which takes less time. */
  async #again(at: number, copy: Copy): Promise<void> {
    const stick = `C${at}-${copy}` as const;
    if (at > 1) return this.#pages.takeStick(stick);
    const view = await this.#pages.app.confirmation();
    await expect(view.getByRole('option', { name: stick })).toBeAttached();
    this.#workspace.takeOut(stick);
    await expect(view.getByRole('option', { name: stick })).toHaveCount(0);
    this.#workspace.plugIn(stick);
  }

  /** In main's own view, which names the stick and says what it does with what is typed. */
  async #type(at: number, act: string, fields = ['Passphrase']): Promise<void> {
    const view = await this.#pages.app.confirmation();
    for (const field of fields) await view.getByLabel(field, { exact: true }).fill(newPassphraseOf(at));
    await clickToAnswer(view.getByRole('button', { name: act }));
  }
}
