// German: what people set in the app for themselves.
import type { ScreenTexts } from '../../catalogue.ts';

export const settings: ScreenTexts['settings'] = {
  legend: 'Sprache',
  lost: 'Ihre Wahl ist nicht gespeichert. Wählen Sie noch einmal.',
};
