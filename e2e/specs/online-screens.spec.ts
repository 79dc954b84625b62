// Single pages of the online app over a fake of main: careful with actions, and never without words.
import type { Page } from '@playwright/test';
import { callsOf } from '../fakes/fake-app.ts';
import { expect, type FakeScreens, test as base } from '../fakes/fake-test.ts';
import { onlineFaults } from '../fakes/online-faults.ts';
import { type OnlineStateName, onlineStates } from '../fakes/online-states.ts';
import { expectAdvice } from '../fakes/refusal-walk.ts';
import { othersLong, slices } from '../support/long.ts';

const test = base.extend<{ readonly openState: (name: OnlineStateName) => Promise<FakeScreens> }>({
  openState: async ({ openOn }, use) => {
    await use(async (name) => {
      const { view, answers, open } = onlineStates[name];
      const main = answers === undefined ? { view } : { view, answers };
      const screens = await openOn(main, 'online', { reducedMotion: 'reduce' });
      await open?.(screens.page);
      return screens;
    });
  },
});

/** The calls by which something is sent to the service. */
const actions = ['create', 'initRecovery', 'activate', 'upload', 'backup', 'restore'].map((name) => `steps.${name}`);
const actionsOf = async (page: Page) => (await callsOf(page)).filter(({ channel }) => actions.includes(channel));

for (const { which, rows, details } of slices(onlineFaults, 12)) {
  test(`each fault of the online part has its words: ${which}`, details, async ({ openState }) => {
    await expectAdvice(await openState('online-begin'), rows);
  });
}

test('a way of signing in asks for what it needs, and no secret passes through the page', async ({ openState }) => {
  const { page } = await openState('online-sign-in');
  const signIn = page.getByRole('button', { name: 'Sign in', exact: true }).last();
  const asked = async (way: string, clientId?: string) => {
    await page.getByText(way, { exact: true }).click();
    if (clientId !== undefined) {
      await expect(signIn).toBeDisabled();
      await page.getByLabel('Client id of the application').fill(clientId);
    }
    await signIn.click();
    const last = (await callsOf(page)).at(-1);
    expect(last?.channel).toBe('account.signIn');
    return last?.input;
  };
  const clientId = '22222222-3333-4444-8555-666666666666';
  expect(await asked('With a code, in any browser')).toEqual({ way: 'device-code' });
  expect(await asked('In this machine’s browser')).toEqual({ way: 'browser' });
  expect(await asked('As signed in with az')).toEqual({ way: 'azure-cli' });
  expect(await asked('With a client secret', clientId)).toEqual({ way: 'secret', clientId });
  await expect(page.locator('input[type=password]')).toHaveCount(0);
  // A certificate is a file as well, which nobody has chosen yet.
  await page.getByText('With a certificate', { exact: true }).click();
  await expect(signIn).toBeDisabled();
});

test('by keyboard alone: a page says what is to be created, and nothing of who confirms it', async ({ openState }) => {
  const { page } = await openState('online-create');
  const button = page.getByRole('main').getByRole('button', { name: 'Create the HSM' });
  await expect(button).toBeDisabled();
  await page.getByRole('radio', { name: /^Off/ }).focus();
  await page.keyboard.press('Space');
  // Past the way to tags and network.
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(button).toBeFocused();
  await page.keyboard.press('Enter');
  await expect.poll(() => actionsOf(page)).toHaveLength(1);
  expect(await actionsOf(page)).toEqual([
    {
      channel: 'steps.create',
      input: {
        administrators: ['11111111-2222-4333-8444-555555555555'],
        retentionDays: 7,
        purgeProtection: false,
        changedException: null,
        creation: {
          sku: 'Standard_B1',
          tags: {},
          network: { publicAccess: true, defaultAction: 'allow', bypass: 'azure-services', allowedAddresses: [] },
        },
      },
    },
  ]);
});

