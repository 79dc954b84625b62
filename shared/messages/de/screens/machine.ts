// German: the machine sheet.
import type { ScreenTexts } from '../../catalogue.ts';

export const machine: ScreenTexts['machine'] = {
  open: 'Maschinenblatt',
  selfTest: 'Diesen Laptop prüfen',
  title: 'Was das Programm von dieser Maschine gesehen hat',
  honesty:
    'Ein Programm kann seine eigene Ehrlichkeit nicht beweisen. Die Ausgabekarte nennt diese Hauptdatei und getrennt davon die Datei, die installiert wurde: Berechnen Sie deren Hash auf einer anderen Maschine, und vergleichen Sie beide.',
  close: 'Schließen',
  table: 'Maschinenblatt',
  what: 'Was',
  seen: 'Gesehen',
  lookHere: 'Hinsehen',
  doubt: 'hinsehen',
  rows: {
    'program-version': 'Programm: Version',
    'program-file': 'Programm: SHA-256 seiner Hauptdatei',
    system: 'System: Name',
    'system-build': 'System: Stand',
    clock: 'System: Uhr (UTC)',
    'ways-out': 'Netz: Wege nach außen',
    'open-interface': 'Netz: offene Schnittstelle',
    'open-route': 'Netz: offene Route',
    'open-radio': 'Netz: Funk, der an ist',
    'open-unreadable': 'Netz: nicht zu lesen',
    namespace: 'Netz: vom Startprogramm abgeschnitten',
    interfaces: 'Netz: Schnittstellen',
    model: 'Maschine: Hersteller und Modell',
    firmware: 'Maschine: Firmware',
    virtual: 'Maschine: Zeichen einer virtuellen',
    swap: 'Speicher: Auslagerung',
    'crash-dumps': 'Speicher: Speicherabbilder nach Abstürzen gehen an',
    'process-memory': 'Speicher: Schutz zwischen Programmen (Yama, 1 oder mehr)',
    disks: 'Geräte: Datenträger und Sticks',
    usb: 'Geräte: USB',
  },
  words: { 'not-told': 'vom System nicht genannt', none: 'keine gefunden', yes: 'ja' },
};
