// Two fetches that show different exchange keys, clicked over a fake of main: the second fetch, the choice of two people, and each field for
// the number of the exception by which they chose. A mistyped number never counts as an empty field.
import type { Locator, Page } from '@playwright/test';
import type { OnlineView } from '#shared/contract/online/view.ts';
import { states } from '../fakes/states.ts';
import { toolStates } from '../fakes/tool-states.ts';
import { callsOf, type RecordedCall } from '../fakes/fake-app.ts';
import { expect, type FakeScreens, test as base } from '../fakes/fake-test.ts';
import { type OnlineStateName, onlineStates } from '../fakes/online-states.ts';
import { othersLong } from '../support/long.ts';

type Answers = Readonly<Record<string, unknown>>;
const token = 'p'.repeat(22);
const picking = { 'files.pick': { token, name: 'from-the-stick.json' } };

const test = base.extend<{
  readonly openState: (name: OnlineStateName, answers?: Answers) => Promise<FakeScreens>;
}>({
  openState: async ({ openOn }, use) => {
    await use(async (name, answers = {}) => {
      const { view, open } = onlineStates[name];
      const screens = await openOn({ view, answers: { ...picking, ...answers } }, 'online');
      await open?.(screens.page);
      return screens;
    });
  },
});

const lastCall = async (page: Page): Promise<RecordedCall | undefined> => (await callsOf(page)).at(-1);
const callsTo = async (page: Page, channel: string): Promise<readonly unknown[]> =>
  (await callsOf(page)).filter((call) => call.channel === channel).map(({ input }) => input);

/** Types numbers that are none: the field says so, and the button stays off. Ends with the number of an exception in the field. */
async function mistype(field: Locator, button: Locator, right = 'ex-2'): Promise<void> {
  for (const wrong of ['EX-', 'EX-0', '2x', '1000', 'none']) {
    await field.fill(wrong);
    await expect(field).toHaveAccessibleDescription(new RegExp(`“${wrong}” is not the number of an exception`));
    await expect(field).toHaveAttribute('aria-invalid', 'true');
    await expect(button).toBeDisabled();
  }
  await field.fill(right);
  await expect(field).toHaveAccessibleDescription(/^As on its sheet/);
  await expect(field).not.toHaveAttribute('aria-invalid', 'true');
}

const view = (name: OnlineStateName): OnlineView => onlineStates[name].view;

test('keys that differ once are fetched once more, and nothing can be chosen yet', async ({ openState }) => {
  const { page } = await openState('online-exchange-key-differs', {
    'exchange.fetchAgain': view('online-exchange-key-differs-again'),
  });
  await expect(page.getByRole('status')).toContainText('They saw different certificates.');
  await expect(page.getByRole('region', { name: 'Two people have chosen' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Sign it and write it to a stick' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Fetch once more on this machine' }).click();
  await expect(page.getByText('Both have fetched once more, and they differ again.')).toBeVisible();
  expect(await lastCall(page)).toEqual({ channel: 'exchange.fetchAgain', input: null });
  // Fetching decides nothing more.
  await expect(page.getByRole('button', { name: 'Fetch once more on this machine' })).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'Two people have chosen' })).toBeVisible();
});

test('the second operator fetches once more, and hands out what was seen then', async ({ openState }) => {
  const { page } = await openState('online-observe-done');
  await page.getByRole('button', { name: 'Fetch once more on this machine' }).click();
  await expect.poll(() => lastCall(page)).toEqual({ channel: 'exchange.fetchAgain', input: null });
});

for (const [at, [key, title]] of (
  [
    ['operator-1', 'operator 1'],
    ['operator-2', 'operator 2'],
  ] as const
).entries()) {
  test(
    `two people choose the key of ${title}, by an exception with a number`,
    othersLong(at),
    async ({ openState }) => {
      const { exchange } = view('online-exchange-key-same');
      const drafted = view('online-exchange-key-differs-again');
      const { page } = await openState('online-exchange-key-differs-again', {
        'exchange.makeBundle': { ...drafted, exchange: { ...drafted.exchange, bundle: exchange.bundle } },
      });
      const card = page.getByRole('region', { name: 'Two people have chosen' });
      const make = card.getByRole('button', { name: 'Sign it and write it to a stick' });
      const number = card.getByLabel(/^Number of the exception/);
      await number.fill('EX-2');
      // A number without a choice is none.
      await expect(make).toBeDisabled();
      await card.getByText(title, { exact: true }).click();
      await expect(make).toBeEnabled();
      await number.fill('');
      await expect(make).toBeDisabled();
      await mistype(number, make);
      expect(await callsTo(page, 'exchange.makeBundle')).toEqual([]);
      await make.click();
      // The bundle waits for the second operator, who has not seen the chosen key or names the exception as well.
      await expect(page.getByText('The second signature is missing. Bring it to operator 2.')).toBeVisible();
      await expect(card).toHaveCount(0);
      expect(await callsTo(page, 'exchange.makeBundle')).toEqual([
        { choice: { key, exception: 2 }, revocationLists: [] },
      ]);
    },
  );
}

