// What axe finds on a page, in words.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/**
 * The rules that a page breaks, each with the elements that break it; empty where axe finds nothing.
 * Our pages have one frame, which axe's older way of running reads whole, and in a third of the time.
 *
 * @param rules the only rules to look at; without it, all
 */
export async function violations(page: Page, rules?: readonly string[]): Promise<string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode();
  const found = await (rules === undefined ? axe : axe.withRules([...rules])).analyze();
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}
