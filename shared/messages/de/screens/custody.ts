// German: the register of custody at the desk.
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
};
