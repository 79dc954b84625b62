// German: the exception sheet, with the fields of the printed one.
import type { ScreenTexts } from '../../../catalogue.ts';

export const exception: ScreenTexts['online']['exception'] = {
  title: 'Eine Ausnahme schreiben',
  lead: 'Eine Ausnahme ist kein Fehler von Ihnen. Die Felder sind die des gedruckten Blatts; schreiben Sie die Nummer dort ab.',
  check: 'Welche gescheiterte Prüfung sie betrifft',
  noCheck: { title: 'Keine', detail: 'Etwas anderes ging nicht, wie das Skript es sagt.' },
  step: 'Schritt auf dem Papier, zum Beispiel C15',
  expected: 'Was erwartet wurde',
  happened: 'Was geschah',
  options: 'Was besprochen wurde',
  decision: 'Was entschieden wurde',
  decidedBy: 'Entschieden von (Namen, mit Kommas dazwischen)',
  trust: 'Berührt sie das Vertrauen in das Ergebnis?',
  trusts: { no: 'Nein', yes: 'Ja', unknown: 'Noch nicht bekannt' },
  followUp: 'Wer sich weiter darum kümmert',
  initials: 'Kürzel aller, die unterschreiben, mit Kommas dazwischen (mindestens zwei)',
  deed: 'In das Journal schreiben',
  back: 'Zurück',
  missing: 'Jedes Feld muss ausgefüllt sein, mit den Kürzeln von mindestens zwei Personen.',
};
