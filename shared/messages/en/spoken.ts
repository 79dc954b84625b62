// English: what every screen speaks from.
import type { SpokenTexts } from '../catalogue.ts';
import { englishGlossary } from './glossary.ts';
import { englishScreens } from './screens/index.ts';

export const englishSpoken: SpokenTexts = {
  language: 'en',
  screens: englishScreens,
  glossary: englishGlossary,
};
