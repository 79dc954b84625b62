// What axe finds on a page, in words. axe is put into the page and run by ourselves: its own driver for browsers carries every rule that a
// page keeps over to us as well, which takes longer than finding those that it breaks.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type axe from 'axe-core';
import type { RunOptions } from 'axe-core';
import { root } from '#build/root.ts';

/** The short form: it goes to every page that is checked. */
const source = readFileSync(join(root, 'node_modules', 'axe-core', 'axe.min.js'), 'utf8');

/** Only what a page breaks is told, and of an element only its own text. */
const findings: RunOptions = { resultTypes: ['violations'], selectors: false };

/** Puts axe into every page that is loaded from now on, so that it needn't travel to each. */
export const keepAxeIn = (page: Page): Promise<unknown> => page.addInitScript(source);

async function found(page: Page, rules?: readonly string[]): Promise<string[]> {
  // A page that was loaded again has lost it.
  if (!(await page.evaluate('"axe" in globalThis'))) await page.evaluate(source);
  return page.evaluate(
    async (options) => {
      // The script that was put into the page before; this runs there.
      // What has been said to screen readers stays for seconds in the library's own place, with names of buttons that are gone by then.
      const whole = { exclude: [['[data-live-announcer]']] };
      const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run(whole, options);
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
    },
    rules === undefined ? findings : { ...findings, runOnly: [...rules] },
  );
}

/** The rules that a page breaks, each with the elements that break it; empty where axe finds nothing. Its frames are not looked into: ours has none. */
export const violations = (page: Page): Promise<string[]> => found(page);

/** As `violations`, for the contrast of colours alone. */
export const contrastViolations = (page: Page): Promise<string[]> => found(page, ['color-contrast']);
