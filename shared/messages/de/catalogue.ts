// The German catalogue.
import type { Catalogue } from '../catalogue.ts';
import { englishAdvice } from '../en/faults/index.ts';
import { germanScreens } from './screens/index.ts';

export const german: Catalogue = { language: 'de', screens: germanScreens, advice: englishAdvice };
