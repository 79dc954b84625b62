// What people do in an emergency recovery at the offline laptop; every click and every key is counted.
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { practiceHost, type Workspace, type StickName } from '../offline-workspace.ts';
import { EffortCounter } from './effort.ts';
import type { OfflinePages } from './offline-pages.ts';
import { holdDown } from './hold.ts';

export class EmergencyPages {
  readonly offline: OfflinePages;
  readonly effort = new EffortCounter();
  readonly #page: Page;

  private constructor(offline: OfflinePages) {
    this.offline = offline;
    this.#page = offline.page;
  }

  /** Counts from the first screen on. */
  static async open(offline: OfflinePages): Promise<EmergencyPages> {
    await offline.title('What do you need to do?');
    const emergency = new EmergencyPages(offline);
    await emergency.effort.watch(offline.app);
    return emergency;
  }

  /** From the first screen to the page of the custodians, in practice, with the workspace's own exchange key. */
  static async toCustodians(workspace: Workspace, offline: OfflinePages): Promise<EmergencyPages> {
    writeFileSync(join(workspace.stick('IN'), 'exchange-key.json'), workspace.exchangeAnswer);
    workspace.plugIn('IN');
    const emergency = await EmergencyPages.open(offline);
    await emergency.begin('Practice');
    await emergency.loadDomain();
    await emergency.checkKey(practiceHost);
    await offline.press('Go on to the custodians');
    return emergency;
  }

  async begin(mode: 'Practice' | 'Production'): Promise<void> {
    await this.offline.comeFor(/^Emergency recovery/);
    await this.offline.press('Begin');
    await this.offline.pressInView(mode);
  }

  /** The only security domain on the stick is loaded as soon as the stick has its role. */
  async loadDomain(): Promise<void> {
    await this.offline.title('The security domain');
    await this.offline.giveRole('IN', 'IN');
    await this.offline.press('I compared it: continue');
  }

  /** The only key on the stick is asked about at once. In main's own view the field has the keyboard already. */
  async checkKey(address: string, file?: RegExp): Promise<void> {
    await this.offline.title('The exchange key and its HSM');
    if (file !== undefined) {
      await this.offline.choose(file);
      await this.offline.press('Check the key');
    }
    const view = await this.offline.app.confirmation();
    await expect(view.getByLabel(/^Address of the new HSM/)).toBeFocused();
    await view.keyboard.type(address);
    await view.keyboard.press('Enter');
  }

  /** It was refused in place, and what was typed is put right there. */
  async retypeAddress(refused: string, address: string): Promise<void> {
    const view = await this.offline.app.confirmation();
    await expect(view.getByRole('alert')).toContainText(refused);
    await view.getByLabel(/^Address of the new HSM/).fill(address);
    await view.keyboard.press('Enter');
  }

  /** Each custodian does three things: stick in, passphrase and Enter, stick out. */
  async giveShares(workspace: Workspace, sticks: readonly (readonly [StickName, passphrase: string])[]): Promise<void> {
    await this.offline.press(/I am the custodian/);
    for (const [at, [stick, passphrase]] of sticks.entries()) {
      workspace.plugIn(stick);
      await this.offline.typePassphrase(passphrase);
      await this.offline.titleInView(`Take your stick “${stick}” out now.`);
      await this.offline.leave(workspace, stick, at + 1 < sticks.length ? 'The next custodian' : 'Go on');
    }
  }

  /** Two names are typed, the first field has the keyboard; then the button is held. @returns the blob’s file on the stick OUT */
  async build(workspace: Workspace, [first, second]: readonly [string, string]): Promise<string> {
    await this.offline.title('Build the restore blob');
    const asked = await this.offline.app.confirmation();
    await expect(asked.getByLabel('Name of the first person')).toBeFocused();
    await asked.keyboard.type(first);
    await asked.keyboard.press('Tab');
    await asked.keyboard.type(second);
    await holdDown(asked.getByRole('button', { name: 'Hold to build' }));
    await this.offline.title('The restore blob is built');
    workspace.plugIn('OUT');
    await this.offline.giveRole('OUT', 'OUT');
    await this.offline.press('Write and read back');
    await expect(this.#page.getByText('The blob is on the stick')).toBeVisible();
    const [name = ''] = readdirSync(workspace.stick('OUT'));
    return name;
  }

  async finish(): Promise<void> {
    await this.offline.press('Go on');
    await this.offline.title('Finish this session');
    await this.offline.press('Close the journal');
    await this.offline.pressInView('Close the journal');
    await this.offline.title('This session is over');
    await this.offline.press('Write the evidence to the OUT stick');
    await expect(this.#page.getByText(/evidence-.*SHA256SUMS/)).toBeVisible();
  }
}
