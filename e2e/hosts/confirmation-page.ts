// The confirmation view among the pages of a running app: it is there from the start, and shows something while it asks.
import type { BrowserContext, Page } from '@playwright/test';

export const isConfirmation = (page: Page): boolean => /\/confirmation[.]html$/.test(page.url());

/** Waits until it has drawn what it asks: what is typed before would go nowhere. */
export async function confirmationIn(context: BrowserContext): Promise<Page> {
  const page = context.pages().find(isConfirmation);
  if (page === undefined) throw new Error('the app has no confirmation view');
  await page.locator('main').waitFor();
  return page;
}
