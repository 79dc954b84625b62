// A custodian's stick is swapped, pulled, put back and replaced at every moment of a turn: the app follows the stick that is in, and nobody has to
// cancel a turn for it.
import { expect, test } from '../fixture.ts';
import { EmergencyPages } from '../pages/emergency-pages.ts';
import type { OfflinePages } from '../pages/offline-pages.ts';
import { passphraseOf, type StickName, type Workspace } from '../offline-workspace.ts';

/** Every order of three moves: a stick that is out goes in, one that is in is pulled. A is the right stick, B a wrong one. */
const either = ['A', 'B'] as const;
const orders = either.flatMap((first) => either.flatMap((second) => either.map((third) => [first, second, third])));

type Sticks = Readonly<Record<'A' | 'B', StickName>>;

/** One turn, and the sticks that its custodian has at hand. */
class Hands {
  readonly #in = new Set<StickName>();
  /** The stick whose key was found: of two the one that came first stays. */
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
    this.#used ??= stick;
    await this.#seen();
  }

  async pull(stick: StickName): Promise<void> {
    this.workspace.takeOut(stick);
    this.#in.delete(stick);
    if (this.#used === stick) [this.#used] = this.#in;
    await this.#seen();
  }

  async #seen(): Promise<void> {
    if (this.#used === undefined) return this.pages.titleInView('Insert your stick');
    await expect((await this.pages.app.confirmation()).getByText(`custodian-${this.#used.slice(1)}.key`)).toBeVisible();
  }

  /** The right stick comes last, whatever was there before. */
  async end(): Promise<void> {
    if (this.#in.has(this.sticks.B)) await this.pull(this.sticks.B);
    if (!this.#in.has(this.sticks.A)) await this.insert(this.sticks.A);
  }
}
/** Orders before the passphrase, then a pull while it is typed, and the end. */
async function playTurn(
  pages: OfflinePages,
  workspace: Workspace,
  played: readonly (typeof orders)[number][],
): Promise<void> {
  const hands = new Hands(pages, workspace, { A: 'C1', B: 'C2' });
  for (const order of played) {
    await hands.play(order);
    await hands.end();
  }
  // Pulled while the passphrase is typed: what was typed is gone, and no path is shown.
  const field = await pages.passphraseField();
  await field.fill('half of it');
  await hands.pull('C1');
  await pages.refusedInView('VOLUME_GONE');
  await hands.insert('C1');
  await expect(field).toHaveValue('');
  // Whoever turns back chooses again.
  await pages.askForHelp('Choose my key again');
  await pages.chooseKey('custodian-1.key');
  await pages.typePassphrase(passphraseOf(1));
  await pages.titleInView('Take your stick “C1” out now.');
  const view = await pages.app.confirmation();
  await expect(view.getByRole('button')).toHaveCount(0);
  await pages.leave(workspace, 'C1', /^(?:Go on|The next custodian)$/);
}

test('emergency: all orders of insert and pull over a turn', { tag: '@long' }, async ({ workspace, start }) => {
  test.setTimeout(120_000);
  const { offline } = await EmergencyPages.toCustodians(workspace, await start());
  await offline.press(/I am the custodian/);
  await playTurn(offline, workspace, orders);
});

test('ceremony: all orders of insert and pull over a turn', { tag: '@long' }, async ({ workspace, start }) => {
  test.setTimeout(120_000);
  const pages = await start();
  await pages.toCustodians(workspace, 'PRACTICE-2026-08');
  await pages.come('C1');
  await playTurn(pages, workspace, orders);
});

test('share check: all orders of insert and pull over a turn', { tag: '@long' }, async ({ workspace, start }) => {
  test.setTimeout(120_000);
  const pages = await start();
  await pages.begin(/^Share check/, 'Practice', 'PRACTICE-2026-09');
  await pages.toSecurityDomain(workspace);
  await pages.loadSecurityDomain();
  await pages.press('I compared it: continue');
  await pages.come('C1');
  await playTurn(pages, workspace, orders);
});
