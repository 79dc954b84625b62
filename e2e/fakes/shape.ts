// The shape of a page: whether people find its main button without looking for it, at every zoom of the laptop, and can read every word.
import type { Page } from '@playwright/test';
import { cutOff } from './cut-off.ts';

/** The laptop as it comes, in CSS pixels. */
export const laptop = { width: 1366, height: 768 } as const;

/** What a zoom of 200, 150 and 125 % leaves of its window, and the laptop as it comes. */
const zooms = [
  { zoom: 200, width: 683, height: 384 },
  { zoom: 150, width: 911, height: 512 },
  { zoom: 125, width: 1093, height: 614 },
  { zoom: 100, ...laptop },
] as const;

/** Runs in the page: main buttons that are not whole in the window, or are under something else. */
function outOfView(): string[] {
  const dialog = document.querySelector('[role="dialog"], [role="alertdialog"]');
  const buttons = [...(dialog ?? document).querySelectorAll<HTMLElement>('[data-kind="primary"]')];
  // A form waits behind its step, hidden, with what was typed.
  return buttons
    .filter((button) => button.checkVisibility())
    .flatMap((button) => {
      const { left, right, top, bottom } = button.getBoundingClientRect();
      const isInside = left >= 0 && top >= 0 && right <= innerWidth + 1 && bottom <= innerHeight + 1;
      const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
      return isInside && button.contains(hit) ? [] : [button.textContent];
    });
}

/** Runs in the page: what can be moved sideways. A table or a fingerprint may, within its own place. */
function sideways(): string[] {
  return [document.scrollingElement, ...document.querySelectorAll('.frame, .frame-body, .frame-main, .frame-rail')]
    .filter((part) => part !== null && part.scrollWidth > part.clientWidth)
    .map((part) => (part?.className === '' ? 'page' : (part?.className ?? 'page')));
}

/** Runs in the page: cards in which nothing is left to see, because their only button is in the bar below. */
const emptyCards = (): string[] =>
  [...document.querySelectorAll<HTMLElement>('main .card')]
    .filter((card) => {
      if (!card.checkVisibility()) return false;
      const leaves = [...card.querySelectorAll('*')].filter(({ childElementCount }) => childElementCount === 0);
      return !leaves.some((leaf) => leaf.checkVisibility() && !leaf.closest('.actions:has(> [data-kind="primary"])'));
    })
    .map((card) => `an empty card: ${card.ariaLabel ?? ''}`);

/** Words that are longer than any language's have to fit up to this zoom. */
const longestWordsFit = 125;

/** What is wrong with the shape of a page, in words; it's left as large as the laptop. */
export async function misshapen(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const { zoom, width, height } of zooms) {
    await page.setViewportSize({ width, height });
    found.push(
      ...(await page.evaluate(outOfView)).map((name) => `${zoom} %: the main button is out of view: ${name}`),
      ...(await page.evaluate(sideways)).map((part) => `${zoom} %: moves sideways: ${part}`),
    );
    if (zoom <= longestWordsFit) found.push(...(await cutOff(page)).map((text) => `${zoom} %: ${text}`));
  }
  found.push(...(await page.evaluate(emptyCards)));
  const count = await page.locator('main [data-kind="primary"]:visible').count();
  if (count > 1) found.push(`${count} main buttons`);
  return found;
}
