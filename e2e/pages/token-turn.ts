// The turn of a custodian with a token, in main's own view: the PIN is typed, and the token is taken out.
import { expect } from '@playwright/test';
import type { BroughtToken } from '../support/brought-tokens.ts';
import type { OfflinePages } from './offline-pages.ts';

/** Each module is asked in a process of its own, one after the other: on a busy machine that takes longer than a page. */
async function titled(offline: OfflinePages, name: string | RegExp): Promise<void> {
  const view = await offline.app.confirmation();
  await expect(view.getByRole('heading', { level: 1, name })).toBeVisible({ timeout: 90_000 });
}

export async function typePin(offline: OfflinePages, pin: string): Promise<void> {
  await titled(offline, 'The PIN of your token');
  const field = (await offline.app.confirmation()).getByLabel('PIN', { exact: true });
  await expect(field).toBeFocused();
  await field.fill(pin);
  await field.press('Enter');
}

/** @param title of the view that waits for the token */
export async function tokenTurn(offline: OfflinePages, token: BroughtToken, title: string): Promise<void> {
  await offline.titleInView(title);
  await token.plugIn();
  await typePin(offline, token.pin);
  await titled(offline, /^Take your token “.+” out now\.$/u);
  token.pull();
}
