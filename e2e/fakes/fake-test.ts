// The fixtures of specs over a fake of main: a browser for each worker, and contexts that end with their test.
import { type Browser, type BrowserContext, type BrowserContextOptions, test as base } from '@playwright/test';
import { type FakeAppName, fakeContext, type FakeMain, type FakePage, fakePage, launchChromium } from './fake-app.ts';

export interface FakeScreens extends FakePage {
  /** Addresses outside of the app that its screens asked for. */
  readonly escaped: readonly string[];
}

interface Fixtures {
  /** Opens an app's screens on a state, in their own context. */
  readonly openOn: (main: FakeMain, app?: FakeAppName, options?: BrowserContextOptions) => Promise<FakeScreens>;
}

export const test = base.extend<Fixtures, { browser: Browser }>({
  browser: [
    // Playwright reads the names of the fixtures that a fixture wants from this pattern; there are none.
    async ({}, use) => {
      const browser = await launchChromium();
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],
  openOn: async ({ browser }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (main, app = 'offline', options = {}) => {
      const fake = await fakeContext(browser, options);
      contexts.push(fake.context);
      const shown = await fakePage(fake, app);
      await shown.show(main);
      return { ...shown, escaped: fake.escaped };
    });
    for (const context of contexts) await context.close();
  },
});
export { expect } from '@playwright/test';
