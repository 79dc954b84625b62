// What is seen without scrolling on a small laptop at 125 %: each part of the forms of plan and register, each page of a part, and help in a
// custodian’s turn.
import { everyPage } from '../fakes/every-page.ts';
import { expect, test } from '../fakes/fake-test.ts';
import { toolStates } from '../fakes/tool-states.ts';

/** 1366 by 768 at 125 %. */
const viewport = { width: 1093, height: 614 };

/** What still scrolls, by the place of the part and of its page. It may only get shorter. */
const known = ['plan-form 2.9', 'plan-form 4.4', 'plan-form 8.7', 'register-form 5.2'];

// What German has room for, English has.
for (const { locale, details } of [
  { locale: 'de-DE', details: {} },
  { locale: 'en-GB', details: { tag: '@long' } },
]) {
  test(`${locale}: one part a page, without scrolling`, details, async ({ openOn }) => {
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

  test(`${locale}: help is in view in every state of a custodian’s turn`, details, async ({ openOn }) => {
    const [first, ...others] = everyPage.filter(({ name }) => /^(?:turn|token)-/.test(name));
    if (first === undefined) throw new Error('no page is known');
    const { page, show } = await openOn(first.main, 'confirmation', { locale, viewport });
    const below: string[] = [];
    for (const { name, main } of [first, ...others]) {
      await show(main);
      const edges = await page
        .locator('form ~ details')
        .evaluateAll((found) => found.map((help) => help.getBoundingClientRect().bottom));
      if (edges.some((bottom) => bottom > viewport.height)) below.push(`${name} ${edges.join(' ')}`);
    }
    expect(below).toEqual([]);
  });
}
