// German: what pages are made of. What is chosen stands in the accusative.
import type { ScreenTexts } from '../../catalogue.ts';

export const ui: ScreenTexts['ui'] = {
  pick: {
    choose: (what) => `Wählen Sie ${what}`,
    again: (what) => `Wählen Sie ${what} neu`,
    none: 'noch nicht gewählt',
  },
  planHash: {
    label: 'Hash des Plans, vom Papier abgetippt',
    digits: (note) => `64 Ziffern, vom Deckblatt des Skripts. ${note}`,
    typed: (count, note) => `64 Ziffern, vom Deckblatt des Skripts (${count} getippt). ${note}`,
  },
};
