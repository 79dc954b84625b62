// The picture of the living map in README and guide is what the product draws.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { languages } from '#shared/messages/languages.ts';
import { mapPicture, mapPictureFile } from './map-picture.ts';

it.each(languages)('is drawn as the pages draw it: %s; npm run pictures:screens draws it again', (language) => {
  expect(readFileSync(mapPictureFile(language), 'utf8')).toBe(mapPicture(language));
});
