// What holds on every page of both apps, over a fake of main: reachable for everybody, quiet, true to the policy, and nothing cut off.
import type { Browser, Page } from '@playwright/test';
import { contrastViolations, keepAxeIn, violations } from '../support/axe.ts';
import { everyPage, type KnownPage } from '../fakes/every-page.ts';
import { type FakeAppName, fakeContext, fakePage, tellView } from '../fakes/fake-app.ts';
import { expect, test } from '../fakes/fake-test.ts';
import { laptop, misshapen } from '../fakes/shape.ts';
import { longTag } from '../support/long.ts';

/** Each changes colours and nothing else. */
const looks = [
  { colorScheme: 'light', contrast: 'no-preference' },
  { colorScheme: 'dark', contrast: 'no-preference' },
  { colorScheme: 'light', contrast: 'more' },
  { colorScheme: 'dark', contrast: 'more' },
] as const;
type Look = (typeof looks)[number];
const inWords = ({ colorScheme, contrast }: Look): string => `${colorScheme}, contrast ${contrast}`;

/** A page hears of another look in its own time: its marks say when it has. */
async function showIn(page: Page, look: Look): Promise<void> {
  await page.emulateMedia(look);
  const root = page.locator('html');
  const [isDark, isStrong] = [look.colorScheme === 'dark', look.contrast === 'more'];
  await (isDark ? expect(root).toHaveAttribute('data-dark') : expect(root).not.toHaveAttribute('data-dark'));
  await (isStrong ? expect(root).toHaveAttribute('data-contrast') : expect(root).not.toHaveAttribute('data-contrast'));
}

/** What is wrong with the colours of the page, in words. */
async function faint(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const look of looks) {
    await showIn(page, look);
    const inThisLook = await contrastViolations(page);
    found.push(...inThisLook.map((words) => `${inWords(look)}: ${words}`));
  }
  return found;
}

// So many pages that a test lasts some seconds, and the workers have tests to share.
const atOnce = 15;
/** Of so many pages of an app, `npm test` asks the first: they share their parts, and are beside their like. */
const oneOf = 32;
const groups = (['offline', 'online', 'confirmation'] as const).flatMap((app) => {
  const pages = everyPage.filter((page) => page.app === app);
  const others = pages.filter((_, at) => at % oneOf !== 0);
  const first = { app, details: {}, pages: pages.filter((_, at) => at % oneOf === 0) };
  const groupsOfOthers = Array.from({ length: Math.ceil(others.length / atOnce) }, (_, group) => ({
    app,
    details: { tag: longTag },
    pages: others.slice(group * atOnce, (group + 1) * atOnce),
  }));
  return [first, ...groupsOfOthers];
});

/** Shows one page after the other, each in the look after the last one's, and says what is wrong with each. */
async function assessPages(
  browser: Browser,
  app: FakeAppName,
  pages: readonly KnownPage[],
  wrongWith: (page: Page) => Promise<string[]>,
): Promise<void> {
  const fake = await fakeContext(browser, { locale: 'de-DE', madeUp: 'drawn-out', reducedMotion: 'reduce' });
  const { page, show, complaints } = await fakePage(fake, app);
  await keepAxeIn(page);
  for (const [at, { name, main, open }] of pages.entries()) {
    const look = looks[at % looks.length] ?? looks[0];
    await page.setViewportSize(laptop);
    await page.emulateMedia(look);
    await show(main);
    await open?.(page);
    await settled(page);
    const found = await wrongWith(page);
    expect.soft([...found, ...complaints], `${name}, ${inWords(look)}`).toEqual([]);
  }
  expect(fake.escaped).toEqual([]);
  await fake.context.close();
}

const softly = expect.configure({ soft: true });

/** From a state of main to the next, with the keyboard on what was pressed last: where the focus is then, and what the window is called. */
const programs = { offline: 'Lifeboat Offline', online: 'Lifeboat Online' } as const;
/** So many titles at least come by going on, and not by loading the page: fewer than there are, as a page may be slow to follow. */
const titlesWalked = { offline: 11, online: 8 } as const;

/** Until the page has drawn what it has just been told. */
const drawn = (page: Page): Promise<unknown> =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

/** Presses what goes on from a step that is done, if the page has it at this moment, with the keyboard on it. */
const goOn = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const buttons = [...document.querySelectorAll<HTMLElement>('main button')];
    const next = buttons.find(({ textContent }) => /(?:^|: )go on$/iu.test(textContent));
    next?.focus();
    next?.click();
  });

