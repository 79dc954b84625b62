// A press that closes the window it is made in.
import type { Locator, Page } from '@playwright/test';

/**
 * Does what closes a window, and waits until it is closed. The app may close it before the browser has said that the press arrived:
 * what then fails is the answer, and not the press.
 */
export async function untilClosed(window: Page, press: () => Promise<void> | void): Promise<void> {
  const [closed, pressed] = await Promise.allSettled([window.waitForEvent('close'), press()]);
  if (closed.status === 'rejected') throw pressed.status === 'rejected' ? pressed.reason : closed.reason;
}

export const clickToClose = (button: Locator): Promise<void> => untilClosed(button.page(), () => button.click());
