// The pictures of the manual as data URLs, from assets/manual.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ManualPictures } from '#core/documents/document.ts';
import { manualPictures as names } from '#shared/messages/en/manual.ts';
import type { Language } from '#shared/messages/languages.ts';
import { root } from './root.ts';

/** Where the picture of a language lies. */
export const manualPictureFile = (language: Language, name: string): string =>
  join(root, 'assets', 'manual', language, `${name}.png`);

const ofLanguage = (language: Language): ManualPictures =>
  Object.fromEntries(
    names
      .map((name) => [name, manualPictureFile(language, name)] as const)
      .filter(([, file]) => existsSync(file))
      .map(([name, file]) => [name, `data:image/png;base64,${readFileSync(file).toString('base64')}`]),
  );

export const manualPictures = (): Readonly<Record<Language, ManualPictures>> => ({
  en: ofLanguage('en'),
  de: ofLanguage('de'),
});
