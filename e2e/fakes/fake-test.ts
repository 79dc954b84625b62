// The fixture of specs over a fake of main. A worker keeps the pages that its tests have opened: each state is loaded again, and what a page runs
// was compiled for the first of them.
import type { Browser, BrowserContextOptions } from '@playwright/test';
import { test as base } from '../worker-fixtures.ts';
import { type FakeAppName, fakeContext, type FakeMain, fakeNow, type FakePage, fakePage } from './fake-app.ts';
import { laptop } from './shape.ts';

export interface FakeScreens extends FakePage {
  /** Addresses outside of the app that its screens asked for since this test opened them. */
  readonly escaped: readonly string[];
}

interface Fixtures {
  /** Opens an app's screens on a state; on a page of their own for each time in a test. */
  readonly openOn: (main: FakeMain, app?: FakeAppName, options?: BrowserContextOptions) => Promise<FakeScreens>;
}

interface Kept extends FakePage {
  readonly escaped: string[];
}
/** Pages that no test has now, by app and options of their context. */
const kept = new WeakMap<Browser, Map<string, Kept[]>>();

async function openNew(browser: Browser, app: FakeAppName, options: BrowserContextOptions): Promise<Kept> {
  const fake = await fakeContext(browser, options);
  return { ...(await fakePage(fake, app)), escaped: fake.escaped };
}

/** As it was before its last test; what that test loaded goes with the next state. */
async function asNew({ page, escaped }: Kept, { viewport }: BrowserContextOptions): Promise<void> {
  escaped.length = 0;
  await page.unrouteAll();
  // The language that somebody has chosen.
  await page.evaluate(() => localStorage.clear());
  await page.context().clearPermissions();
  await page.setViewportSize(viewport ?? laptop);
  await page.clock.setFixedTime(fakeNow);
}

export const test = base.extend<Fixtures>({
  openOn: async ({ browser }, use) => {
    const pages = kept.get(browser) ?? new Map<string, Kept[]>();
    kept.set(browser, pages);
    const taken: [string, Kept][] = [];
    await use(async (main, app = 'offline', options = {}) => {
      const key = JSON.stringify([app, options]);
      const before = pages.get(key)?.pop();
      if (before !== undefined) await asNew(before, options);
      const shown = before ?? (await openNew(browser, app, options));
      taken.push([key, shown]);
      await shown.show(main);
      return shown;
    });
    for (const [key, shown] of taken) pages.set(key, [...(pages.get(key) ?? []), shown]);
  },
});
export { expect } from '../worker-fixtures.ts';