/** The longer command walks through all of them: each comes after the page that it comes from. */
const walks = (['offline', 'online'] as const).flatMap((app) => {
  const pages = everyPage.filter((known) => known.app === app && known.open === undefined);
  return [
    { app, which: 'the first', rows: pages.slice(0, 16), details: {}, titles: 3 },
    { app, which: 'all', rows: pages, details: { tag: longTag }, titles: titlesWalked[app] },
  ];
});
for (const { app, which, rows, details, titles } of walks) {
  const promise = `a state of main that people go on to takes the focus, and is the title of the window: ${app}, ${which}`;
  test(promise, details, async ({ browser }) => {
    const fake = await fakeContext(browser, { reducedMotion: 'reduce' });
    const { page, show, complaints } = await fakePage(fake, app);
    const [first, ...others] = rows;
    if (first === undefined) throw new Error('no page is known');
    const heading = page.getByRole('heading', { level: 1 }).first();
    // The state comes to the page in its own time: both are read until they belong together.
    const otherTitle = async (): Promise<string[]> => {
      const [title, wanted] = [await page.title(), `${await heading.innerText()} – ${programs[app]}`];
      return title === wanted ? [] : [title, wanted];
    };
    const walked = new Set<string>();
    await show(first.main);
    for (const { name, main } of others) {
      const before = await page.title();
      await page.evaluate(() => [...document.querySelectorAll<HTMLElement>('main button')].at(-1)?.focus());
      await tellView(page, main.view);
      await drawn(page);
      await softly.poll(otherTitle, { message: name }).toEqual([]);
      // What is done stays on the screen until somebody goes on.
      if ((await page.title()) === before) {
        await goOn(page);
        await drawn(page);
        await softly.poll(otherTitle, { message: name }).toEqual([]);
      }
      await expect.soft(page.locator(':focus'), name).toHaveCount(1);
      expect.soft(complaints, name).toEqual([]);
      const title = await page.title();
      if (title !== before) walked.add(title);
      // A state of the same page, or of another session, to which nobody comes from here.
      else await show(main);
    }
    expect(walked.size).toBeGreaterThanOrEqual(titles);
    await fake.context.close();
  });
}

test('the shape of a page is found wanting', async ({ browser }) => {
  const fake = await fakeContext(browser);
  const { page, show } = await fakePage(fake, 'offline');
  const start = everyPage.find(({ name }) => name === 'clock');
  if (start === undefined) throw new Error('no page is known');
  await show(start.main);
  expect(await misshapen(page)).toEqual([]);
  await page.evaluate(() => {
    const main = document.querySelector('main');
    const wide = document.createElement('div');
    wide.style.cssText = 'width: 200vw; height: 1px';
    const second = document.createElement('button');
    second.dataset['kind'] = 'primary';
    second.textContent = 'Elsewhere';
    second.style.cssText = 'margin-top: 200vh';
    const card = document.createElement('section');
    card.className = 'card';
    card.ariaLabel = 'Nothing';
    main?.append(wide, second, card);
  });
  const found = await misshapen(page);
  for (const zoom of [100, 125, 150, 200]) {
    expect(found).toContain(`${zoom} %: the main button is out of view: Elsewhere`);
    expect(found).toContain(`${zoom} %: moves sideways: frame-main stack`);
  }
  expect(found).toContain('2 main buttons');
  expect(found).toContain('an empty card: Nothing');
  await fake.context.close();
});

// English is the shortest: what fits German, and words that are longer still, fits it; and axe asks nothing of the words.
for (const { app, details, pages } of groups) {
  const which = `${app}, ${pages.length} pages from ${pages[0]?.name ?? ''} to ${pages.at(-1)?.name ?? ''}`;
  test(
    `axe finds nothing, nothing is cut off in German or in longer words, and the main button is in view at every zoom: ${which}`,
    details,
    ({ browser }) =>
      assessPages(browser, app, pages, async (page) => [...(await misshapen(page)), ...(await violations(page))]),
  );
  test(`axe finds nothing in any look: ${which}`, { tag: longTag }, ({ browser }) =>
    assessPages(browser, app, pages, faint),
  );
}

/** The app state is loaded when it is opened, so a page may still be on its way. */
const settled = (page: Page): Promise<void> => page.getByRole('heading', { level: 1 }).first().waitFor();

/** For what is found on any page. */
async function firstPage(browser: Browser) {
  const fake = await fakeContext(browser);
  const { page, show } = await fakePage(fake, 'offline');
  const [first] = everyPage;
  if (first === undefined) throw new Error('no page is known');
  await show(first.main);
  return { fake, page };
}

test('axe finds what is wrong with a page, in its colours too', async ({ browser }) => {
  const { fake, page } = await firstPage(browser);
  await page.evaluate(() => {
    document.querySelector('h1')?.style.setProperty('color', '#ddd');
    document.querySelector('main')?.append(document.createElement('button'));
  });
  expect(await violations(page)).toEqual([
    expect.stringContaining('button-name: <button>'),
    expect.stringContaining('color-contrast: <h1'),
  ]);
  expect(await contrastViolations(page)).toEqual([expect.stringContaining('color-contrast: <h1')]);
  await fake.context.close();
});

test('a page is assessed in the look that it is shown in', async ({ browser }) => {
  const { fake, page } = await firstPage(browser);
  // The page's policy lets nobody write a style into it.
  await page.evaluate(() => {
    const faint = new CSSStyleSheet();
    faint.replaceSync(':root[data-dark] h1 { color: #333 }');
    document.adoptedStyleSheets = [faint];
  });
  for (const look of [...looks, looks[0]]) {
    await showIn(page, look);
    const broken = look.colorScheme === 'dark' ? [expect.stringContaining('color-contrast: <h1')] : [];
    expect(await contrastViolations(page)).toEqual(broken);
  }
  await fake.context.close();
});
