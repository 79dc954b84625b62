// German texts that several commands share: the head of an answer, questions for passphrases, progress.
import type { CommandTexts } from '../../en/commands/index.ts';
import { number } from '../formats.ts';

export const commonTexts: CommandTexts['common'] = {
  practice: 'ÜBUNG',
  production: 'ECHTBETRIEB',
  practiceCeremony: 'ÜBUNG – KEINE ECHTE ZEREMONIE',
  practiceRecovery: 'ÜBUNG – KEINE ECHTE WIEDERHERSTELLUNG',
  warning: 'Warnung',
  encryptedDatum: (tag, bytes) => `${tag}: ${number(bytes)} Bytes, verschlüsselt`,
  file: (name, bytes) => `${name} (${number(bytes)} Bytes)`,
  data: 'Daten',
  custodianTurn: (turn, of, file) => `Verwahrer ${turn} von ${of}: ${file}`,
  doesNotFit: (fitting: string) => `Das passt nicht. Was passt: ${fitting}`,
  several: 'mehrere: mit Kommas dazwischen',
  keyFileOf: (turn: number, of: number) => `Schlüsseldatei von Verwahrer ${turn} von ${of}, oder Token (pkcs11:…): `,
  shareAccepted: (have: number, of: number) =>
    `Angenommen: ${have} von ${of}. Der Schlüssel ist vergessen; der Stick kann gezogen werden.`,
  readBackAsked: (what: string) =>
    `Geben Sie ein, was die andere Seite vorliest (${what}): 32 Wörter oder 64 Ziffern: `,
  keysRead: (done, of) => `${number(done)} von ${number(of)} Schlüsseln`,
  passphrase: (name) => `Kennwort für ${name} (nichts wird angezeigt): `,
  pin: (token) => `PIN des Tokens ${token} (nichts wird angezeigt; ein Versuch): `,
  lastTryWord: 'letzter Versuch',
  lastTry: (word) => `Um ihn trotzdem zu nutzen, tippen Sie „${word}“. Enter lässt ihn: `,
  newPassphrase: (name) => `Neues Kennwort für ${name} (nichts wird angezeigt): `,
  sameAgain: 'Noch einmal dasselbe: ',
  noConsole:
    'Unter Windows kann dieses Programm nicht lesen, was auf einer Konsole getippt wird. Geben Sie für verschlüsselte Schlüssel mit --password-files je eine Kennwortdatei an.',
  defect: 'ein Fehler in diesem Programm',
};
