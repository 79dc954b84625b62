// German: machine and clock.
import type { ScreenTexts } from '../../catalogue.ts';

export const clock: ScreenTexts['clock'] = {
  title: 'Ist diese Maschine allein, und wie spät ist es?',
  gap: {
    region: 'Netztrennung',
    heading: 'Die <term>Netztrennung</term>',
    looking: 'Wird geprüft …',
    closed: 'getrennt',
    closedText:
      'Keine Schnittstelle ist aktiv, kein Funk ist an, keine Route führt hinaus. Das Programm sieht jede Sekunde wieder nach.',
    open: 'offen',
    waysOut: 'Wege hinaus',
    openInPractice:
      'Dies ist eine Übung, Sie dürfen also weitergehen. Im Echtbetrieb wird kein Schlüssel verlangt, solange ein Weg hinaus offen ist.',
    openInProduction:
      'Es wird kein Schlüssel verlangt, solange ein Weg hinaus offen ist. Ziehen Sie Kabel ab, und schalten Sie Funk aus.',
  },
  wall: {
    region: 'Wanduhr',
    heading: 'Die <term>Wanduhr</term>',
    lead: 'Jemand liest die Uhr im Raum laut vor; auch der Zeuge schreibt die Zeit auf. Verwenden Sie UTC. Ziffern genügen.',
    date: 'Datum (JJJJ-MM-TT)',
    time: 'Uhrzeit (HH:MM, UTC)',
    readBy: 'Wer die Uhr abliest',
    entered: (wall, machine) =>
      `Eingegeben: ${wall}. Diese Maschine sagte ${machine}. Eine falsche Uhr der Maschine hält nichts auf; sie wird vermerkt.`,
    enter: 'Diese Zeit eingeben',
    goOn: 'Weiter',
  },
};
