// German: the machine sheet.
import type { ScreenTexts } from '../../catalogue.ts';

export const machine: ScreenTexts['machine'] = {
  open: 'Maschinenblatt',
  title: 'Was das Programm von dieser Maschine gesehen hat',
  honesty:
    'Ein Programm kann seine eigene Ehrlichkeit nicht beweisen. Berechnen Sie den Hash des Programms auch auf einer anderen Maschine, und vergleichen Sie beide mit der Ausgabekarte.',
  close: 'Schließen',
  table: 'Maschinenblatt',
  what: 'Was',
  seen: 'Gesehen',
  lookHere: 'Hinsehen',
  doubt: 'hinsehen',
};
