// Presses and holds, as a person on the keyboard does.
import { expect, type Locator } from '@playwright/test';

/** Keeps the space bar down on a button until something shows that it has worked: by default, until it is gone. */
export async function holdDown(
  button: Locator,
  isDone: () => Promise<void> = () => expect(button).toBeHidden(),
): Promise<void> {
  // A disabled button takes no focus, and the key would go nowhere.
  await expect(button).toBeEnabled();
  await button.focus();
  await button.page().keyboard.down('Space');
  await isDone();
  await button.page().keyboard.up('Space');
}
