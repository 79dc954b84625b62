// What people do on the offline screens, in their words; specs read like a script.
import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import { fingerprintWords, parsePrintedFingerprint } from '#shared/formatting/fingerprint.ts';
import type { RunningApp } from '../hosts/host.ts';
import { identityPassphrase, type OtherSide } from '../other-side.ts';
import { passphraseOf, type Workspace, type StickName } from '../offline-workspace.ts';
import { clickToAnswer } from './answered-sheet.ts';
import { holdDown } from './hold.ts';
import { ownWords, plainWords } from './printed.ts';
import { fillRows } from './word-rows.ts';

/** What the people at the other machine tell or read aloud. */
export type ReportedByOtherSide = Pick<OtherSide, 'planSha256' | 'pairingCode' | 'number'>;

/** On the first screen, on the pages of the papers, and beside a session. */
export const papersButton = /^(?:All papers|Papers) and proofs$/;

/** Answers to the first question that lead to another one, with what is below each. */
const below: Readonly<Record<string, readonly string[]>> = {
  'New keys for custodians': ['Activate or re-wrap an HSM', 'Make custodian keys'],
  'Drill with the custodians': ['Share check (drill D1)', 'Quorum drill (drill D2)'],
  'Plan, papers and evidence': ['Write or approve a plan', 'Read evidence'],
};

