// From the trainer's first screen to both apps in session: how much is clicked is counted, and what is next is in view on a small laptop.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { portFileName } from '#simulator/practice-cloud.ts';
import { OnlineMachine, type OperatorsWorkspace } from '../online-machine.ts';
import { expect, test } from '../fixture.ts';
import { EffortCounter } from '../pages/effort.ts';
import { makeWorkspace, nextIn, openWorkspace, press } from '../rehearsal-table.ts';

/** 1366 × 768 at 125 %. */
const smallLaptop = { width: 1093, height: 614 };

test('a trainer has both apps in session in at most ten clicks', async ({ workspace, start }) => {
  test.setTimeout(240_000);
  const root = makeWorkspace(workspace);
  const effort = new EffortCounter();
  const online = new OnlineMachine('operator-1', workspace.folder, {} as OperatorsWorkspace);
  await online.start();
  const { window } = online.app;
  await effort.watch(online.app);
  await press(window, /^Practise or rehearse/);
  await press(window, 'Open it');
  await online.app.answerFolder(root);
  await press(window, 'Choose an empty folder for the rehearsal');
  await window.getByLabel('Your name').fill('Tess');
  await window.getByText('Damaged stick', { exact: true }).click();
  await press(window, 'Make the rehearsal');
  await expect(nextIn(window)).toContainText('Stage 1 of', { timeout: 120_000 });
  await press(window, /^Go to the session as .*Recovery operator 1/);
  // Plan, fingerprint and identity are known: nobody is asked for them.
  await expect(
    window.getByRole('heading', { level: 1, name: 'Is this the right ceremony, and what time is it?' }),
  ).toBeVisible();

  const offline = await start();
  await effort.watch(offline.app);
  await offline.page.setViewportSize(smallLaptop);
  await openWorkspace(offline.app, root);
  await expect(offline.page.getByRole('button', { name: 'Go to the session' })).toBeInViewport({ ratio: 1 });
  await offline.press('Go to the session');
  await offline.title(/^Is this machine alone/);

  const { clicks, keys, screens } = await effort.total();
  console.log(`trainer to both apps in session: ${clicks} clicks, ${keys} keys, ${screens} screens`);
  expect(clicks).toBeLessThanOrEqual(10);
  expect(keys).toBeLessThanOrEqual(10);
  await online.close();
});

/** Lifeboat Online at its first screen, with nobody's plan. */
async function onlineAlone(folder: string): Promise<OnlineMachine> {
  test.setTimeout(240_000);
  const online = new OnlineMachine('operator-1', folder, {} as OperatorsWorkspace);
  await online.start();
  return online;
}

test(
  'somebody who only wants to try it has a whole recovery in Lifeboat Online by three presses',
  { tag: '@long' },
  async ({ workspace }) => {
    const online = await onlineAlone(workspace.folder);
    const { window } = online.app;
    await press(window, /^With an approved plan/);
    // Turned back, nothing is made.
    await online.app.answerFolder(null);
    await press(window, 'Try with practice files (nothing real)');
    await expect(window.getByRole('button', { name: 'Try with practice files (nothing real)' })).toBeEnabled();
    await online.app.answerFolder(join(workspace.folder, 'trial'));
    await press(window, 'Try with practice files (nothing real)');
    await expect(
      window.getByRole('heading', { level: 1, name: 'Is this the right ceremony, and what time is it?' }),
    ).toBeVisible({ timeout: 120_000 });
    await expect(window.getByText(/PRACTICE-REHEARSAL-/).first()).toBeVisible();
    await online.close();
  },
);

test(
  'an emergency is tried in Lifeboat Online, with what is typed from paper filled in, up to its new HSM',
  { tag: '@long' },
  async ({ workspace }) => {
    const online = await onlineAlone(workspace.folder);
    const { window } = online.app;
    const trial = join(workspace.folder, 'trial');
    await press(window, /^Emergency recovery/);
    await online.app.answerFolder(trial);
    await press(window, 'Try with practice files (nothing real)');
    const sheet = await online.app.confirmation();
    await expect(sheet.getByText('PRACTICE').first()).toBeVisible({ timeout: 120_000 });
    await expect(sheet.getByLabel('Address of the HSM, from paper')).toHaveValue(/managedhsm\.practice\.invalid$/);
    await press(sheet, 'Start emergency recovery');
    await expect(window.getByText(/PRACTICE-EMERGENCY-/).first()).toBeVisible();
    await press(window, 'Enter the practice cloud');
    await press(await online.app.confirmation(), 'Yes, go on with it');
    await expect(window.getByRole('heading', { level: 1, name: 'Create the new HSM' })).toBeVisible();
    // Journal and cloud are in the folder, where the backup of the lost HSM is.
    const made = readdirSync(trial, { recursive: true }).map(String);
    expect(made.some((path) => /PRACTICE-EMERGENCY-.*\.jsonl$/.test(path))).toBe(true);
    expect(made).toContain(join('practice-cloud', portFileName));
    await online.close();
  },
);
