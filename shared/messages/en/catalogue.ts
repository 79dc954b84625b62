// The English catalogue.
import type { Catalogue } from '../catalogue.ts';
import { englishAdvice } from './faults/index.ts';
import { englishScreens } from './screens/index.ts';

export const english: Catalogue = { language: 'en', screens: englishScreens, advice: englishAdvice };
