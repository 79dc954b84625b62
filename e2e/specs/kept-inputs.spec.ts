// A refusal costs nobody what they typed: every form of a step has it again.
import type { Page } from '@playwright/test';
import type { OnlineStepId, StepState } from '#shared/contract/online/step-view.ts';
import type { OnlineView } from '#shared/contract/online/view.ts';
import { everyPage } from '../fakes/every-page.ts';
import { onlineStates } from '../fakes/online-states.ts';
import { fakeContext, fakePage, refuseNext, tellView } from '../fakes/fake-app.ts';
import { expect, test } from '../fakes/fake-test.ts';
import { longTag } from '../support/long.ts';

/** What the fields of the form hold. */
const typedIn = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const fields = [...document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('main input, main textarea')];
    const value = (field: HTMLInputElement | HTMLTextAreaElement): string =>
      field instanceof HTMLInputElement && (field.type === 'radio' || field.type === 'checkbox')
        ? String(field.checked)
        : field.value;
    return fields.filter((field) => field.checkVisibility()).map(value);
  });

/** Writes into every field that takes text, and chooses the last of every choice. */
async function typeEverywhere(page: Page): Promise<void> {
  const fields = page.locator('main').locator('input, textarea');
  // A choice may take fields away, or bring others.
  for (let at = 0; at < (await fields.count()); at += 1) {
    const field = fields.nth(at);
    if (!(await field.isVisible()) || !(await field.isEditable())) continue;
    const type = await field.getAttribute('type');
    if (type === 'radio' || type === 'checkbox') await field.evaluate((choice: HTMLElement) => choice.click());
    else await field.fill('7');
  }
}

const inState = (view: OnlineView, id: OnlineStepId, state: StepState): OnlineView => ({
  ...view,
  steps: view.steps.map((step) => (step.id === id ? { ...step, state } : step)),
});
const progress = {
  ...{ sinceUtc: '2026-10-14T10:30:00.000Z', isSent: true, attempt: 1, lastContactUtc: null, nextPollUtc: null },
  ...{ trouble: null, counted: null },
};
const refusal = (atUtc: string): StepState => ({
  ...{ phase: 'refused', atUtc, again: 'yes' },
  fault: { code: 'SERVICE_UNREACHABLE', host: 'recovered-hsm.managedhsm.azure.net', reason: 'timeout' },
});

/** A state for each form of a step that has fields. */
const formsOfSteps = [
  'online-create',
  'online-backup',
  'online-restore',
  'online-verify',
  'online-emergency-restore',
  'online-emergency-verify',
] as const;

test('every form of a step has after a refusal what was typed', async ({ browser }) => {
  test.slow();
  const fake = await fakeContext(browser, { reducedMotion: 'reduce' });
  const { page, show } = await fakePage(fake, 'online');
  for (const name of formsOfSteps) {
    const { view } = onlineStates[name];
    const ready = view.steps.find(({ state }) => state.phase === 'ready');
    if (ready === undefined) throw new Error(`${name} has no step that is ready`);
    await show({ view });
    await typeEverywhere(page);
    const before = await typedIn(page);
    expect(before.length, name).toBeGreaterThan(0);
    await tellView(page, inState(view, ready.id, { phase: 'running', progress }));
    await tellView(page, inState(view, ready.id, refusal('2026-10-14T10:36:00.000Z')));
    await expect(page.getByRole('alert'), name).toContainText('SERVICE_UNREACHABLE');
    expect.soft(await typedIn(page), name).toEqual(before);
  }
  await fake.context.close();
});

/** So many pages of the enumeration have fields, and so many of these a main button that main can refuse: never fewer. */
const found = { offline: { withFields: 58, refused: 11 }, online: { withFields: 52, refused: 13 } } as const;

/** What is chosen on these pages is what is looked at, and no form: a press leads to the next page, or to what was found. */
for (const app of ['offline', 'online'] as const) {
  test(
    `no form of any page loses what was typed, when main speaks and when it refuses: ${app}`,
    { tag: longTag },
    async ({ browser }) => {
      test.slow();
      const fake = await fakeContext(browser, { reducedMotion: 'reduce' });
      const { page, show } = await fakePage(fake, app);
      const [withFields, refused]: [string[], string[]] = [[], []];
      for (const known of everyPage.filter((each) => each.app === app)) {
        await show(known.main);
        await known.open?.(page);
        await page.getByRole('heading', { level: 1, includeHidden: true }).first().waitFor();
        // Nobody types under an alarm or a dialog.
        if ((await page.locator('[role=alertdialog], [role=dialog]').count()) > 0) continue;
        await typeEverywhere(page);
        const before = await typedIn(page);
        if (before.length === 0) continue;
        withFields.push(known.name);
        // Main speaks while somebody types: a stick comes, time passes, a call is answered.
        await tellView(page, known.main.view);
        expect.soft(await typedIn(page), `${known.name}, when main speaks`).toEqual(before);
        const main = page.locator('main [data-kind="primary"]:enabled');
        if ((await main.count()) === 0) continue;
        await refuseNext(page, { code: 'FILE_FORBIDDEN', name: 'journal.jsonl' });
        await main.first().click();
        if (!(await page.getByRole('alert').filter({ hasText: 'FILE_FORBIDDEN' }).isVisible())) continue;
        refused.push(known.name);
        expect.soft(await typedIn(page), `${known.name}, after a refusal`).toEqual(before);
      }
      // The enumeration itself finds what it must: the forms of the online app's steps, of plan and of register among them.
      expect(withFields.length).toBeGreaterThanOrEqual(found[app].withFields);
      expect(refused.length).toBeGreaterThanOrEqual(found[app].refused);
      console.log(app, withFields.length, refused.length, refused.join(' '));
      await fake.context.close();
    },
  );
}
