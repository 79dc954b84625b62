// English texts that several commands share: the head of an answer, questions for passphrases, progress.
import { number } from '../formats.ts';

export const commonTexts = {
  practice: 'PRACTICE',
  production: 'PRODUCTION',
  practiceCeremony: 'PRACTICE – NOT A REAL CEREMONY',
  practiceRecovery: 'PRACTICE – NOT A REAL RECOVERY',
  warning: 'Warning',
  encryptedDatum: (tag: string, bytes: number) => `${tag}: ${number(bytes)} bytes, encrypted`,
  file: (name: string, bytes: number) => `${name} (${number(bytes)} bytes)`,
  data: 'Data',
  custodianTurn: (turn: number, of: number, file: string) => `custodian ${turn} of ${of}: ${file}`,
  doesNotFit: (fitting: string) => `That does not fit. What fits: ${fitting}`,
  several: 'several: with commas between them',
  keyFileOf: (turn: number, of: number) => `Key file of custodian ${turn} of ${of}, or token (pkcs11:…): `,
  shareAccepted: (have: number, of: number) =>
    `Accepted: ${have} of ${of}. The key is forgotten; the stick can be pulled.`,
  readBackAsked: (what: string) => `Type what the other side reads out (${what}): 32 words, or 64 digits: `,
  keysRead: (done: number, of: number) => `${number(done)} of ${number(of)} keys`,
  passphrase: (name: string) => `Passphrase for ${name} (nothing is shown): `,
  pin: (token: string) => `PIN of the token ${token} (nothing is shown; one try): `,
  lastTryWord: 'last try',
  lastTry: (word: string) => `To use it all the same, type “${word}”. Enter leaves it: `,
  newPassphrase: (name: string) => `New passphrase for ${name} (nothing is shown): `,
  sameAgain: 'The same again: ',
  noConsole:
    'On Windows this program cannot read what is typed on a console. For encrypted keys, give one passphrase file for each key with --password-files.',
  defect: 'a defect of this program',
};
