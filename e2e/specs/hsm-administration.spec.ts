// What the operators do about the HSM itself, clicked and typed against a practice cloud: tags and network of a new one, an identity, roles,
// and an HSM that was deleted.
import type { Locator, Page } from '@playwright/test';
import { type PreparedOperators, prepareOperators } from '../support/prepared-operators.ts';
import { practiceAdministrator } from '#simulator/practice-cloud.ts';
import { expect, test } from '../fixture.ts';
import { OnlineMachine } from '../online-machine.ts';
import { typeIn } from '../pages/confirm-in.ts';
import { holdDown } from '../pages/hold.ts';

let prepared: PreparedOperators;
const machines: OnlineMachine[] = [];
test.beforeEach(async ({ keys }) => {
  test.setTimeout(180_000);
  prepared = await prepareOperators(keys.workspace);
});
test.afterEach(async ({ keys }) => {
  for (const machine of machines.splice(0)) await machine.close();
  await keys.closeOpened();
});

const press = (page: Page, name: string | RegExp): Promise<void> => page.getByRole('button', { name }).first().click();
const goTo = (page: Page, step: string): Promise<void> =>
  page.getByRole('navigation', { name: 'Steps' }).getByRole('button', { name: step }).click();

/** In main's own view the second person types the name from paper, and the button is held until something is to be seen. */
async function confirm(machine: OnlineMachine, name: string, action: string, outcome: Locator): Promise<void> {
  const view = await machine.app.confirmation();
  await typeIn(view, { ...machine.confirmedBy, name });
  await holdDown(view.getByRole('button', { name: action }), () => expect(outcome).toBeVisible({ timeout: 30_000 }));
}
const done = (page: Page): Locator => page.getByRole('region', { name: 'Done' });

async function start(folder: string): Promise<{ readonly machine: OnlineMachine; readonly page: Page }> {
  // From here on the app serves the cloud.
  await prepared.recovery.cloud.close();
  const machine = new OnlineMachine('operator-1', folder, prepared);
  machines.push(machine);
  await machine.open();
  const page = machine.app.window;
  await page.setViewportSize({ width: 1092, height: 614 });
  return { machine, page };
}

test(
  'an HSM that keeps the name of the new one is found before anybody travels, purged, and made anew with tags and a network',
  { tag: '@long' },
  async ({ workspace }) => {
    await prepared.recovery.cloud.softDeleteHsm('recovered-hsm');
    await prepared.recovery.cloud.softDeleteHsm('lost-hsm');
    await prepared.recovery.cloud.azure.setPolicies([
      { name: 'Require a tag on resources', demand: { kind: 'tag', tag: 'cost-center' } },
    ]);
    const { machine, page } = await start(workspace.folder);
    await goTo(page, 'Pre-flight checks');
    await press(page, 'Look');
    await expect(page.getByText('recovered-hsm is soft-deleted')).toBeVisible();
    await press(page, 'Go to: Deleted HSMs');
    await press(page, 'List deleted HSMs');
    const list = page.getByRole('table', { name: 'Deleted HSMs' });
    await expect(list.getByRole('row')).toHaveCount(3);
    await expect(list).toContainText('the lost HSM of the plan');

    // The lost one is the shortest way back to its keys.
    const choice = page.getByRole('region', { name: 'What to do with it' });
    await choice.getByText('lost-hsm', { exact: true }).click();
    await expect(page.getByRole('radio', { name: /^Purge it for good/ })).toBeDisabled();
    await expect(page.getByText('nothing has been restored yet')).toBeVisible();

    await choice.getByText('recovered-hsm', { exact: true }).click();
    await choice.getByText('Purge it for good', { exact: true }).click();
    await expect(page.getByText('recovered-hsm and all its keys are destroyed for good.')).toBeVisible();
    await page.screenshot({ path: test.info().outputPath('deleted-purge.png'), fullPage: true });
    await press(page, 'Purge the HSM for good');
    await confirm(machine, 'recovered-hsm', 'Purge the HSM for good', done(page));
    await expect(done(page)).toContainText('recovered-hsm');
    await page.screenshot({ path: test.info().outputPath('deleted-done.png'), fullPage: true });

    // A policy wants a tag: Azure's own words, and then the tag.
    await goTo(page, 'Create the HSM');
    await page.getByText('For drills: the HSM can be purged').click();
    const refusal = page.getByRole('alert');
    const create = (): Promise<void> => page.getByRole('main').getByRole('button', { name: 'Create the HSM' }).click();
    await create();
    await confirm(machine, 'recovered-hsm', 'Create the HSM', refusal);
    await expect(refusal).toContainText('Require a tag on resources');
    await expect(refusal).toContainText('was disallowed by policy');
    await expect(refusal).not.toContainText('policyAssignments');
    await page.screenshot({ path: test.info().outputPath('create-denied.png'), fullPage: true });
    await page.getByText('For drills: the HSM can be purged').click();
    await page.getByRole('button', { name: 'Change', exact: true }).click();
    await page.getByLabel('Tags').fill('cost-center');
    await expect(page.getByText('“cost-center” is not a tag.')).toBeVisible();
    await page.getByLabel('Tags').fill('cost-center=4711');
    await page.getByText('Only these addresses').click();
    await page.getByLabel('Addresses and ranges').fill('203.0.113.0/24');
    await page.screenshot({ path: test.info().outputPath('create-network.png'), fullPage: true });
    await create();
    await confirm(machine, 'recovered-hsm', 'Create the HSM', done(page));
    expect((await machine.view()).steps.find(({ id }) => id === 'create')?.state.phase).toBe('done');
  },
);

