// What arbitrary code in the page of the online app can do, run in the real built page: no HSM is purged or made, and nobody administers one,
// unless people confirm it in main's own view.
import { readdirSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type { Fault } from '#shared/faults/fault.ts';
import { type PreparedOperators, prepareOperators } from '../support/prepared-operators.ts';
import { expect, test } from '../fixture.ts';
import { OnlineMachine } from '../online-machine.ts';

let prepared: PreparedOperators;
let machine: OnlineMachine | undefined;
test.beforeEach(async ({ keys }) => {
  prepared = await prepareOperators(keys.workspace);
});
test.afterEach(async ({ keys }) => {
  await machine?.close();
  await keys.closeOpened();
});

type Answer = { readonly ok: true } | { readonly ok: false; readonly fault: Fault };
/** What a library in the page could run. @returns how the call was refused */
const tried = (page: Page, call: string, order: unknown): Promise<string> =>
  page.evaluate(`window.lifeboat.${call}(${JSON.stringify(order)})`).then((answer) => {
    const { ok, ...rest } = answer as Answer;
    return ok ? 'done' : (rest as { fault: Fault }).fault.code;
  });

const stranger = '00000000-0000-4000-8000-0000000000ee';
const asked: readonly (readonly [call: string, order: object, forged: object, sheet: RegExp])[] = [
  ['deletedHsms.purge', { which: 'target' }, { typedName: 'recovered-hsm' }, /destroyed for good/],
  ['deletedHsms.recover', { which: 'target' }, { typedName: 'recovered-hsm' }, /Recover it/],
  [
    'steps.create',
    { administrators: [stranger], retentionDays: 7, purgeProtection: false },
    { typedName: 'recovered-hsm' },
    new RegExp(stranger),
  ],
  ['steps.initRecovery', {}, { typedName: 'recovered-hsm' }, /Do this once/],
  [
    'steps.restore',
    { access: 'identity', operators: [stranger], inventory: null, key: null, lockOutException: null },
    { typedName: 'recovered-hsm', typedFolder: 'mhsm-lost-hsm-2026101312000000' },
    new RegExp(stranger),
  ],
];

const by = ['operator-1', 'operator-2'];
const words = ['aardvark'];
const file = 'x'.repeat(22);
const sheet = { step: 'C14', happened: 'nothing', decision: 'go on', decidedBy: by, initials: ['AB', 'BC'] };
/** What a page could say for people before main asked them itself. */
const forgedCalls: Readonly<Record<string, unknown>> = {
  'session.open': { plan: file, words, identity: file, folder: null },
  'session.setWallClock': { wallUtc: '2026-10-14T09:00Z', readBy: 'Nobody' },
  'session.finish': { by },
  'session.noteException': { sheet, check: null },
  'steps.decide': { call: 'upload', verdict: 'failed', by, reason: 'x' },
  'steps.activate': { words, confirmation: { by, typedName: 'recovered-hsm' } },
  'steps.upload': { words, confirmation: { by, typedName: 'recovered-hsm' }, keyException: null },
  'steps.observe': { typedName: 'recovered-hsm' },
  'peers.pair': { words, number: 'ab'.repeat(16) },
  'emergency.open': {
    start: 'blob',
    address: 'stranger.managedhsm.azure.net',
    tenant: stranger,
    people: by,
    place: null,
  },
  'emergency.nameBackup': { account: 'https://stranger.blob.core.windows.net', container: 'theirs', folder: 'x' },
  // A backup that is taken goes there.
  'readiness.open': {
    ...{ address: 'keys-hsm.managedhsm.azure.net', tenant: stranger, place: null, identity: null },
    container: 'https://stranger.blob.core.windows.net/theirs',
  },
  'deletedHsms.deleteFailed': { confirmation: { by, typedName: 'recovered-hsm' } },
  'identities.create': { role: 'operator-1', holder: 'Nobody', folder: file },
  'bundles.create': {
    content: { type: 'plan' },
    plan: file,
    planSha256: '0'.repeat(64),
    journal: file,
    identity: file,
    folder: file,
  },
  'journals.except': { journal: file, plan: file, sheet, check: null },
  'pairing.compare': {
    pair: { ceremony: 'R-1', offline: file, online: file },
    typed: words.join(' '),
    journal: file,
    challenge: null,
  },
};

test('does nothing at Azure that two people did not confirm in main’s own view', async ({ workspace }) => {
  await prepared.recovery.cloud.softDeleteHsm('lost-hsm');
  await prepared.recovery.cloud.close();
  machine = new OnlineMachine('operator-1', workspace.folder, prepared);
  await machine.open();
  const { window: page } = machine.app;
  const before = (await machine.view()).activity.events;

  for (const [call, order, typed, sheet] of asked) {
    const forged = { ...order, confirmation: { by: prepared.confirmation.by, ...typed } };
    expect(await tried(page, call, forged), call).toBe('CALL_MALFORMED');
    const answer = tried(page, call, Object.keys(order).length === 0 ? null : order);
    const view = await machine.app.confirmation();
    await expect(view.getByText(sheet).first()).toBeVisible();
    // Nothing else happens meanwhile, and the page presses no key of the view.
    expect(await tried(page, 'session.finish', null)).toBe('CALL_WHILE_ASKING');
    await page.evaluate(`document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' }))`);
    await view.keyboard.press('Escape');
    expect(await answer, call).toBe('CONFIRMATION_NOT_GIVEN');
    await expect(view.locator('form')).toHaveCount(0);
  }

  // What people decide, type from paper or hear, and the end of the journal, it says for nobody either.
  for (const [call, forged] of Object.entries(forgedCalls)) {
    expect(await tried(page, call, forged), call).toBe('CALL_MALFORMED');
  }

  // Nobody administers the HSM because a page says so.
  const role = { role: 'Managed HSM Administrator', scope: '/', principalId: stranger };
  const given = tried(page, 'roles.assign', { ...role, principalType: 'user' });
  const view = await machine.app.confirmation();
  await expect(view.getByText(stranger)).toBeVisible();
  await view.keyboard.press('Escape');
  expect(await given).toBe('CONFIRMATION_NOT_GIVEN');

  expect((await machine.view()).activity.events).toBe(before);

  // Nor does it print or open anything by itself.
  const beside = await page.evaluate(`(() => {
    let printed = false;
    addEventListener('beforeprint', () => { printed = true; });
    window.print();
    return { printed, opened: window.open('about:blank') !== null };
  })()`);
  expect(beside).toEqual({ printed: false, opened: false });
});

test('signs in nobody, and signs nothing, that people did not see in main’s own view', async ({ workspace }) => {
  machine = new OnlineMachine('operator-1', workspace.folder, prepared);
  await machine.open();
  const { window: page } = machine.app;
  await machine.action('account', 'signOut', null);

  // An account that people do not say is theirs is asked nothing with: the page cannot even look at what it may do.
  const place = (await machine.pick(prepared.cloud, 'practice')).token;
  const entering = tried(page, 'account.signIn', { way: 'practice', place, principal: stranger });
  const view = await machine.app.confirmation();
  await expect(view.getByText(stranger, { exact: true })).toBeVisible();
  expect(await tried(page, 'account.refresh', null)).toBe('CALL_OUT_OF_ORDER');
  expect(await tried(page, 'storage.list', null)).toBe('CALL_OUT_OF_ORDER');
  await view.keyboard.press('Escape');
  expect(await entering).toBe('CONFIRMATION_NOT_GIVEN');
  expect((await machine.view()).account.phase).toBe('signed-out');

  // Another plan, with another administrator: whoever holds the identity reads the fingerprint where the passphrase is typed.
  const plan = (await machine.pick(prepared.planFile, 'plan')).token;
  const identity = (await machine.pick(prepared.identityFile('operator-1'), 'identity')).token;
  const approving = tried(page, 'plans.approve', { plan, seen: prepared.planSha256, identity });
  await expect((await machine.app.confirmation()).getByText(prepared.planSha256)).toBeVisible();
  await view.keyboard.press('Escape');
  expect(await approving).toBe('PASSPHRASE_CANCELLED');

  const making = tried(page, 'identities.create', {
    role: 'operator-1',
    folder: (await machine.pick(machine.stick, 'folder')).token,
  });
  await expect((await machine.app.confirmation()).getByLabel('Who holds it')).toBeVisible();
  await view.keyboard.press('Escape');
  expect(await making).toBe('CONFIRMATION_NOT_GIVEN');
  expect(readdirSync(machine.stick)).toEqual([]);
});
