// The fixture of specs over a fake of main: contexts that end with their test.
import type { BrowserContext, BrowserContextOptions } from '@playwright/test';
import { test as base } from '../worker-fixtures.ts';
import { type FakeAppName, fakeContext, type FakeMain, type FakePage, fakePage } from './fake-app.ts';

export interface FakeScreens extends FakePage {
  /** Addresses outside of the app that its screens asked for. */
  readonly escaped: readonly string[];
}

interface Fixtures {
  /** Opens an app's screens on a state, in their own context. */
  readonly openOn: (main: FakeMain, app?: FakeAppName, options?: BrowserContextOptions) => Promise<FakeScreens>;
}

export const test = base.extend<Fixtures>({
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
export { expect } from '../worker-fixtures.ts';
