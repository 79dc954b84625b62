// German: the choice of the language.
import type { ScreenTexts } from '../../catalogue.ts';

export const language: ScreenTexts['language'] = {
  legend: 'Sprache',
  lost: 'Ihre Wahl ist nicht gespeichert. Wählen Sie noch einmal.',
};
