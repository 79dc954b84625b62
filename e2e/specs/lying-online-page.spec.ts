// What arbitrary code in the page of the online app can do, run in the real built page: no HSM is purged or made, and nobody administers one,
// unless people confirm it in main's own view.
import type { Page } from '@playwright/test';
import type { Fault } from '#shared/faults/fault.ts';
import { makePracticeWorkspace } from '../support/make-practice-workspace.ts';
import { type PreparedOperators, prepareOperators } from '../support/prepared-operators.ts';
import { expect, test } from '../fixture.ts';
import { OnlineMachine } from '../online-machine.ts';

const keys = makePracticeWorkspace();
let prepared: PreparedOperators;
let machine: OnlineMachine | undefined;
test.beforeAll(keys.setUp);
test.afterAll(keys.clearAway);
test.beforeEach(async () => {
  prepared = await prepareOperators(keys.workspace);
});
test.afterEach(async () => {
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

  // What people decide, and the end of the journal, it says for nobody either.
  const { by } = prepared.confirmation;
  for (const [call, forged] of [
    ['session.finish', { by }],
    ['session.noteException', { sheet: { step: 'C14', decidedBy: by }, check: null }],
    ['steps.decide', { call: 'upload', verdict: 'failed', by, reason: 'x' }],
  ] as const) {
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
