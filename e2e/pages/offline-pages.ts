// What people do on the offline screens, in their words; specs read like a script.
import { expect, type Locator, type Page } from '@playwright/test';
import { fingerprintWords } from '../../shared/formatting/fingerprint.ts';
import type { RunningApp } from '../hosts/host.ts';
import type { StickName } from '../room.ts';

export class OfflinePages {
  readonly app: RunningApp;
  readonly page: Page;

  constructor(app: RunningApp) {
    this.app = app;
    this.page = app.window;
  }

  async press(name: string | RegExp): Promise<void> {
    await this.page.getByRole('button', { name }).click();
  }

  async choose(name: string | RegExp): Promise<void> {
    await tick(this.page.getByRole('radio', { name }));
  }

  async title(text: string | RegExp): Promise<void> {
    await expect(this.page.getByRole('heading', { level: 1, name: text })).toBeVisible();
  }

  async begin(purpose: RegExp, mode: 'Practice' | 'Production', id: string): Promise<void> {
    await this.title('What is this session for?');
    await this.choose(purpose);
    await this.choose(new RegExp(`^${mode}`));
    await this.page.getByLabel('Ceremony id').fill(id);
    await this.press('Begin');
    await this.title(/^Is this machine alone/);
  }

  async enterClock(now = new Date()): Promise<void> {
    const [date = '', time = ''] = now.toISOString().split('T');
    await this.page.getByLabel(/^Date/).fill(date);
    await this.page.getByLabel(/^Time/).fill(time.slice(0, 5));
    await this.press('Enter this time');
    await this.press('Go on');
  }

  async giveRole(stick: StickName, role: 'IN' | 'OUT' | 'Custodian’s stick'): Promise<void> {
    const card = this.page.getByRole('region', { name: `Stick ${stick}` });
    // The list may give way to what comes next as soon as the role is given.
    await card.getByRole('radio', { name: role, exact: true }).locator('xpath=ancestor::label').click();
  }

  async loadSecurityDomain(): Promise<void> {
    await this.title('The security domain');
    await this.choose(/security-domain\.json/);
    await this.press('Load');
  }

  async loadExchangeKey(host: string, file = /exchange-key\.pem/): Promise<void> {
    await this.title('The exchange key');
    await this.choose(file);
    await this.page.getByLabel('Address of the new HSM').fill(host);
    await this.press(/^Load/);
  }

  /** Types the words as the second operator reads them from their own sheet. */
  async typeWords(sha256: string): Promise<void> {
    const words = fingerprintWords(sha256);
    const readBack = this.page.getByRole('region', { name: 'Read-back' });
    await expect(readBack).toBeVisible();
    for (const label of await readBack.locator('label').allTextContents()) {
      const place = Number(/\d+/.exec(label)?.[0]);
      await readBack.getByLabel(label, { exact: true }).fill(words[place - 1] ?? '');
    }
    await this.press('Compare');
  }

  /** One custodian from looking away to the stick being out. An empty passphrase is a key without one. */
  async giveShare(stick: StickName, file: RegExp, passphrase: string): Promise<void> {
    await this.press(/I am the custodian/);
    await this.openKey(stick, file, passphrase);
    await this.title('Your share is accepted');
  }

  async openKey(stick: StickName, file: RegExp, passphrase: string): Promise<void> {
    await this.giveRole(stick, 'Custodian’s stick');
    await this.choose(file);
    await this.typePassphrase(passphrase);
  }

  async typePassphrase(passphrase: string): Promise<void> {
    const opening = this.app.nextWindow();
    await this.press('Type the passphrase');
    const window = await opening;
    if (passphrase === '') {
      await window.getByRole('button', { name: 'This key has no passphrase' }).click();
      return;
    }
    await window.getByLabel('Passphrase').fill(passphrase);
    await window.getByRole('button', { name: 'Open my share' }).click();
  }

  /** Two initials, then press and hold. */
  async hold(name: string): Promise<void> {
    await this.page.getByLabel('Initials of the administrator').fill('AB');
    await this.page.getByLabel('Initials of the witness').fill('CD');
    const button = this.page.getByRole('button', { name });
    await button.focus();
    await this.page.keyboard.down('Space');
    await expect(button).toBeHidden();
    await this.page.keyboard.up('Space');
  }
}

/** The input itself lies invisible under its label, which is what people click. */
async function tick(radio: Locator): Promise<void> {
  await radio.locator('xpath=ancestor::label').click();
  await expect(radio).toBeChecked();
}
