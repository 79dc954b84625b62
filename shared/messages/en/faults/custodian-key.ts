// English sentences for what can be wrong with a custodian's key file and passphrase.
import type { CustodianKeyFault } from '../../../faults/custodian-key.ts';
import type { AdviceBook } from '../../advice.ts';

const stickUnchanged =
  'Nothing was written to the stick, and the key is forgotten here. The other custodians are not affected.';

export const custodianKeyAdvice: AdviceBook<CustodianKeyFault> = {
  CUSTODIAN_KEY_NOT_A_KEY: ({ found }) => ({
    happened: `This file is not a private key; it looks like ${found}.`,
    safe: stickUnchanged,
    todo: 'Choose the key file on the same stick; its name often ends in .key, .pem or .pfx.',
  }),
  CUSTODIAN_KEY_DAMAGED: () => ({
    happened: 'The key file is damaged: its parts do not fit together.',
    safe: stickUnchanged,
    todo: 'Use the second copy of this key.',
  }),
  CUSTODIAN_KEY_NOT_RSA: ({ found }) => ({
    happened: `This key is of the kind “${found}”. Custodian keys are RSA keys.`,
    safe: stickUnchanged,
    todo: 'Choose the right key file; this one belongs to something else.',
  }),
  CUSTODIAN_KEY_SIZE: ({ bits }) => ({
    happened: `This RSA key has ${bits} bits. Custodian keys have 2048, 3072 or 4096.`,
    safe: stickUnchanged,
    todo: 'Choose the right key file; this one belongs to something else.',
  }),
  CUSTODIAN_KEY_EXPONENT: () => ({
    happened: 'This RSA key has an unusual public exponent, which is not accepted.',
    safe: stickUnchanged,
    todo: 'Choose the right key file; this one belongs to something else.',
  }),
  CUSTODIAN_KEY_PRIMES: () => ({
    happened: 'This RSA key is made of more than two primes. The app does not open such keys.',
    safe: stickUnchanged,
    todo: 'Ask another custodian, or use the command line that is built from the source: it opens them. The key is not damaged.',
  }),
  CUSTODIAN_KEY_SCHEME_UNKNOWN: ({ scheme }) => ({
    happened: `The key file is protected in a way that this program does not know (${scheme}).`,
    safe: stickUnchanged,
    todo: 'Use the second copy, or ask another custodian. The key can be converted later with openssl on an offline machine.',
  }),
  CUSTODIAN_KEY_SEVERAL: ({ keys }) => ({
    happened: `The file holds ${keys} private keys; only one is expected.`,
    safe: stickUnchanged,
    todo: 'Use a file with one key, so that nobody has to guess which was meant.',
  }),
  PASSPHRASE_MISSING: () => ({
    happened: 'This key is protected by a passphrase, and none was given.',
    safe: stickUnchanged,
    todo: 'Enter the passphrase of this key.',
  }),
  NEW_PASSPHRASE_MISSING: () => ({
    happened: 'A new key needs a passphrase, and none was given.',
    safe: 'No key was made, and nothing was written.',
    todo: 'Type a passphrase, or on the command line give a file with --password-file.',
  }),
  PASSPHRASE_FILE_ENCODING: ({ found }) => ({
    happened:
      found === 'utf-16'
        ? 'The passphrase file is in UTF-16, as some editors and PowerShell write it. Its bytes are not the passphrase.'
        : 'The passphrase file begins with a byte order mark (BOM), which would count as part of the passphrase.',
    safe: 'No passphrase was tried, and nothing was written.',
    todo: 'Save the file as UTF-8 without BOM, with nothing in it but the passphrase, and try again.',
  }),
  KEY_PAIR_INCOMPLETE: ({ found, missing }) => ({
    happened:
      missing === 'certificate'
        ? `The key ${found} is there without its certificate: making it was interrupted.`
        : `The certificate ${found} is there without its key.`,
    safe: 'No key was made, and nothing was overwritten.',
    todo:
      missing === 'certificate'
        ? 'No HSM knows this key. Delete the file, or choose another name, and make the key again.'
        : 'Look for the key. If there is none, give this certificate to no HSM: its share could never be opened. Then delete it, or choose another name.',
  }),
  PASSPHRASE_SHORT: ({ minimumBytes }) => ({
    happened: `The passphrase is too short: it needs at least ${minimumBytes} characters.`,
    safe: 'No key was made, and nothing was written.',
    todo: 'Choose five or six words that do not belong together.',
  }),
  ENTRY_CANCELLED: () => ({
    happened: 'The entry was ended before anything was typed.',
    safe: 'Nothing was written. Shares that were open are gone, and every key is back on its stick.',
    todo: 'Run the command again when everybody is ready.',
  }),
  PASSPHRASE_WRONG: () => ({
    happened: 'The passphrase does not open this key.',
    safe: `${stickUnchanged} You can try as often as you need.`,
    todo: 'Try again slowly: look at capital letters and the keyboard language. If it does not work, use the sealed copy of the passphrase.',
  }),
  PASSPHRASES_DIFFER: () => ({
    happened: 'The new passphrase was typed in two different ways.',
    safe: 'No key was made.',
    todo: 'Begin again, and type the same passphrase twice.',
  }),
};