test('a call of which nobody knows what became cannot be sent again, only asked about or decided by two people', async ({
  openState,
}) => {
  const { page } = await openState('online-upload-unknown');
  await expect(page.getByRole('button', { name: 'Upload the blob' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Ask the service again' }).click();
  await page.getByRole('button', { name: 'Enter this verdict' }).click();
  const decided = async () => (await callsOf(page)).filter(({ channel }) => channel === 'steps.decide');
  await expect.poll(decided).toEqual([{ channel: 'steps.decide', input: { call: 'upload' } }]);
  expect(await actionsOf(page)).toEqual([]);
});

test('stopping says what becomes of the call, and stops the waiting alone', async ({ openState }) => {
  const { page } = await openState('online-restore-running');
  const progress = page.getByRole('region', { name: 'Progress' });
  await expect(progress).toContainText('The HSM goes on restoring');
  await progress.getByRole('button', { name: 'Stop waiting' }).click();
  expect((await callsOf(page)).at(-1)?.channel).toBe('steps.stopWaiting');
  expect(await actionsOf(page)).toEqual([]);
});

test('a refusal that may mean a wrong key leads to the incident sheet and to no second try', async ({ openState }) => {
  const { page } = await openState('online-upload-incident');
  await expect(page.getByRole('alert')).toContainText('EXCHANGE_KEY_CHANGED');
  await expect(page.getByRole('button', { name: 'Upload the blob' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Open the incident sheet' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Incident');
});

test('the hold runs down by itself', async ({ openState }) => {
  const { page } = await openState('online-backup-hold');
  await expect(page.getByRole('timer')).toContainText('28:00');
  await page.clock.setFixedTime(new Date('2026-10-14T11:07:53Z'));
  await expect(page.getByRole('timer')).toContainText('0:07');
});

test('a restore says what is wiped, and nothing of who confirms it', async ({ openState }) => {
  const { page } = await openState('online-restore');
  await expect(page.getByText('Everything in recovered-hsm is wiped.')).toBeVisible();
  await page.getByRole('main').getByRole('button', { name: 'Wipe and restore' }).click();
  await expect.poll(() => actionsOf(page)).toHaveLength(1);
  const [restore] = await actionsOf(page);
  expect(restore?.input).toEqual({
    access: 'identity',
    operators: [expect.any(String)],
    inventory: null,
    key: null,
    lockOutException: null,
    externalException: null,
  });
});

test('after one key, the next one is asked for: to wipe everything is not the button that stands there', async ({
  openState,
}) => {
  const { page } = await openState('online-restore-key');
  const main = page.getByRole('main');
  await expect(main.getByRole('button', { name: 'Restore this key' })).toBeVisible();
  await expect(main.getByRole('button', { name: 'Wipe and restore' })).toHaveCount(0);
});

test('an exception names the failed check and the step of the script, and nothing of what people decide', async ({
  openState,
}) => {
  const { page } = await openState('online-exception');
  await expect
    .poll(async () => (await callsOf(page)).at(-1))
    .toEqual({ channel: 'session.noteException', input: { step: 'C15', check: 'read-back-restore-blob' } });
});

test('an id goes onto the clipboard by its button, without a permission', async ({ openState }) => {
  const { page } = await openState('online-observe-done');
  await page.getByRole('button', { name: 'Copy: Request id' }).click();
  await expect(page.getByRole('button', { name: 'Copied: Request id' })).toBeVisible();
  // Only who reads a clipboard needs leave to.
  await page.context().grantPermissions(['clipboard-read']);
  const copied = await page.evaluate('navigator.clipboard.readText()');
  expect(copied).toBe(onlineStates['online-observe-done'].view.exchange.own?.requestId);
});

const beforeFile = [
  ['online-observe-done', 'Write what this machine saw, for operator 1'],
  ['online-uploaded', 'Write the outcome for the offline side'],
  ['online-activated-unknown-member', 'Write the security domain for the offline side'],
  ['online-emergency-key', 'Write it to a stick'],
] as const;
for (const [at, [name, button]] of beforeFile.entries()) {
  test(
    `nobody goes on from ${name} before the file for the other machine is written`,
    othersLong(at),
    async ({ openState }) => {
      const { page } = await openState(name);
      const done = page.getByRole('region', { name: 'Done', exact: true });
      await expect(done).toContainText('First write the file for the other machine, below.');
      await expect(done.getByRole('button', { name: 'Go on' })).toHaveCount(0);
      const main = page.locator('main [data-kind=primary]');
      await expect(main).toHaveText([button]);
    },
  );
}

for (const [at, name] of (['online-observe-written', 'online-emergency-key-written'] as const).entries()) {
  test(`the one main button goes on from ${name}`, othersLong(at), async ({ openState }) => {
    const { page } = await openState(name);
    await expect(page.locator('main [data-kind=primary]')).toHaveText(['Go on']);
  });
}

test('what stands in a journal is text, whatever it looks like', async ({ openState }) => {
  const { page } = await openState('online-activity');
  await expect(page.getByText('<img src=x onerror=alert(1)>')).toBeVisible();
  await expect(page.locator('img')).toHaveCount(0);
});

test('an activation says what this version does not know in the security domain that came', async ({ openState }) => {
  const { page } = await openState('online-activated-unknown-member');
  const done = page.getByRole('region', { name: 'Done' });
  await expect(done).toContainText('does not know these members of the file: SharedKeys.note, region.');
  // It is said in a sentence, and not again among the facts.
  await expect(done.locator('dl')).not.toContainText('region');
  await expect(done.locator('dl')).toContainText('Custodians');
});
