// No page of an emergency that has begun speaks of a plan or of a step of a ceremony: it has neither.
import { wordOfCeremony } from '#shared/messages/testdata/words-of-a-ceremony.ts';
import { everyPage } from '../fakes/every-page.ts';
import { fakeContext, fakePage } from '../fakes/fake-app.ts';
import { expect, test } from '../fakes/fake-test.ts';
import { emergencyStates as offline } from '../fakes/states/offline/emergency.ts';
import { emergencyStates as online } from '../fakes/states/online/emergency.ts';

/** Before it has begun, the first page offers a recovery with a plan beside it. */
const beginnings: readonly string[] = ['online-emergency-start', 'online-emergency-new-hsm'];

for (const [app, states] of [
  ['offline', offline],
  ['online', online],
] as const) {
  test(`the pages of an emergency speak of no plan: ${app}`, async ({ browser }) => {
    const fake = await fakeContext(browser, { reducedMotion: 'reduce' });
    const { page, show } = await fakePage(fake, app);
    const pages = everyPage.filter(({ name }) => name in states && !beginnings.includes(name));
    expect(pages.length).toBeGreaterThan(8);
    for (const { name, main, open } of pages) {
      await show(main);
      await open?.(page);
      await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
      const lines = (await page.locator('body').innerText()).split('\n');
      expect
        .soft(
          lines.filter((line) => wordOfCeremony(line) !== undefined),
          name,
        )
        .toEqual([]);
    }
    await fake.context.close();
  });
}
