// Each part of the forms of plan and register, and each page of a part, is seen without scrolling on a small laptop at 125 %.
import { expect, test } from '../fakes/fake-test.ts';
import { toolStates } from '../fakes/tool-states.ts';

/** 1366 by 768 at 125 %. */
const viewport = { width: 1093, height: 614 };

/** What still scrolls, by the place of the part and of its page. It may only get shorter. */
const known = ['plan-form 2.9', 'plan-form 4.4', 'plan-form 8.7', 'register-form 5.2'];

for (const locale of ['en-GB', 'de-DE']) {
  test(`${locale}: one part a page, without scrolling`, async ({ openOn }) => {
    const { page, show } = await openOn({ view: null }, 'offline', { locale, viewport });
    const main = page.locator('.frame-main');
    const [parts, pages] = [main.locator('.form-index .form-part'), main.locator('section .form-part')];
    const tall: string[] = [];
    for (const name of ['plan-form', 'register-form'] as const) {
      const { view, answers, open } = toolStates[name];
      await show({ view, answers });
      await open(page);
      const count = await parts.count();
      expect(count).toBeGreaterThan(4);
      for (let part = 1; part <= count; part += 1) {
        await parts.nth(part - 1).click();
        const several = await pages.count();
        for (let at = 1; at <= Math.max(1, several); at += 1) {
          if (several > 0) await pages.nth(at - 1).click();
          const over = await main.evaluate((element) => element.scrollHeight - element.clientHeight);
          if (over > 0) tall.push(`${name} ${part}.${at}`);
        }
      }
    }
    expect(tall).toEqual(known);
  });
}
