// What axe finds on a page, in words. axe is put into the page and run by ourselves: its own driver for browsers carries every rule that a
// page keeps over to us as well, which takes longer than finding those that it breaks.
import type { Page } from '@playwright/test';
import axe, { type RunOptions } from 'axe-core';

/** Only what a page breaks is told, and of an element only its own text. */
const findings: RunOptions = { resultTypes: ['violations'], selectors: false };

async function found(page: Page, rules?: readonly string[]): Promise<string[]> {
  // A page that was loaded anew has lost it.
  if (!(await page.evaluate('"axe" in globalThis'))) await page.evaluate(axe.source);
  return page.evaluate(
    async (options) => {
      // The script that was put into the page before; this runs there.
      const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run(options);
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
    },
    rules === undefined ? findings : { ...findings, runOnly: [...rules] },
  );
}

/** The rules that a page breaks, each with the elements that break it; empty where axe finds nothing. Its frames are not looked into: ours has none. */
export const violations = (page: Page): Promise<string[]> => found(page);

/** As `violations`, for the contrast of colours alone. */
export const contrastViolations = (page: Page): Promise<string[]> => found(page, ['color-contrast']);
