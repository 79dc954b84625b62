// A page of the tools, and how people get to it. Names are written in English, and said in the language of the page.
import type { Page } from '@playwright/test';
import type { View } from '#shared/contract/offline/view.ts';
import { say } from '../../localize.ts';
import { empty } from '../offline/common.ts';

export interface ToolsState {
  readonly view: View;
  readonly answers: Readonly<Record<string, unknown>>;
  readonly open: (page: Page) => Promise<void>;
}

export const press = async (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name: await say(page, name) }).click();
export const choose = async (page: Page, name: string): Promise<void> =>
  page
    .getByText(await say(page, name))
    .first()
    .click();
export const visible = async (page: Page, name: string): Promise<void> =>
  page.getByRole('region', { name: await say(page, name) }).waitFor();
export const fill = async (page: Page, label: string, value: string): Promise<void> =>
  page
    .getByLabel(await say(page, label, 'anywhere'))
    .last()
    .fill(value);

/** A page of the tools, opened by its entry among all of them. */
export const at = (entry: string, then: (page: Page) => Promise<void> = () => Promise.resolve()) => ({
  view: empty,
  open: async (page: Page): Promise<void> => {
    await press(page, 'Papers and proofs');
    await press(page, entry);
    await then(page);
  },
});
