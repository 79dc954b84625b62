// German names of the steps of the online part.
import type { stepNames as englishStepNames } from '../en/step-names.ts';

export const stepNames: Readonly<Record<keyof typeof englishStepNames, string>> = {
  pairing: 'Mit Offline koppeln',
  preFlight: 'Vorabprüfung',
  create: 'HSM anlegen',
  activate: 'Aktivieren',
  'init-recovery': 'Austauschschlüssel',
  'exchange-key': 'Zweiter Beobachter',
  observe: 'Beobachten',
  countersign: 'Gegenzeichnen',
  upload: 'Hochladen',
  identity: 'Speicher-Identität',
  deleted: 'Gelöschte HSMs',
  backup: 'Sicherung vor der Wiederherstellung',
  'first-backup': 'Erste Sicherung',
  'fresh-backup': 'Neue Sicherung',
  're-wrap': 'Neu verschlüsseln',
  restore: 'Zurückspielen',
  verify: 'Prüfen',
  'hand-over': 'Übergeben',
  canary: 'Testschlüssel',
  baseline: 'Erste Bestandsliste',
};
