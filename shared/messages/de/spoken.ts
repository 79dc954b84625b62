// German: what every screen speaks from.
import type { SpokenTexts } from '../catalogue.ts';
import { germanGlossary } from './glossary.ts';
import { germanScreens } from './screens/index.ts';

export const germanSpoken: SpokenTexts = {
  language: 'de',
  screens: germanScreens,
  glossary: germanGlossary,
};