for (const [at, [typed, exception]] of (
  [
    ['12', 12],
    ['', null],
  ] as const
).entries()) {
  test(
    `the second operator signs ${exception === null ? 'without an exception' : 'by its number'}`,
    othersLong(at),
    async ({ openState }) => {
      const { page } = await openState('online-countersign');
      await page.getByRole('button', { name: 'Choose the bundle of operator 1' }).click();
      const sign = page.getByRole('button', { name: 'Compare and sign' });
      const number = page.getByLabel(/^Number of the exception/);
      await expect(sign).toBeEnabled();
      await mistype(number, sign);
      await number.fill(typed);
      await sign.click();
      await expect.poll(() => callsTo(page, 'exchange.countersign')).toEqual([{ file: token, exception }]);
    },
  );
}

for (const [at, [typed, keyException]] of (
  [
    ['EX-1', 1],
    ['', null],
  ] as const
).entries()) {
  test(
    `the blob is uploaded ${keyException === null ? 'as ever' : 'by an exception'}`,
    othersLong(at),
    async ({ openState }) => {
      const { page } = await openState('online-upload-by-exception');
      const button = page.getByRole('main').getByRole('button', { name: 'Upload the blob' });
      await expect(button).toBeEnabled();
      const number = page.getByLabel(/^Exception for uploading/);
      await mistype(number, button);
      await number.fill(typed);
      expect(await callsTo(page, 'steps.upload')).toEqual([]);
      await button.click();
      await expect.poll(() => callsTo(page, 'steps.upload')).toEqual([{ keyException }]);
    },
  );
}

test('there is no field for an exception at the upload where none was noted', async ({ openState }) => {
  const { page } = await openState('online-upload-read-back');
  await expect(page.getByRole('main').getByRole('button', { name: 'Upload the blob' })).toBeVisible();
  await expect(page.getByLabel(/^Exception for uploading/)).toHaveCount(0);
});

test('a first backup takes no mistyped exception for none', async ({ openState }) => {
  const { page } = await openState('online-first-backup-without-canary');
  const button = page.locator('[data-kind="primary"]');
  await expect(button).toBeDisabled();
  await mistype(page.getByLabel('Exception for leaving the test key out'), button);
  await button.click();
  await expect.poll(() => callsTo(page, 'steps.backup')).toEqual([expect.objectContaining({ canaryException: 2 })]);
});

test(
  'beside the ceremony, a bundle and its second signature take no mistyped exception for none',
  { tag: '@long' },
  async ({ openOn }) => {
    const state = toolStates['observer-compared'];
    const { page } = await openOn(state);
    await state.open(page);
    const compare = page.getByRole('button', { name: 'Compare', exact: true });
    await mistype(page.getByLabel(/^Number of the exception/), compare);
    await compare.click();
    await expect.poll(() => callsTo(page, 'bundles.readDraft')).toHaveLength(2);
    expect(await callsTo(page, 'bundles.readDraft')).toEqual([
      expect.objectContaining({ exception: null }),
      expect.objectContaining({ exception: 2 }),
    ]);
    await expect(page.getByText('Sign only if you agree.')).toBeVisible();
  },
);

test('a restore takes no mistyped exception for none', { tag: '@long' }, async ({ openOn }) => {
  const { page } = await openOn({ view: onlineStates['online-restore'].view }, 'online');
  const button = page.getByRole('main').getByRole('button', { name: 'Wipe and restore' });
  await expect(button).toBeEnabled();
  await mistype(page.getByLabel('Exception for going on without an administrator of the backup'), button);
  await button.click();
  await expect.poll(() => callsTo(page, 'steps.restore')).toEqual([expect.objectContaining({ lockOutException: 2 })]);
});

test('beside the ceremony, a bundle of a chosen key is made with number and choice, never with one of them', async ({
  openOn,
}) => {
  const { page } = await openOn({ view: states.start, answers: { 'files.pick': picking['files.pick'] } });
  await page.getByRole('button', { name: 'Papers and proofs' }).click();
  await page.getByRole('button', { name: 'Make a bundle' }).click();
  await page.getByText('The exchange key', { exact: true }).click();
  for (const what of ['what operator 1 fetched', 'what operator 2 fetched', 'the approved plan', 'the journal'])
    await page.getByRole('button', { name: `Choose ${what}` }).click();
  for (const what of ['your identity', 'the stick or folder to write to'])
    await page.getByRole('button', { name: `Choose ${what}` }).click();
  const make = page.getByRole('button', { name: 'Type the passphrase and sign' });
  await expect(make).toBeEnabled();
  const number = page.getByLabel(/^Number of the exception/);
  await mistype(number, make);
  // A number says that two people chose: the bundle is not made as if they had not.
  await expect(make).toBeDisabled();
  await page.getByText('operator 2', { exact: true }).click();
  await make.click();
  const choice = { key: 'operator-2', exception: 2 };
  await expect
    .poll(() => callsTo(page, 'bundles.create'))
    .toEqual([
      expect.objectContaining({
        content: { type: 'exchange-key', first: token, second: token, choice, revocationLists: [] },
      }),
    ]);
});
