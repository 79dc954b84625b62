// German: the frame of the online app, its pages at the side, and whose turn it is.
import type { ScreenTexts } from '../../../catalogue.ts';

export const frame: ScreenTexts['online']['frame'] = {
  service: 'Antwort von Azure',
  practiceService: 'Antwort der Übungs-Cloud',
  notAsked: 'noch nicht gefragt',
  signedOut: 'abgemeldet',
  answered: (ago) => `vor ${ago}`,
  working: (ago) => `arbeitet, vor ${ago}`,
  hold: 'Zurückspielen in',
  turn: 'An der Reihe',
  both: (holder) => `${holder} + zweite Person`,
  activity: 'Verlauf',
  pages: {
    begin: 'Plan und Uhr',
    account: 'Anmelden',
    pairing: 'Mit Offline koppeln',
    board: 'Was scheitern würde',
    create: 'HSM anlegen',
    activate: 'Aktivieren',
    'init-recovery': 'Austauschschlüssel',
    'exchange-key': 'Zweiter Beobachter',
    observe: 'Beobachten',
    countersign: 'Gegenzeichnen',
    upload: 'Hochladen',
    backup: 'Rückkehrpunkt',
    restore: 'Zurückspielen',
    verify: 'Prüfen',
    'hand-over': 'Übergeben',
    activity: 'Verlauf',
    finish: 'Abschließen',
  },
};
