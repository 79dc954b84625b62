// What people read from a screen or a page that is shown: words to read aloud, and the record as it is printed.
import { expect, type Locator, type Page } from '@playwright/test';
import { fingerprintWords, parsePrintedFingerprint } from '#shared/formatting/fingerprint.ts';
import type { RunningApp } from '../hosts/host.ts';
import { type PrintedStep, printedSteps } from '../support/printed-steps.ts';

/** The words that a screen shows for reading aloud, in their order. @param scope where they are */
export const wordsShown = async (scope: Locator): Promise<string> =>
  (await scope.locator('[data-words] span:not(.line-name)').allTextContents()).join(' ');

/** Without the rows and numbers that they have on paper. */
export const plainWords = (printed: string): string => fingerprintWords(parsePrintedFingerprint(printed)).join(' ');

/** The words of the pairing code that this machine reads aloud; they are folded before. @param view the confirmation view */
export async function ownWords(view: Page): Promise<string> {
  await view.getByText('Show our words', { exact: true }).click();
  return plainWords((await view.locator('details p').allTextContents()).join('\n'));
}

/** The record of a journal as an app prints it. */
export async function printRecord(
  app: RunningApp,
  files: { readonly plan: string; readonly journal: string },
): Promise<readonly PrintedStep[]> {
  const { window: page } = app;
  const press = (name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();
  await press('Papers and proofs');
  await press('Print papers');
  await page
    .getByRole('radio', { name: /^Record/ })
    .locator('xpath=ancestor::label')
    .click();
  for (const what of ['plan', 'journal'] as const) {
    await app.answerFolder(files[what]);
    await press(`Choose the ${what}`);
    await expect(page.getByRole('group', { name: `Choose the ${what}` }).locator('strong')).toBeVisible();
  }
  const opening = app.nextWindow();
  await press('Look at it');
  const paper = await opening;
  await expect(paper.getByRole('heading', { level: 1 })).toBeVisible();
  const steps = printedSteps(await paper.content());
  await paper.close();
  await page.getByRole('button', { name: /^← Back/ }).click();
  return steps;
}
