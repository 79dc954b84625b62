// Two people at the confirmation view, who confirm a call to Azure.
import { expect, type Page } from '@playwright/test';
import { holdDown } from './hold.ts';

export interface ConfirmedBy {
  /** Id of the person beside the one who sits there; with names that are typed, undefined: both stand there already. */
  readonly second: string | undefined;
  /** Typed from paper, where it is asked for. */
  readonly name: string;
  readonly folder: string;
}

/** Chooses and types what is asked for, and holds the button. */
export async function confirmIn(view: Page, confirmedBy: ConfirmedBy): Promise<void> {
  await typeIn(view, confirmedBy);
  await holdDown(view.locator('.button.hold'));
}

/** The same without the button. */
export async function typeIn(view: Page, { second, name, folder }: ConfirmedBy): Promise<void> {
  await expect(view.locator('.button.hold')).toBeInViewport({ ratio: 1 });
  const person = view.getByLabel('Second person', { exact: true });
  if (second !== undefined && (await person.isVisible())) await person.selectOption(second);
  for (const [label, typed] of [
    [/^Name of the .+, typed from paper/, name],
    [/^Folder of the backup/, folder],
  ] as const) {
    const field = view.getByLabel(label);
    if (await field.isVisible()) await field.fill(typed);
  }
}
