// English sentences for what can be wrong with a token that holds a custodian's key.
import type { TokenFault, TokenUriProblem, TriesLeft } from '../../../faults/token.ts';
import type { AdviceBook } from '../../advice.ts';
import { describeProblems } from './fields.ts';

const noTry = 'No PIN was tried. Nothing on the token was changed.';
const shareKept = 'No share was given. The shares of the others still count.';
const unattested = 'With “--without-attestation” the key is adopted, and where it was made is the token’s word alone.';
const example = '“pkcs11:serial=SERIAL?module-name=opensc-pkcs11”';

function wrongIn(attribute: string, why: TokenUriProblem): string {
  if (why === 'pin') return `A PIN must never be in a command line, where others can read it (“${attribute}”).`;
  if (why === 'unknown') return `“${attribute}” is no attribute by which a token is found here.`;
  if (why === 'twice') return `“${attribute}” is given twice.`;
  return why === 'missing' ? `“${attribute}” is missing.` : `“${attribute}” is no part of a PKCS#11 URI.`;
}

/** What a wrong PIN has left. */
function afterwards(left: TriesLeft): string {
  if (left === 'few') return ', and few tries are left';
  if (left === 'one') return ', and one try is left: another wrong PIN locks the token';
  return left === 'none' ? ', and the token is locked now' : '';
}

