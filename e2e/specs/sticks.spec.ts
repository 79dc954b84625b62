// A custodian's stick is swapped, pulled, put back and replaced at every moment of a turn: the app follows the stick that is in, and nobody has to
// cancel a turn for it.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../fixture.ts';
import { untilAnswered } from '../pages/answered-sheet.ts';
import { EmergencyPages } from '../pages/emergency-pages.ts';
import type { OfflinePages } from '../pages/offline-pages.ts';
import { passphraseOf, practiceHost, type StickName, type Workspace } from '../offline-workspace.ts';

/** Every order of three moves: a stick that is out goes in, one that is in is pulled. A is the right stick, B a wrong one. */
const either = ['A', 'B'] as const;
const orders = either.flatMap((first) => either.flatMap((second) => either.map((third) => [first, second, third])));

type Sticks = Readonly<Record<'A' | 'B', StickName>>;

/** One turn, and the sticks that its custodian has at hand. */
class Hands {
  readonly #in = new Set<StickName>();
  /** The stick that the app was told to use. */
  #used: StickName | undefined;

  readonly pages: OfflinePages;
  readonly workspace: Workspace;
  readonly sticks: Sticks;

  constructor(pages: OfflinePages, workspace: Workspace, sticks: Sticks) {
    this.pages = pages;
    this.workspace = workspace;
    this.sticks = sticks;
  }

  async play(order: readonly ('A' | 'B')[]): Promise<void> {
    for (const move of order) {
      const stick = this.sticks[move];
      await (this.#in.has(stick) ? this.pull(stick) : this.insert(stick));
    }
  }

  async insert(stick: StickName): Promise<void> {
    this.workspace.plugIn(stick);
    this.#in.add(stick);
    await this.#useOne();
  }

  async pull(stick: StickName): Promise<void> {
    this.workspace.takeOut(stick);
    this.#in.delete(stick);
    if (this.#used !== stick) return;
    this.#used = undefined;
    await expect(this.pages.page.getByText('taken out', { exact: true })).toBeAttached();
    await this.#useOne();
  }

  /** The right stick comes last, whatever was there before. */
  async end(): Promise<void> {
    if (this.#in.has(this.sticks.B)) await this.pull(this.sticks.B);
    if (!this.#in.has(this.sticks.A)) await this.insert(this.sticks.A);
  }

  /** What is in is used; of two the one that came first stays. */
  async #useOne(): Promise<void> {
    const [stick] = this.#in;
    if (this.#used !== undefined || stick === undefined) return;
    await this.pages.bring(stick);
    this.#used = stick;
  }
}

/** All orders before the passphrase, then a pull while it is typed, and the end. */
async function playTurn(pages: OfflinePages, workspace: Workspace): Promise<void> {
  const { page } = pages;
  const hands = new Hands(pages, workspace, { A: 'C1', B: 'C2' });
  const type = page.getByRole('button', { name: 'Type the passphrase' });
  for (const order of orders) {
    await hands.play(order);
    await hands.end();
    await pages.title('Your key');
    await expect(page.getByRole('radio', { name: /custodian-1\.key/ }), order.join('')).toBeChecked();
    await expect(type).toBeEnabled();
  }
  // Pulled while the passphrase is typed: the window closes by itself, and no path is shown.
  const window = await pages.openPassphraseWindow();
  await window.getByLabel('Passphrase').fill('half of it');
  await untilAnswered(window, () => workspace.takeOut('C1'));
  await expect(page.getByText('The stick “C1” was pulled out.')).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);
  workspace.plugIn('C1');
  await pages.bring('C1');
  await expect(type).toBeEnabled();
  // A window that was closed is no failure.
  const closed = await pages.openPassphraseWindow();
  await untilAnswered(closed, () => closed.getByRole('button', { name: 'Back' }).click());
  await expect(page.getByText('No passphrase was typed.')).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(type).toBeEnabled();
  await pages.typePassphrase(passphraseOf(1));
  await pages.title('Your share is accepted');
  const out = page.getByRole('button', { name: /^My stick is out/ });
  await expect(page.getByText('Take your stick “C1” out now.')).toBeVisible();
  await expect(out).toBeDisabled();
  workspace.takeOut('C1');
  await expect(page.getByText('Your stick is out.')).toBeVisible();
  await out.click();
  await expect(page.getByRole('button', { name: 'Use the stick “C1”', includeHidden: true })).toHaveCount(0);
}

test('emergency: all orders of insert and pull over a turn', { tag: '@long' }, async ({ workspace, start }) => {
  test.setTimeout(120_000);
  writeFileSync(join(workspace.stick('IN'), 'exchange-key.json'), workspace.exchangeAnswer);
  workspace.plugIn('IN');
  const emergency = await EmergencyPages.open(await start());
  const { offline } = emergency;
  await emergency.begin('Practice');
  await emergency.loadDomain();
  await emergency.checkKey(practiceHost, /exchange-key/);
  await offline.press('Go on to the custodians');
  await offline.press(/I am the custodian/);
  // The stick with everything else is not proposed for a key.
  await offline.title('Insert your stick');
  await expect(offline.page.getByRole('button', { name: 'Use the stick “IN”' })).toBeHidden();
  await playTurn(offline, workspace);
});

test('ceremony: all orders of insert and pull over a turn', async ({ workspace, start }) => {
  test.setTimeout(120_000);
  const pages = await start();
  await pages.toCustodians(workspace, 'PRACTICE-2026-08');
  await pages.come('C1');
  await playTurn(pages, workspace);
});

test('share check: all orders of insert and pull over a turn', { tag: '@long' }, async ({ workspace, start }) => {
  test.setTimeout(120_000);
  const pages = await start();
  await pages.begin(/^Share check/, 'Practice', 'PRACTICE-2026-09');
  await pages.toSecurityDomain(workspace);
  await pages.loadSecurityDomain();
  await pages.press('I compared it: continue');
  await pages.come('C1');
  await playTurn(pages, workspace);
});