/** The answer above what somebody comes for; undefined where that is an answer itself. */
export function groupOf(purpose: RegExp): RegExp | undefined {
  const found = Object.entries(below).find(([, titles]) => titles.some((title) => purpose.test(title)));
  return found && new RegExp(`^${found[0]}`);
}

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

  /** A page of the tools, from the first screen or from another such page. */
  async openTool(entry: string): Promise<void> {
    await this.page.getByRole('button', { name: papersButton }).first().click();
    await this.press(entry);
  }

  /** What somebody comes for: an answer to the first question, or to the one below it. */
  async comeFor(purpose: RegExp): Promise<void> {
    const group = groupOf(purpose);
    await this.press(group ?? purpose);
    if (group !== undefined) await this.choose(purpose);
  }

  async title(text: string | RegExp): Promise<void> {
    await expect(this.page.getByRole('heading', { level: 1, name: text })).toBeVisible();
  }

  async begin(purpose: RegExp, mode: 'Practice' | 'Production', id: string): Promise<void> {
    await this.title('What do you need to do?');
    await this.comeFor(purpose);
    await this.press('Begin');
    await this.sayMode(mode, id);
    await this.title(/^Is this machine alone/);
  }

  /** In main's own view. */
  async sayMode(mode: 'Practice' | 'Production', id: string): Promise<void> {
    await (await this.app.confirmation()).getByLabel('Ceremony id').fill(id);
    await this.pressInView(mode);
  }

  async enterClock(now = new Date()): Promise<void> {
    await this.typeClock(now.toISOString());
    await this.press('Go on');
  }

  /** @param wall ISO 8601 in UTC */
  async typeClock(wall: string): Promise<void> {
    await this.press('Enter this time');
    const view = await this.app.confirmation();
    await view.getByLabel(/^Date/).fill(wall.slice(0, 10));
    await view.getByLabel(/^Time/).fill(wall.slice(11, 16));
    await this.pressInView('Enter this time');
  }

  async giveRole(stick: string, role: 'OWN' | 'IN' | 'OUT'): Promise<void> {
    const card = this.page.getByRole('region', { name: `Stick ${stick}`, exact: true });
    // The list may give way to what comes next as soon as the role is given.
    await card.getByRole('radio', { name: role, exact: true }).locator('xpath=ancestor::label').click();
  }

  /** A custodian in main's own view, where their stick is in already: one that comes is taken by itself. */
  async takeStick(stick: StickName): Promise<void> {
    const view = await this.app.confirmation();
    await view.getByLabel('Which stick is yours?').selectOption({ label: stick });
    await this.pressInView('This is my stick');
  }

  /** From the sticks to where the security domain is asked for. @returns the number that this machine gave out */
  async openCeremony(workspace: Workspace, side: ReportedByOtherSide): Promise<string> {
    await this.title('Which stick is which?');
    workspace.plugIn('OWN');
    await this.giveRole('OWN', 'OWN');
    workspace.plugIn('IN');
    await this.giveRole('IN', 'IN');
    await this.press('Go on');
    await this.openPlan();
    await this.typeWords(side.planSha256);
    await this.press('Go on');
    return this.pair(side);
  }

  /** The only plan and the only identity on the sticks are chosen already. */
  async openPlan(passphrase = identityPassphrase): Promise<void> {
    await this.title('The plan and this machine’s identity');
    const opening = this.app.confirmation();
    await this.press(/begin the journal/);
    await typeIdentity(await opening, passphrase);
  }

  /** Tells and takes the numbers, and types the pairing words. */
  async pair(side: ReportedByOtherSide): Promise<string> {
    await this.title('The other machine');
    const challenge = await this.ownNumber();
    await this.typePairing(side);
    return challenge;
  }

  /** The number that this machine gives out, as it is read aloud. */
  async ownNumber(): Promise<string> {
    return (await this.#factInView('The number of this machine')).replace(/\s/g, '');
  }

  async typePairing({ number, pairingCode }: Pick<ReportedByOtherSide, 'number' | 'pairingCode'>): Promise<void> {
    const view = await this.app.confirmation();
    await view.getByLabel('The number that the other machine gives out').fill(number);
    await this.typeWords(pairingCode);
    await this.press('Go on');
  }

  /** From the clock of a session without a plan. */
  async toSecurityDomain(workspace: Workspace): Promise<void> {
    await this.enterClock();
    workspace.plugIn('IN');
    await this.giveRole('IN', 'IN');
    await this.press('Go on');
  }

  async loadSecurityDomain(): Promise<void> {
    await this.title('The security domain');
    await this.choose(/security-domain\.json/);
    await this.press('Load');
  }

  /** The only bundle of its kind on the stick is chosen already. */
  async takeExchangeKey(): Promise<void> {
    await this.title('The exchange key');
    await this.press(/Refresh/);
    await expect(this.page.getByRole('radio', { name: /exchange-key\.bundle/ })).toBeChecked();
    await this.press(/^Take/);
  }

  /** From the sticks to where the first custodian is asked to come. */
  async toCustodians(workspace: Workspace, ceremony: string): Promise<OtherSide> {
    const side = workspace.plan(ceremony);
    await this.begin(/^Recover an HSM/, 'Practice', ceremony);
    await this.enterClock();
    const challenge = await this.openCeremony(workspace, side);
    await this.loadSecurityDomain();
    await this.press('I compared it: continue');
    side.sendKey(workspace.stick('IN'), challenge, workspace.exchangeAnswer);
    await this.takeExchangeKey();
    await this.typeWords(workspace.exchangeCertificateSha256);
    await this.press('Both sides agree: go on');
    await this.title('Who comes next?');
    return side;
  }

  /** Notes an exception as the frame offers it. */
  async noteException(happened: string, decidedBy?: string): Promise<void> {
    await this.press('Exception');
    await this.fillException(happened, decidedBy);
  }

  /** @param decidedBy people of the plan, as they are typed */
  async fillException(happened: string, decidedBy = 'Person administrator, Person witness'): Promise<void> {
    const view = await this.app.confirmation();
    await view.getByLabel('What happened').fill(happened);
    await view.getByLabel('What was decided').fill('go on');
    await view.getByLabel('Decided by').fill(decidedBy);
    await view.getByLabel('Initials of two people').fill('PA PW');
    await this.pressInView('Note it');
  }

  /** Two people of the plan answer for what is done next. */
  async answer(first: string, second: string): Promise<void> {
    const view = await this.app.confirmation();
    await view.getByLabel('First person').selectOption(first);
    await view.getByLabel('Second person').selectOption(second);
  }

  /** Types the words that somebody reads from their own sheet. @param sha256 in digits or words */
  async typeWords(sha256: string): Promise<void> {
    const words = fingerprintWords(parsePrintedFingerprint(sha256));
    await fillRows((await this.app.confirmation()).getByRole('main'), words);
    await this.pressInView('Compare');
  }

  /** The same with words that do not fit: the view says so, and keeps what was typed. */
  async mistypeWords(sha256: string): Promise<void> {
    const view = await this.app.confirmation();
    await fillRows(view.getByRole('main'), fingerprintWords(parsePrintedFingerprint(sha256)));
    await view.getByRole('button', { name: 'Compare' }).click();
    await expect(view.getByRole('alert')).toContainText('WORDS_WRONG');
  }

  /** The custodian whose turn it is, where a plan names them; without one, with one of the two copies of the key. */
  async come(stick: StickName, copy: 1 | 2 = 1): Promise<void> {
    await expect(this.page.getByRole('button', { name: /I am the custodian/ })).toBeVisible();
    const name = this.page.getByRole('radio', { name: `Person custodian-${stick.slice(1)}` });
    if ((await name.count()) > 0) await tick(name);
    const which = this.page.getByRole('radio', { name: `copy ${copy}`, exact: true });
    if ((await which.count()) > 0) await tick(which);
    await this.press(/I am the custodian/);
  }

  /** One custodian from looking away until their stick may go; its only key is found by itself. An empty passphrase is a key without one. */
  async giveShare(stick: StickName, passphrase: string, copy: 1 | 2 = 1): Promise<void> {
    await this.come(stick, copy);
    await this.typePassphrase(passphrase);
    await this.titleInView(`Take your stick “${stick}” out now.`);
  }

  /** The stick goes, which is seen by itself, and the others look again. */
  async leave(workspace: Workspace, stick: StickName, next: string | RegExp = 'Go on'): Promise<void> {
    workspace.takeOut(stick);
    await this.titleInView('Thank you. Your key is forgotten.');
    await this.pressInView(next);
  }

  /** Custodian 1, who comes and goes. */
  async giveFirstShare(workspace: Workspace): Promise<void> {
    workspace.plugIn('C1');
    await this.giveShare('C1', passphraseOf(1));
    await this.leave(workspace, 'C1');
    await expect(this.page.getByText('1 of 2', { exact: true })).toBeVisible();
  }

  /** Custodians 1 and 3, who are enough. */
  async giveShares(workspace: Workspace): Promise<void> {
    await this.giveFirstShare(workspace);
    workspace.plugIn('C3');
    await this.giveShare('C3', '');
    await this.leave(workspace, 'C3');
    await this.goOnFromCustodians();
  }

  /** All have given: it is said, and stays until somebody goes on. */
  async goOnFromCustodians(): Promise<void> {
    await this.title('Everybody who is needed has been here');
    await this.press('Go on');
  }

  /** Builds the blob and writes its bundle to the stick OUT. @returns the name of the bundle's file */
  async sendBlob(workspace: Workspace): Promise<string> {
    await this.buildBlob();
    workspace.plugIn('OUT');
    await this.giveRole('OUT', 'OUT');
    await this.writeBlob();
    const [name = ''] = readdirSync(workspace.stick('OUT'));
    return name;
  }

  async buildBlob(): Promise<void> {
    await this.title('Build the restore blob');
    await this.approveAndHold('Hold to build');
    await this.title('The restore blob is built');
    await this.press('Written down: go on');
  }

  /** To the stick that has the role OUT. */
  async writeBlob(passphrase = identityPassphrase): Promise<void> {
    const signing = this.app.confirmation();
    await this.press('Sign, write and read back');
    await typeIdentity(await signing, passphrase);
    await expect(this.page.getByText('same', { exact: true })).toBeVisible();
  }

  /** The words that this machine shows for reading aloud. */
  async readWords(): Promise<string> {
    return plainWords(await this.#factInView('SHA-256 of the bundle’s content'));
  }

  /** The words of the pairing code. */
  async ownWords(): Promise<string> {
    return ownWords(await this.app.confirmation());
  }

  async #factInView(label: string): Promise<string> {
    const view = await this.app.confirmation();
    const lines = view.locator('dt', { hasText: label }).locator('xpath=following-sibling::dd');
    const after = view.locator('dt', { hasText: label }).locator('xpath=following-sibling::dt/following-sibling::dd');
    return (await lines.allTextContents()).slice(0, (await lines.count()) - (await after.count())).join('\n');
  }

  /** From the message about the upload to the end of the session. */
  async takeOutcomeAndFinish(): Promise<void> {
    await this.takeOutcome();
    await this.press('Go on');
    await this.closeJournal();
  }

  async takeOutcome(): Promise<void> {
    await this.press('Refresh');
    await this.press('Accept message');
    await expect(this.page.getByText('The upload succeeded')).toBeVisible();
  }

  async closeJournal(): Promise<void> {
    await this.press('Close the journal and finish');
    await this.answer('administrator', 'witness');
    await this.pressInView('Close the journal and finish');
    await this.title('This session is over');
  }

  /** Takes a folder for a stick, as people do who have no sticks. */
  async useFolder(path: string, role: 'OWN' | 'IN' | 'OUT'): Promise<void> {
    await this.app.answerFolder(path);
    await this.press('Use a folder as a stick');
    await this.giveRole(basename(path), role);
  }

  /** A custodian in main's own view, where more than one key is there. */
  async chooseKey(key: string): Promise<void> {
    const view = await this.app.confirmation();
    const choice = view.getByLabel('Which file is your key?');
    const value = await choice.locator('option', { hasText: key }).getAttribute('value');
    await choice.selectOption(value);
    await this.pressInView('This is my key');
  }

  /** Folds out what is seldom needed, and presses it. */
  async askForHelp(name: string): Promise<void> {
    const view = await this.app.confirmation();
    await view.getByText('I need help', { exact: true }).click();
    const button = view.getByRole('button', { name });
    await button.click();
    // The next sheet has the same help, folded away.
    await expect(button).toBeHidden();
  }

  /** The field in which a custodian types. */
  async passphraseField(): Promise<Locator> {
    const field = (await this.app.confirmation()).getByLabel('Passphrase');
    await expect(field).toBeFocused();
    return field;
  }

  async typePassphrase(passphrase: string): Promise<void> {
    if (passphrase === '') return;
    const field = await this.passphraseField();
    await field.fill(passphrase);
    await field.press('Enter');
  }

  async titleInView(text: string | RegExp): Promise<void> {
    const view = await this.app.confirmation();
    await expect(view.getByRole('heading', { level: 1, name: text })).toBeVisible();
  }

  /** A refusal that the custodian reads where they can mend it. */
  async refusedInView(text: string | RegExp): Promise<void> {
    await expect((await this.app.confirmation()).getByRole('alert')).toContainText(text);
  }

  /** In main's own view; it is gone when what was pressed has been taken. */
  async pressInView(name: string | RegExp): Promise<void> {
    const button = (await this.app.confirmation()).getByRole('button', { name });
    await button.click();
    await expect(button).toBeHidden();
  }

  /** In main's own view two people approve, then press and hold. */
  async approveAndHold(name: string): Promise<void> {
    await this.answer('administrator', 'witness');
    const view = await this.app.confirmation();
    await holdDown(view.getByRole('button', { name }));
  }

  /** Two initials, then press and hold. */
  async hold(name: string): Promise<void> {
    await this.page.getByLabel('Initials of the ceremony administrator').fill('AB');
    await this.page.getByLabel('Initials of the witness').fill('CD');
    await this.holdOnly(name);
  }

  async holdOnly(name: string): Promise<void> {
    await holdDown(this.page.getByRole('button', { name }));
  }

  /** Two people approve, then press and hold, and the action is refused. */
  async approveAndBeRefused(name: string, code: string | RegExp): Promise<void> {
    await this.approveAndHold(name);
    await expect(this.page.getByRole('alert')).toContainText(code);
  }
}

/** In the small window. */
export async function typeIdentity(window: Page, passphrase: string): Promise<void> {
  await window.getByLabel('Passphrase').fill(passphrase);
  await clickToAnswer(window.getByRole('button', { name: 'Open my identity' }));
}

/** The input itself lies invisible under its label, which is what people click. */
async function tick(radio: Locator): Promise<void> {
  await radio.locator('xpath=ancestor::label').click();
  await expect(radio).toBeChecked();
}
