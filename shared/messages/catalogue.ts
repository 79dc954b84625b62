// Everything that screens say, in one language. Loaded whole, one language at a time.
import type { AdviceBook } from './advice.ts';
import type { Fault } from '../faults/fault.ts';
import type { englishScreens } from './en/screens/index.ts';
import type { Language } from './languages.ts';

/** The texts of the screens, one group for each feature. English defines the shape; every other language has the same members. */
export type ScreenTexts = typeof englishScreens;

export interface Catalogue {
  readonly language: Language;
  readonly screens: ScreenTexts;
  readonly advice: AdviceBook<Fault>;
}
