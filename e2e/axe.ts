// What axe finds on a page, in words.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

type Axe = {
  readonly run: (options: {
    readonly runOnly: readonly string[];
  }) => Promise<{ readonly violations: readonly Violation[] }>;
};
interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

const inWords = (found: readonly Violation[]): string[] =>
  found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);

/**
 * The rules that a page breaks, each with the elements that break it; empty where axe finds nothing.
 * Our pages have one frame, which axe's older way of running reads whole, and in a third of the time.
 */
export async function violations(page: Page): Promise<string[]> {
  return inWords((await new AxeBuilder({ page }).setLegacyMode().analyze()).violations);
}

/** As `violations`, for the contrast of colours alone, on a page that was judged as a whole before: axe is still in it. */
export const contrastViolations = async (page: Page): Promise<string[]> =>
  inWords(
    await page.evaluate(async () => {
      const { axe } = globalThis as unknown as { axe: Axe };
      const { violations: found } = await axe.run({ runOnly: ['color-contrast'] });
      return found.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => ({ html })) }));
    }),
  );
