// What a worker makes once for its specs, when the first of them asks for it. All specs share these fixtures: Playwright starts another
// worker for those of others.
import { type Browser, test as base } from '@playwright/test';
import { launchChromium } from './fakes/fake-app.ts';
import { makePracticeWorkspace, type PracticeWorkspaceKeys } from './support/make-practice-workspace.ts';

interface WorkerFixtures {
  /** For the screens over a fake of main. */
  readonly browser: Browser;
  /** A practice cloud's keys. */
  readonly keys: PracticeWorkspaceKeys;
}

export const test = base.extend<object, WorkerFixtures>({
  browser: [
    // Playwright reads the names of the fixtures that a fixture wants from this pattern; there are none.
    async ({}, use) => {
      const browser = await launchChromium();
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],
  keys: [
    async ({}, use) => {
      const keys = makePracticeWorkspace();
      await keys.setUp();
      await use(keys);
      await keys.clearAway();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});
export { expect } from '@playwright/test';
