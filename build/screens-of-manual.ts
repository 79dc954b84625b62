// `npm run pictures:screens`: takes the pictures of screens that the manual and the README show, from the states of the gallery.
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Browser } from '@playwright/test';
import { fakeContext, type FakeMain, launchChromium, openFake } from '#e2e/fakes/fake-app.ts';
import { type OnlineStateName, onlineStates } from '#e2e/fakes/online-states.ts';
import { type OfflineStateName, states } from '#e2e/fakes/states.ts';
import { type Language, languages } from '#shared/messages/languages.ts';
import type { ManualPicture } from '#shared/messages/en/manual.ts';
import { manualPictureFile } from './manual-pictures.ts';

/** A state of the gallery, by its name there, down to its last field where that is what the picture is about. */
type Shot = { readonly toTheEnd?: true } & (
  | { readonly app: 'offline'; readonly state: OfflineStateName }
  | { readonly app: 'online'; readonly state: OnlineStateName }
);

const manual: Readonly<Record<ManualPicture, Shot>> = {
  'custodian-look-away': { app: 'offline', state: 'custodians-second' },
  'custodian-passphrase': { app: 'offline', state: 'custodian-passphrase' },
  'custodian-accepted': { app: 'offline', state: 'custodian-accepted' },
  'exchange-key-words': { app: 'offline', state: 'exchange-key-words' },
  'pre-flight-board': { app: 'online', state: 'online-board-stops' },
  'restore-confirmation': { app: 'online', state: 'online-restore', toTheEnd: true },
};

function stateOf({ app, state }: Shot): FakeMain {
  if (app === 'offline') return { view: states[state] };
  const { view, answers } = onlineStates[state];
  return answers === undefined ? { view } : { view, answers };
}

/** Small enough for a page, and still to be read. */
const scale = 0.62;

async function take(browser: Browser, language: Language, shots: readonly (readonly [file: string, shot: Shot])[]) {
  const locale = language === 'de' ? 'de-DE' : 'en-GB';
  const fake = await fakeContext(browser, { locale, deviceScaleFactor: scale, reducedMotion: 'reduce' });
  for (const [file, shot] of shots) {
    const { page } = await openFake(fake, stateOf(shot), shot.app);
    await page.evaluate('document.fonts.ready');
    if (shot.toTheEnd) await page.getByRole('textbox').last().scrollIntoViewIfNeeded();
    mkdirSync(dirname(file), { recursive: true });
    await page.screenshot({ path: file });
    await page.close();
    console.log(file);
  }
  await fake.context.close();
}

const browser = await launchChromium();
for (const language of languages) {
  const shots = Object.entries(manual).map(([name, shot]) => [manualPictureFile(language, name), shot] as const);
  await take(browser, language, shots);
}
await browser.close();
