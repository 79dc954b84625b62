// `npm run pictures:screens`: takes the pictures of screens that the manual and the README show, from the states of the gallery.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Browser } from '@playwright/test';
import { fakeContext, type FakeMain, type FakeOptions, launchChromium, openFake } from '#e2e/fakes/fake-app.ts';
import { type OnlineStateName, onlineStates } from '#e2e/fakes/online-states.ts';
import { type OfflineStateName, states } from '#e2e/fakes/states.ts';
import { type SheetName, sheetStates } from '#e2e/fakes/states/sheets.ts';
import { languages } from '#shared/messages/languages.ts';
import { type ManualPicture, manualPictures } from '#shared/messages/en/manual.ts';
import { mapPicture, mapPictureFile } from './map-picture.ts';
import { manualPictureFile } from './manual-pictures.ts';
import { root } from './root.ts';

/** A state of the gallery, by its name there. */
type Shot =
  | { readonly app: 'offline'; readonly state: OfflineStateName }
  | { readonly app: 'online'; readonly state: OnlineStateName }
  | { readonly app: 'confirmation'; readonly state: SheetName };

const manual: Readonly<Record<ManualPicture, Shot>> = {
  'custodian-look-away': { app: 'offline', state: 'custodians-second' },
  'custodian-passphrase': { app: 'confirmation', state: 'turn-passphrase' },
  'custodian-accepted': { app: 'confirmation', state: 'turn-thanks' },
  'exchange-key-words': { app: 'confirmation', state: 'ask-key-words' },
  'pre-flight': { app: 'online', state: 'online-board-stops' },
  'restore-confirmation': { app: 'confirmation', state: 'ask-restore' },
};

const drawn = await sheetStates();

function stateOf({ app, state }: Shot): FakeMain {
  if (app === 'offline') return { view: states[state] };
  if (app === 'confirmation') return { view: null, sheet: drawn[state] };
  const { view, answers } = onlineStates[state];
  return answers === undefined ? { view } : { view, answers };
}

/** Small enough for a page, and still to be read. */
const scale = 0.62;

async function take(
  browser: Browser,
  look: FakeOptions,
  pictures: readonly ManualPicture[],
  file: (picture: ManualPicture) => string,
): Promise<void> {
  const fake = await fakeContext(browser, { ...look, deviceScaleFactor: scale, reducedMotion: 'reduce' });
  for (const picture of pictures) {
    const shot = manual[picture];
    const { page } = await openFake(fake, stateOf(shot), shot.app);
    if (shot.app === 'online') await onlineStates[shot.state].open?.(page);
    await page.evaluate('document.fonts.ready');
    mkdirSync(dirname(file(picture)), { recursive: true });
    await page.screenshot({ path: file(picture) });
    await page.close();
    console.log(file(picture));
  }
  await fake.context.close();
}

const browser = await launchChromium();
for (const language of languages) {
  const locale = language === 'de' ? 'de-DE' : 'en-GB';
  writeFileSync(mapPictureFile(language), mapPicture(language));
  await take(browser, { locale }, manualPictures, (name) => manualPictureFile(language, name));
}
// The README has some in dark, too; paper and programs don't.
const dark: FakeOptions = { locale: 'en-GB', colorScheme: 'dark' };
const ofReadme = ['exchange-key-words', 'custodian-accepted', 'pre-flight', 'restore-confirmation'] as const;
await take(browser, dark, ofReadme, (name) => join(root, 'assets', 'readme', 'dark', `${name}.png`));
await browser.close();
