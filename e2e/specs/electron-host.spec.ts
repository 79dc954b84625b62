// What specs ask of Electron, through Playwright's own driver for it: here of the double, started as Electron would be.
import { join } from 'node:path';
import { expect, test as base } from '../fixture.ts';
import { writeDoubleAsElectron } from '../double-as-electron.ts';
import type { LaunchOptions, RunningApp } from '../hosts/host.ts';
import { electronHost } from '../hosts/on-electron.ts';
import { refusing } from '../hosts/this-host.ts';
import { OfflinePages } from '../pages/offline-pages.ts';

interface Fixtures {
  readonly launch: (options?: Partial<LaunchOptions>) => Promise<RunningApp>;
}
const test = base.extend<Fixtures>({
  launch: async ({ workspace }, use) => {
    const binary = writeDoubleAsElectron(workspace.folder);
    const host = refusing(
      electronHost({ kind: 'electron', binary, hasSandbox: false, description: 'the double, started as Electron' }),
    );
    const { machine, userData } = workspace;
    const started: RunningApp[] = [];
    await use(async (options = {}) => {
      const app = await host.launch({ app: 'offline', machine, userData, ...options });
      started.push(app);
      return app;
    });
    for (const app of started) await app.close();
  },
});
test.skip(process.platform === 'win32', 'a script is no program there');

test('opens the app with the profile and the machine that it names, gives answers to folder dialogs in their order, and closes it', async ({
  workspace,
  launch,
}) => {
  const app = await launch();
  await expect(app.window.getByRole('heading', { level: 1 })).toBeVisible();
  expect(app.userData).toBe(workspace.userData);
  expect(await app.refusedRequests()).toEqual([]);
  expect(app.isRunning()).toBe(true);
  const pages = new OfflinePages(app);
  const chosen = pages.page.getByRole('group', { name: 'Choose the plan' }).locator('strong');
  await app.answerFolder(null);
  await app.answerFolder(workspace.folder);
  await pages.openTool('Print papers');
  await pages.press('Choose the plan');
  await expect(pages.page.getByRole('button', { name: 'Choose the plan' })).toBeEnabled();
  await expect(chosen).toBeHidden();
  await pages.press('Choose the plan');
  await expect(chosen).toBeVisible();
  await app.close();
  expect(app.isRunning()).toBe(false);
});

test(
  'finds windows and custody processes by what they are, and kills',
  { tag: '@long' },
  async ({ workspace, launch }) => {
    const app = await launch();
    const pages = new OfflinePages(app);
    expect(await app.killWorker('combiner')).toBe(false);
    await pages.toCustodians(workspace, 'PRACTICE-2026-09');
    workspace.plugIn('C1');
    await pages.giveShare('C1', 'correct horse battery 1');
    expect(await app.killWorker('combiner')).toBe(true);
    await app.kill();
    expect(app.isRunning()).toBe(false);

    const again = await launch();
    await expect(again.window.getByText(/PRACTICE-2026-09 was not finished/)).toBeVisible();
  },
);

test(
  'lets each program keep its profile where the profiles of a person lie',
  { tag: '@long' },
  async ({ workspace, launch }) => {
    const app = await launch({ appData: workspace.folder });
    expect(app.userData).toBe(join(workspace.folder, 'Lifeboat Offline'));
  },
);

test('refuses what only the double can play', async ({ launch }) => {
  await expect(launch({ preview: true })).rejects.toThrow('play the practice preview');
});
