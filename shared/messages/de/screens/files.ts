// German: choosing a file on a stick, and the gate of two people.
import type { ScreenTexts } from '../../catalogue.ts';
import { number } from '../formats.ts';

export const files: ScreenTexts['files'] = {
  noStick: 'Der Stick dafür ist nicht da. Stecken Sie ihn ein, und geben Sie ihm seine Rolle:',
  none: (where) => `Auf ${where} ist keine Datei.`,
  noSuch: (where) =>
    `Auf ${where} passt keine Datei. Ist es der richtige Stick? „Alle Dateien zeigen“ führt auf, was da ist.`,
  on: (legend, where) => `${legend} (auf ${where})`,
  quoted: (name) => `„${name}“`,
  bytes: (bytes) => `${number(bytes)} Bytes`,
  kilobytes: (kilobytes) => `${number(kilobytes)} KB`,
  onlySome: 'Nur die ersten 200 Dateien werden gezeigt. Auf einem Stick einer Zeremonie sind wenige.',
  again: 'Aktualisieren',
  every: 'Alle Dateien zeigen',
  administrator: 'Kürzel der Zeremonienleitung',
  witness: 'Kürzel des Zeugen',
  pressAndHold: 'gedrückt halten',
  twoPeople:
    'Zwei verschiedene Personen geben ihr Kürzel ein; dann drücken und halten, mit der Maus oder der Leertaste.',
};
