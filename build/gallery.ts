// `npm run gallery`: every state of every screen of both apps, in the ways people may see it, and every page of every printed document.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import {
  type FakeAppName,
  fakeContext,
  type FakeMain,
  type FakeOptions,
  launchChromium,
  openFake,
} from '#e2e/fakes/fake-app.ts';
import { everyPage } from '#e2e/fakes/every-page.ts';
import { say } from '#e2e/fakes/localize.ts';
import { states } from '#e2e/fakes/states.ts';
import { renderDocuments } from './gallery-documents.ts';
import { root } from './root.ts';
import { chromium, ensureSystemPrograms, referenceTools } from './system-packages.mjs';

const laptop = { width: 1366, height: 768 };
/** A zoom of 125 % leaves the page four fifths of the window. */
const zoomed = {
  viewport: { width: Math.round(laptop.width / 1.25), height: Math.round(laptop.height / 1.25) },
  deviceScaleFactor: 1.25,
};
const looks: Readonly<Record<string, FakeOptions>> = {
  light: { viewport: laptop },
  dark: { viewport: laptop, colorScheme: 'dark' },
  contrast: { viewport: laptop, contrast: 'more' },
  zoom125: zoomed,
  german: { viewport: laptop, locale: 'de-DE' },
  pseudo: { viewport: laptop, madeUp: 'pseudo' },
};

/** Dialogs, which are no state of main: how a person opens each. */
const dialogs: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  'dialog-help': async (page) => page.getByRole('button', { name: await say(page, 'Help') }).click(),
  'dialog-exception': async (page) => page.getByRole('button', { name: await say(page, 'Exception') }).click(),
  'dialog-machine': async (page) => page.getByRole('button', { name: await say(page, 'Machine sheet') }).click(),
};

const wanted = process.argv.slice(2);
// Poppler turns the pages of the documents into pictures.
await ensureSystemPrograms([chromium, ...referenceTools.filter(({ program }) => program === 'pdftotext')]);
const out = join(root, 'out', 'gallery');
rmSync(out, { recursive: true, force: true });
const browser = await launchChromium();
let count = 0;
for (const [look, options] of Object.entries(looks)) {
  if (wanted.length > 0 && !wanted.includes(look)) continue;
  mkdirSync(join(out, look), { recursive: true });
  const fake = await fakeContext(browser, { ...options, reducedMotion: 'reduce' });
  const shoot = async (
    name: string,
    main: FakeMain,
    open?: (page: Page) => Promise<void>,
    app: FakeAppName = 'offline',
  ): Promise<void> => {
    const { page } = await openFake(fake, main, app);
    await open?.(page);
    // The app state is loaded when it is opened.
    await page.getByRole('heading').first().waitFor();
    await page.evaluate('document.fonts.ready');
    await page.screenshot({ path: join(out, look, `${name}.png`) });
    await page.close();
    count += 1;
  };
  for (const { name, main, open, app } of everyPage) await shoot(name, main, open, app);
  for (const [name, open] of Object.entries(dialogs)) await shoot(name, { view: states.clock }, open);
  await fake.context.close();
}
await browser.close();
if (wanted.length === 0 || wanted.includes('documents')) count += await renderDocuments(join(out, 'documents'));
console.log(`${count} images in ${out}`);