export const tokenAdvice: AdviceBook<TokenFault> = {
  TOKEN_URI_INVALID: ({ attribute, why }) => ({
    happened: wrongIn(attribute, why),
    safe: noTry,
    todo:
      why === 'pin'
        ? 'Change this PIN with the tool of the token’s vendor. Then leave it out: it is asked for at the terminal.'
        : `Name the module, and the token by its serial number: ${example}. Token, model and manufacturer may be given too.`,
  }),
  TOKEN_MODULE_UNKNOWN: ({ module, known }) => ({
    happened: `No module “${module}” is loaded here: a module runs as a program, so only known ones are.`,
    safe: noTry,
    todo: `Use one of these names: ${known.join(', ')}.`,
  }),
  TOKEN_MODULE_MISSING: ({ module, places }) => ({
    happened: `The module “${module}” is not on this machine.`,
    safe: noTry,
    todo: `Install the package of your system that brings it. It is looked for here: ${places.join(', ')}.`,
  }),
  TOKEN_SUPPORT_MISSING: () => ({
    happened: 'This program has no part that asks tokens: it is built separately.',
    safe: noTry,
    todo: 'Run “npm run build:tokens” where the program was built; it says what it needs. Keys in files work without it.',
  }),
  TOKEN_SUPPORT_ALTERED: ({ found }) => ({
    happened: `The part of this program that asks tokens was changed since it was built: its SHA-256 is ${found} now.`,
    safe: noTry,
    todo: 'Do not use this program until somebody knows why. Install it again, from where it was checked; in the source, run “npm run build:tokens”.',
  }),
  TOKEN_MODULES_MISSING: () => ({
    happened: 'No program on this machine reaches tokens.',
    safe: noTry,
    todo: 'Install the module of your token before this machine is cut off: on Debian opensc-pkcs11 with pcscd, or ykcs11. Keys in files work without it.',
  }),
  TOKEN_MODULE_FAILED: ({ step, answer }) => ({
    happened: `The module of the token does not work: ${step} answered ${answer}.`,
    safe: noTry,
    todo: 'For a card, check that pcscd runs. Ask the module with “pkcs11-tool --module PATH -L”. The PKCS#11 standard lists what it answered.',
  }),
  TOKEN_NOT_FOUND: () => ({
    happened: 'There is no such token.',
    safe: noTry,
    todo: 'Insert the token, wait a moment, and compare its serial number with its label. For a card, check that pcscd runs. “pkcs11-tool --module PATH -L” lists those that are there.',
  }),
  TOKEN_AMBIGUOUS: ({ serials }) => ({
    happened: `More than one token fits: ${serials.join(', ')}.`,
    safe: noTry,
    todo: `Leave one token in, or name it by its serial number: ${example}.`,
  }),
  TOKEN_FOREIGN: () => ({
    happened: 'No certificate on the token is one of this security domain: it belongs to another, or to nobody here.',
    safe: noTry,
    todo: 'Compare the label of the token with the register, and use the token for this security domain.',
  }),
  TOKEN_CERTIFICATE_MISSING: () => ({
    happened:
      'There is no certificate on the token that can be read without a PIN, or none for the key that was named.',
    safe: noTry,
    todo: 'Make a certificate for the key with the tool of the token’s vendor. “pkcs11-tool --module PATH -O” lists what is on the token.',
  }),
  TOKEN_CERTIFICATES_SEVERAL: ({ keyIds }) => ({
    happened: `More than one certificate on the token could be the custodian’s. Their keys have these ids: ${keyIds.join(', ')}.`,
    safe: noTry,
    todo: 'Name the key with “--key-id”. “pkcs11-tool --module PATH -O” says which is which.',
  }),
  TOKEN_FILE_FORM: ({ problems }) => ({
    happened: `The file is no description of a token as this program writes it: ${describeProblems(problems)}.`,
    safe: 'Nothing was taken from it.',
    todo: 'Choose NAME.token.json, which “lifeboat custodian adopt” wrote.',
  }),
  TOKEN_ATTESTATION_FORM: () => ({
    happened: 'What the token says of how its key was made is not as YubiKeys say it.',
    safe: noTry,
    todo: unattested,
  }),
  TOKEN_ATTESTATION_UNSIGNED: () => ({
    happened: 'The token says how its key was made, but no certificate on it has signed that.',
    safe: noTry,
    todo: `Do not trust this token until somebody knows why: it may have been altered. ${unattested}`,
  }),
  TOKEN_ATTESTATION_ROOT: ({ issuer }) => ({
    happened: `Yubico did not sign what the token says of how its key was made. This issuer did: ${issuer}.`,
    safe: noTry,
    todo: `Ask who has prepared the token: slot f9 may hold a key of your organization, or the token is old, a preview or a forgery. ${unattested}`,
  }),
  TOKEN_ATTESTATION_DATES: ({ notBefore, notAfter }) => ({
    happened: `What the token says of how its key was made is valid from ${notBefore} to ${notAfter}, and not today.`,
    safe: noTry,
    todo: `Compare this machine’s clock with another one. ${unattested}`,
  }),
  TOKEN_ATTESTATION_OTHER_KEY: () => ({
    happened: 'The token says how another key was made: the certificate does not belong to the key in its slot.',
    safe: noTry,
    todo: 'The key was made again after its certificate. Make a certificate for the new key with the tool of the token’s vendor.',
  }),
  TOKEN_ATTESTATION_OTHER_TOKEN: ({ attested, serial }) => ({
    happened: `What is said of the key is of the token ${attested}, and this one calls itself ${serial}.`,
    safe: noTry,
    todo: 'Do not use this token until somebody knows why. Read the number that is printed on it.',
  }),
  TOKEN_OTHER_KEY: () => ({
    happened: 'The key on the token does not open what is encrypted to its certificate: they do not belong together.',
    safe: 'Nothing was written. The PIN was right.',
    todo: 'Make the key and its certificate again with the tool of the token’s vendor.',
  }),
  TOKEN_OF_OTHER_CUSTODIAN: ({ custodian, serial }) => ({
    happened:
      serial === null
        ? `The token says no serial number, and neither does that of ${custodian}: nobody can tell them apart.`
        : `The key of ${custodian} is on the token with this serial number: ${serial}.`,
    safe: noTry,
    todo: 'Each custodian has a token, and nobody has two keys. Take this one out, and use your own.',
  }),
  TOKEN_KEY_MISSING: () => ({
    happened: 'The certificate is on the token, but not exactly one private key with its id.',
    safe: `${shareKept} The PIN was right.`,
    todo: 'Use the second token if there is one, or ask another custodian. Repair this token after the ceremony.',
  }),
  TOKEN_KEY_REFUSED: ({ answer }) => ({
    happened: `The token does not decrypt with this key (${answer}): it has no raw RSA, or the key may only sign.`,
    safe: shareKept,
    todo: 'Ask another custodian. The guide lists the tokens that can open a share.',
  }),
  TOKEN_PIN_PAD: () => ({
    happened: 'This reader takes the PIN on its own keys, which is not supported.',
    safe: noTry,
    todo: 'Use a reader without keys.',
  }),
  TOKEN_PIN_MISSING: () => ({
    happened: 'The token needs a PIN, and none was given.',
    safe: noTry,
    todo: 'Run the command at a terminal and type it, or give a file with the PIN in the place of a passphrase.',
  }),
  TOKEN_LAST_TRY: () => ({
    happened: 'The token has one try left: a wrong PIN locks it.',
    safe: noTry,
    todo: 'Ask another custodian first, if there is one. Else find the PIN envelope. The last try is used only after a person says so.',
  }),
  TOKEN_LOCKED: () => ({
    happened: 'The PIN of this token is locked after too many wrong ones.',
    safe: `${shareKept} The key is still on the token.`,
    todo: 'Ask another custodian. With the PUK the tool of the token’s vendor unlocks it.',
  }),
  TOKEN_PIN_WRONG: ({ left }) => ({
    happened: `The PIN was wrong${afterwards(left)}.`,
    safe: `${shareKept} One try was used.`,
    todo:
      left === 'none'
        ? 'Ask another custodian. With the PUK the tool of the token’s vendor unlocks it.'
        : 'Check that the token and the PIN belong together. Type slowly, or ask another custodian.',
  }),
  TOKEN_LOST: ({ answer }) => ({
    happened: `The token stopped answering (${answer}). It may have been pulled.`,
    safe: `${shareKept} A PIN that was being checked may have used one try.`,
    todo: 'Insert the token firmly, wait a moment, and begin this turn again.',
  }),
  TOKEN_FAILED: ({ step, answer }) => ({
    happened: `The token refused a step: ${step} answered ${answer}.`,
    safe: shareKept,
    todo: 'The PKCS#11 standard lists what it answered. Use the second token if there is one, or ask another custodian.',
  }),
};
