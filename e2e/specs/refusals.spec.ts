// Every refusal as people meet it: what happened, what is still safe, what to do; for each fault that a deed here can end in.
import { type Browser, expect, test } from '@playwright/test';
import { fakeContext, launchChromium, openFake, refuseNext } from '../fakes/fake-app.ts';
import { sampleFaults } from '../fakes/faults.ts';
import { states } from '../fakes/states.ts';
import { isIncident } from '../../shared/faults/incident.ts';
import { adviceFor } from '../../shared/messages/advice.ts';
import { englishAdvice } from '../../shared/messages/en/faults/index.ts';

let browser: Browser;
test.beforeAll(async () => {
  browser = await launchChromium();
});
test.afterAll(() => browser.close());

test('each fault has its screen, on which nothing is left to guess', async () => {
  const { context } = await fakeContext(browser);
  const view = states['clock'];
  if (view === undefined) throw new Error('no such state');
  const { page, complaints } = await openFake(context, { view });
  await page.getByLabel(/^Date/).fill('2026-10-14');
  await page.getByLabel(/^Time/).fill('09:12');
  for (const fault of sampleFaults) {
    await refuseNext(page, fault);
    await page.getByRole('button', { name: 'Enter this time' }).click();
    const alert = page.getByRole('alert');
    const { happened, safe, todo } = adviceFor(englishAdvice, fault);
    for (const text of [happened, safe, todo, fault.code]) await expect(alert, fault.code).toContainText(text);
    await page.getByRole('button', { name: isIncident(fault) ? 'Leave the incident' : 'Close' }).click();
    await expect(alert).toBeHidden();
  }
  expect(complaints).toEqual([]);
  await context.close();
});