test('a lost HSM that was only deleted is recovered by two people', { tag: '@long' }, async ({ workspace }) => {
  await prepared.recovery.cloud.softDeleteHsm('lost-hsm');
  const { machine, page } = await start(workspace.folder);
  await goTo(page, 'Deleted HSMs');
  await press(page, 'List deleted HSMs');
  await page.getByText('Recover it', { exact: true }).click();
  await press(page, 'Recover the HSM');
  const view = await machine.app.confirmation();
  const differs = view.getByText('What was typed is not the name of the deleted HSM, lost-hsm.');
  await confirm(machine, 'another-hsm', 'Recover the HSM', differs);
  // It is typed again in its place.
  await confirm(machine, 'lost-hsm', 'Recover the HSM', done(page));
  await expect(done(page)).toContainText('lost-hsm');
  await expect(page.getByText('This subscription has no deleted HSM.')).toBeVisible();
});

test('an identity is attached, and a role is given and taken away', { tag: '@long' }, async ({ workspace, keys }) => {
  await keys.workspace.activate(keys.workspace.open(prepared.recovery.cloud, prepared.plan.target.uri));
  const { machine, page } = await start(workspace.folder);
  await goTo(page, 'Storage identity');
  await page.screenshot({ path: test.info().outputPath('identity.png'), fullPage: true });
  await press(page, 'Attach the identity');
  await machine.until('identity', 'done');
  await expect(done(page)).toContainText('userAssignedIdentities/lifeboat');

  await goTo(page, 'Roles');
  await press(page, 'List role assignments');
  const table = page.getByRole('table', { name: 'Roles inside the HSM' });
  await expect(table).toContainText('Managed HSM Administrator');
  const form = page.getByRole('region', { name: 'Assign a role' });
  const assign = form.getByRole('button', { name: 'Assign this role' });
  const somebody = '00000000-0000-4000-8000-0000000000aa';
  await form.getByLabel('Role').selectOption('Managed HSM Crypto Auditor');
  await form.getByText('All keys').click();
  await form.getByLabel(/^Object id/).fill('nobody');
  await expect(form.getByText('This is not an object id.')).toBeVisible();
  await expect(assign).toBeDisabled();
  await form.getByLabel(/^Object id/).fill(somebody);
  await form.getByText('Program or identity').click();
  await page.screenshot({ path: test.info().outputPath('roles.png'), fullPage: true });
  await assign.click();
  const view = await machine.app.confirmation();
  await expect(view.getByText(somebody)).toBeVisible();
  await holdDown(view.getByRole('button', { name: 'Assign this role' }));
  await expect(page.getByRole('status', { name: 'The last change' })).toContainText(
    `${somebody} now has the role Managed HSM Crypto Auditor on /keys.`,
  );
  await page.getByRole('button', { name: `Remove Managed HSM Crypto Auditor from ${somebody}` }).click();
  await machine.app.confirmation();
  await holdDown(view.getByRole('button', { name: 'Remove this role' }));
  await expect(page.getByRole('status', { name: 'The last change' })).toContainText('no longer has the role');

  // The last administrator stays.
  await page.getByRole('button', { name: `Remove Managed HSM Administrator from ${practiceAdministrator}` }).click();
  await machine.app.confirmation();
  await holdDown(view.getByRole('button', { name: 'Remove this role' }));
  await expect(page.getByText('is the last administrator of this HSM')).toBeVisible();
  await page.screenshot({ path: test.info().outputPath('roles-last.png'), fullPage: true });
});
