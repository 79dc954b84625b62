// A press that answers a sheet of the confirmation view.
import { expect, type Locator, type Page } from '@playwright/test';

/** Does what sends a secret, or turns it away, and waits until its sheet is gone. */
export async function untilAnswered(view: Page, press: () => Promise<void> | void): Promise<void> {
  await press();
  await expect(view.locator('input[type=password]')).toHaveCount(0);
}

export const clickToAnswer = (button: Locator): Promise<void> => untilAnswered(button.page(), () => button.click());
