// German words for the codes of journals, files and faults.
import type { CodeWords } from '../code-words.ts';
import { stepNames } from './step-names.ts';

const step = (name: string): string => `Schritt „${name}“`;

export const germanCodeWords: CodeWords = {
  // whose machine it is
  offline: 'Offline-Maschine',
  online: 'Online-Maschine',
  'operator-1': 'Bediener 1',
  'operator-2': 'Bediener 2',
  witness: 'Zeuge',
  // what a bundle carries
  plan: 'Plan',
  'activation-certificates': 'Zertifikate der Verwahrer',
  'security-domain': 'Sicherheitsdomäne',
  'exchange-key': 'Austauschschlüssel',
  'restore-blob': 'Wiederherstellungs-Blob',
  outcome: 'Ergebnis eines Aufrufs',
  'online-to-offline': 'von der Online- zur Offline-Maschine',
  'offline-to-online': 'von der Offline- zur Online-Maschine',
  // calls to the service, by the names of their steps; what several steps ask for has its own name
  create: step(stepNames.create),
  'init-recovery': step(stepNames['init-recovery']),
  download: 'Herunterladen der Sicherheitsdomäne',
  canary: step(stepNames.canary),
  upload: step(stepNames.upload),
  identity: step(stepNames.identity),
  delete: 'Löschen eines HSM, dessen Anlegen gescheitert ist',
  recover: 'Zurückholen eines gelöschten HSM',
  purge: 'endgültiges Löschen eines gelöschten HSM',
  backup: 'Sicherung',
  restore: step(stepNames.restore),
  'key-restore': 'Zurückspielen eines Schlüssels',
  // what a ceremony is for
  activation: 'Aktivierung',
  're-wrap': 'Neuverschlüsselung',
  recovery: 'Wiederherstellung',
  drill: 'Quorum-Übung',
  // ways out of a machine
  interface: 'Netzwerk-Schnittstelle',
  route: 'Route hinaus',
  radio: 'Funk',
  unreadable: 'nicht lesbar',
  // checks
  pairing: 'Kopplung der beiden Maschinen',
  'security-domain-bundle': 'Bündel mit der Sicherheitsdomäne',
  'exchange-key-bundle': 'Bündel mit dem Austauschschlüssel',
  'test-key': 'Probe des Testschlüssels',
  'outcome-bundle': 'Bündel mit dem Ergebnis',
  'blob-key': 'Schlüssel, für den der Wiederherstellungs-Blob ist',
  inventory: 'Vergleich mit der Bestandsliste',
  'upload-refused': 'Ablehnung des Hochladens',
  'second-observer': 'was die zweite Beobachtung sah',
  'read-back-plan': 'Wörter des Plans',
  'read-back-exchange-key': 'Wörter des Austauschschlüssels',
  'read-back-restore-blob': 'Wörter des Bündels mit dem Wiederherstellungs-Blob',
  'read-back-activation-certificates': 'Wörter des Bündels mit den Zertifikaten',
  'read-back-security-domain': 'Wörter der Sicherheitsdomäne',
  // warum Anteile weg sind
  'power-lost': 'das Programm war beendet',
  'air-gap-lost': 'die Netztrennung ging verloren',
  'machine-asleep': 'die Maschine hat geschlafen',
  'screen-locked': 'der Bildschirm war gesperrt',
  cancelled: 'Menschen haben abgebrochen',
  // roles of sticks
  own: 'EIGEN',
  in: 'EIN',
  out: 'AUS',
  custodian: 'Stick eines Verwahrers',
};
