// German: what pages are made of. What is chosen is behind a colon, as it is called: it has no case.
import type { ScreenTexts } from '../../catalogue.ts';

export const ui: ScreenTexts['ui'] = {
  pick: {
    choose: (what) => `Wählen Sie aus: ${what}`,
    again: (what) => `Wählen Sie neu: ${what}`,
    none: 'noch nicht gewählt',
  },
  planHash: {
    label: 'Hash des Plans oder seine Wörter, vom Papier',
    digits: (note) =>
      `64 Ziffern oder 32 Wörter, vom Deckblatt des Ablaufs; ein Lesegerät für Codes kann sie eintippen. ${note}`,
    typed: (count, note) => `64 Ziffern, vom Deckblatt des Ablaufs (${count} eingetippt). ${note}`,
    words: (count, note) => `32 Wörter, vom Deckblatt des Ablaufs (${count} eingetippt). ${note}`,
    unknownWord: (word) => `„${word}“ ist kein Wort der Liste. Lesen Sie es noch einmal.`,
  },
  exception: {
    needed: 'Wie auf ihrem Blatt, zum Beispiel EX-2.',
    mayBeEmpty: 'Wie auf ihrem Blatt, zum Beispiel EX-2. Normalerweise bleibt das leer.',
    wrong: (text) =>
      `„${text}“ ist nicht die Nummer einer Ausnahme. Tippen Sie sie wie auf ihrem Blatt, zum Beispiel EX-2.`,
  },
};
