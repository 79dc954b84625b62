// German: the choice of the language.
import type { ScreenTexts } from '../../catalogue.ts';

export const language: ScreenTexts['language'] = {
  legend: 'Sprache',
  lost: 'Die Wahl ist nicht gemerkt: Wählen Sie noch einmal.',
};
