// A page of the online app, and how people get to it. Names are written in English, and said in the language of the page.
import type { Page } from '@playwright/test';
import type { OnlineView } from '#shared/contract/online/view.ts';
import { say } from '../../localize.ts';

/** A state, and how a person gets to the page where it is looked at; without that, main's state alone leads there. */
export interface OnlineState {
  readonly view: OnlineView;
  readonly answers?: Readonly<Record<string, unknown>>;
  readonly open?: (page: Page) => Promise<void>;
}

export const press = (name: string) => async (page: Page) =>
  page
    .getByRole('button', { name: await say(page, name) })
    .first()
    .click();
/** @param at where it is among several whose names have these words */
export const inRail =
  (name: string, at: 'first' | 'last' = 'first') =>
  async (page: Page) =>
    page
      .getByRole('navigation', { name: await say(page, 'Steps') })
      .getByRole('button', { name: await say(page, name, 'anywhere') })
      [at]()
      .click();
export const choose = (name: string) => async (page: Page) => page.getByText(await say(page, name)).click();
