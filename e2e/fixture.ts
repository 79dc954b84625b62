// The fixture of every spec: a workspace, an app in it, and at the end the proof that nothing asked for the outside.
import type { LaunchOptions, RunningApp } from './hosts/host.ts';
import { host } from './hosts/this-host.ts';
import { OfflinePages } from './pages/offline-pages.ts';
import { makeWorkspace, type Workspace } from './offline-workspace.ts';
import { test as base, expect } from './worker-fixtures.ts';

interface Fixtures {
  readonly workspace: Workspace;
  /** Starts the offline app in the workspace; every app that was started is closed at the end. */
  readonly start: (options?: Partial<LaunchOptions>) => Promise<OfflinePages>;
}

export const test = base.extend<Fixtures>({
  // Playwright reads the names of the fixtures that a fixture wants from this pattern; there are none.
  workspace: async ({}, use) => {
    const workspace = makeWorkspace();
    await use(workspace);
    workspace.clear();
  },
  start: async ({ workspace }, use, info) => {
    const apps: RunningApp[] = [];
    await use(async (options = {}) => {
      const { machine, userData } = workspace;
      const app = await host.launch({ app: 'offline', isShortLived: true, machine, userData, ...options });
      apps.push(app);
      return new OfflinePages(app);
    });
    for (const app of apps) {
      if (info.status !== info.expectedStatus && app.isRunning()) {
        await info.attach('screen', { body: await app.window.screenshot(), contentType: 'image/png' });
      }
      if (app.isRunning()) expect(await app.refusedRequests()).toEqual([]);
      await app.close();
    }
  },
});
export { expect } from './worker-fixtures.ts';
