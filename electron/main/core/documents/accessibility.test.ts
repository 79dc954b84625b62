// The documents on a screen, checked by axe: landmarks, headings, tables, contrast. And nothing in them runs or reaches out.
import { type Browser, chromium, type Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { violations } from '#e2e/support/axe.ts';
import { long } from '#e2e/support/long.ts';
import { referenceChromium } from '#e2e/support/reference-tools.ts';
import { chromiumPath } from '#e2e/hosts/chromium-path.ts';
import { printStyle } from '#build/print-style.ts';
import { documentSamples } from './testdata/samples.ts';

const css = printStyle();
const samples = new Map(documentSamples({ css, appVersion: '0.1.0' }).map((sample) => [sample.name, sample]));
const program = await referenceChromium();
let browser: Browser;

describe.skipIf(!program)('on a screen', () => {
  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: await chromiumPath(),
      args: ['--no-sandbox', '--disable-gpu'],
    });
  });
  afterAll(async () => {
    await browser.close();
  });

  const show = async (page: Page, html: string): Promise<void> => {
    // A new document: the policy of the one before would hold for this one.
    await page.goto('about:blank');
    await page.setContent(html);
    // What it has tried comes before this answer.
    await page.evaluate(() => undefined);
  };
  const open = (page: Page, name: string): Promise<void> => show(page, samples.get(name)?.html() ?? '');

  // A whole script repeats the same few elements and takes axe half a minute; the shortest one has them all.
  const noFinding = async (name: string): Promise<void> => {
    const page = await browser.newPage();
    await open(page, name);
    expect(await violations(page)).toEqual([]);
    await page.close();
  };
  const timeout = 120_000;
  it.each(['script-drill-d1-en-a4', 'fingerprint-card-en-a4', 'key-mapping-en-a4'])(
    '%s has no finding',
    { timeout },
    noFinding,
  );
  it.each(['record-hostile-en-letter', 'call-sheet-en-a4', 'custody-register-en-a4'])(
    '%s has no finding',
    { timeout, ...long },
    noFinding,
  );

  describe('one after the other in one page', () => {
    let page: Page;
    /** Whatever one of them tries to do. */
    const tried: string[] = [];
    beforeAll(async () => {
      page = await browser.newPage();
      page.on('request', (request) => tried.push(request.url()));
      page.on('dialog', (dialog) => tried.push(dialog.message()));
      page.on('pageerror', (error) => tried.push(error.message));
    });

    const quiet = async (name: string): Promise<void> => {
      await open(page, name);
      expect(tried).toEqual([]);
    };
    /** One of each kind, and those in which somebody tries. */
    const kindOf = (name: string): string => name.split('-')[0] ?? '';
    const names = [...samples.keys()];
    const isFirst = (name: string): boolean => name === names.find((each) => kindOf(each) === kindOf(name));
    const isAsked = (name: string): boolean => isFirst(name) || name.includes('hostile');
    const title = '%s runs nothing and asks for nothing';
    it.each(names.filter(isAsked))(title, { timeout: 60_000 }, quiet);
    it.each(names.filter((name) => !isAsked(name)))(title, { timeout: 60_000, ...long }, quiet);

    it('would be found out if one did', async () => {
      await show(page, '<script>throw new Error("runs")</script><img src="https://a.invalid/">');
      expect(tried).toEqual(expect.arrayContaining(['runs', 'https://a.invalid/']));
    });
  });
});
