// German: the register of custody at the tools.
import type { ScreenTexts } from '../../catalogue.ts';

export const custody: ScreenTexts['custody'] = {
  title: 'Verwahr-Register',
  lead: 'Wer welchen Schlüssel hat, wann jede Kopie zuletzt nachgewiesen wurde und ob ein Quorum zusammenkäme.',
  what: 'das Verwahr-Register',
  day: 'Für diesen Tag beurteilen',
  dayNote: 'Zum Beispiel 2026-10-14. Bleibt das Feld leer, entscheidet die Uhr dieser Maschine.',
  check: 'Prüfen',
  practice: 'ÜBUNG – KEINE ECHTE VERWAHRUNG.',
  health: 'Zustand des Quorums',
  findings: 'Was zu tun ist',
  todo: 'Maßnahme',
  copies: 'Schlüssel und ihre Kopien',
  custodian: 'Verwahrer',
  copy: 'Kopie',
  site: 'Ort',
  bag: 'Beutel',
  proof: 'Letzter Nachweis',
  due: 'Nächster fällig',
  prove: {
    heading: 'Nachweise eintragen',
    lead: 'Eine Anteilsprüfung oder Quorum-Übung hinterlässt ihr Protokoll auf dem AUS-Stick, eine Aktivierung oder Neuverschlüsselung ihr Journal. Was sie nachweisen, kommt in eine neue Registerdatei. Die alte bleibt, wie sie ist.',
    what: 'Protokolle und Journale',
    enter: 'Nachweise eintragen und ein neues Register schreiben',
    entered: 'Eingetragene Nachweise',
    done: 'Ein neues Register ist geschrieben und zurückgelesen.',
    keep: 'Bewahren Sie ab jetzt die neue Datei als Register auf, und legen Sie die alte weg.',
  },
};
