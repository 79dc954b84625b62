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
  keysRead: (done: number, of: number) => `${number(done)} of ${number(of)} keys`,
  passphrase: (name: string) => `Passphrase for ${name} (nothing is shown): `,
  newPassphrase: (name: string) => `New passphrase for ${name} (nothing is shown): `,
  sameAgain: 'The same again: ',
  defect: 'a defect of this program',
};
