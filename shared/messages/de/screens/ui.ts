// German: what pages are made of. What is chosen is behind a colon, as it is called: it has no case.
import type { ScreenTexts } from '../../catalogue.ts';
import { plural } from '../formats.ts';

export const ui: ScreenTexts['ui'] = {
  pick: {
    choose: (what) => `Auswählen: ${what}`,
    again: (what) => `Wählen Sie neu: ${what}`,
    none: 'noch nicht gewählt; Sie können es auch hier ablegen',
  },
  planHash: {
    label: 'Hash des Plans oder seine Wörter, vom Papier',
    digits: (note) =>
      `64 Ziffern oder 32 Wörter, vom Deckblatt des Ablaufs; ein Lesegerät für Codes kann sie eintippen. ${note}`,
    typed: (count, note) => `64 Ziffern, vom Deckblatt des Ablaufs (${count} eingetippt). ${note}`,
    words: (count, note) => `32 Wörter, vom Deckblatt des Ablaufs (${count} eingetippt). ${note}`,
    unknownWord: (word) => `„${word}“ ist kein Wort der Liste. Lesen Sie es noch einmal.`,
  },
  ourWords: {
    show: 'Unsere Wörter zeigen',
  },
  copy: {
    action: 'Kopieren',
    done: 'Kopiert',
    copy: (what) => `Kopieren: ${what}`,
    copied: (what) => `Kopiert: ${what}`,
  },
  elapsed: { usual: 'Dauert meist', since: 'Arbeitet seit' },
  moment: (utc, local) => `${utc} (${local} Ortszeit)`,
  wordRows: {
    row: (row, places, words) => `Zeile ${row}: ${plural(words, { one: 'Wort', other: 'Wörter' })} ${places}`,
    progress: (words, of) => `${words} von ${of} Wörtern`,
    allThere: 'Alle Wörter sind da.',
    unknown: (place, word) => `Wort ${place}: „${word}“ steht nicht in der Liste. Fragen Sie noch einmal nach.`,
    outOfStep: (place, word) =>
      `Wort ${place}: „${word}“ kann hier nicht stehen. Ein Wort wurde ausgelassen, doppelt gesagt oder vertauscht.`,
    tooMany: (words) => `${words} Wörter sind zu viele für diese Zeile.`,
    look: (row) => `Sehen Sie sich Zeile ${row} an.`,
    short: 'Die ersten Buchstaben eines Wortes genügen: Drücken Sie die Leertaste, und es wird ergänzt.',
  },
  exception: {
    needed: 'Wie auf ihrem Blatt, zum Beispiel EX-2.',
    mayBeEmpty: 'Wie auf ihrem Blatt, zum Beispiel EX-2. Normalerweise bleibt das leer.',
    wrong: (text) =>
      `„${text}“ ist nicht die Nummer einer Ausnahme. Tippen Sie sie wie auf ihrem Blatt, zum Beispiel EX-2.`,
  },
};
