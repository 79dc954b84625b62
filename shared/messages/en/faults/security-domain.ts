// English sentences for what can be wrong with the security domain file, its shares, its JWEs and the restore blob.
import type { NamedFileKind, SecurityDomainFault } from '../../../faults/security-domain.ts';
import { fullThumbprint, shortThumbprint } from '../../../formatting/thumbprint.ts';
import type { Advice, AdviceBook } from '../../advice.ts';
import { describeProblems } from './fields.ts';
import { number, plural } from '../formats.ts';

const untouched = 'No key was used and nothing was written. The file itself is unchanged.';
const anotherCopy = 'Compare the SHA-256 of the file with the register. If it differs, fetch another copy of the file.';
const afterKeyUse = 'Nothing was written. The keys are back on their sticks and forgotten here.';

const badFile = (happened: string): Advice => ({ happened, safe: untouched, todo: anotherCopy });
const badShare = (happened: string): Advice => ({
  happened,
  safe: afterKeyUse,
  todo: 'The security domain file may be damaged or altered: compare its SHA-256 with the register, then try another copy.',
});

/** What people call the files that they mix up. */
const fileNames: Readonly<Record<NamedFileKind, string>> = {
  bundle: 'a signed bundle',
  certificate: 'a certificate',
  'exchange-key': 'an exchange key',
  identity: 'an identity',
  inventory: 'an inventory',
  journal: 'a journal',
  plan: 'a plan',
  'private-key': 'a private key',
  register: 'a register of custody',
  'restore-blob': 'a restore blob',
  'security-domain': 'a security domain',
};

export const securityDomainAdvice: AdviceBook<SecurityDomainFault> = {
  FILE_OF_OTHER_KIND: ({ wanted, found }) => ({
    happened: `This file is ${fileNames[found]}. What is wanted here is ${fileNames[wanted]}.`,
    safe: 'No key was used, and nothing was written. The file is unchanged.',
    todo: 'Give the other file. Two files may have been given in each other’s place.',
  }),
  SECURITY_DOMAIN_INVALID: ({ problems }) =>
    badFile(`The file is not a whole security domain: ${describeProblems(problems)}.`),
  SECURITY_DOMAIN_VERSION_UNKNOWN: ({ version }) =>
    badFile(`The file says security domain version ${version}; this program reads versions 1 and 2.`),
  RESTORE_BLOB_INVALID: ({ problems }) =>
    badFile(`The file is not a whole restore blob: ${describeProblems(problems)}.`),
  RESTORE_BLOB_FOR_OTHER_KEY: ({ expected, found }) => ({
    happened: `The restore blob was made for another exchange key: it names ${fullThumbprint(found)}, the HSM has ${fullThumbprint(expected)}.`,
    safe: 'The HSM is unchanged and waits for its own blob.',
    todo: 'Do not try again. Open the incident sheet and compare the three fingerprints.',
  }),
  RESTORE_BLOB_OTHER_DATA: () => ({
    happened: 'The restore blob that was built does not hold the data of the security domain that was loaded.',
    safe: 'The blob was not written, and nothing has reached the HSM.',
    todo: 'Treat this as an attack. Open the incident sheet, and do not use this laptop again today.',
  }),
  JWE_PARTS: ({ parts }) => badFile(`An encrypted item has ${parts} parts instead of five.`),
  JWE_BASE64: ({ part }) => badFile(`The ${part} of an encrypted item is not canonical base64url.`),
  JWE_HEADER: () => badFile('The header of an encrypted item has members that it must not have, or lacks one.'),
  JWE_ALGORITHM_REFUSED: ({ alg }) =>
    badFile(`An encrypted item uses the key algorithm “${alg}”, which is not safe or not expected here.`),
  JWE_ENCRYPTION_REFUSED: ({ enc }) => badFile(`An encrypted item uses “${enc}” instead of A256CBC-HS512.`),
  JWE_ENCRYPTED_KEY_LENGTH: ({ bytes }) =>
    badFile(`The encrypted key of an item has ${number(bytes)} bytes, which does not fit the key that should open it.`),
  JWE_IV_LENGTH: ({ bytes }) =>
    badFile(`The initialization vector of an encrypted item has ${number(bytes)} bytes instead of 16.`),
  JWE_CIPHERTEXT_LENGTH: ({ bytes }) =>
    badFile(`The ciphertext of an encrypted item has ${number(bytes)} bytes, which is no whole number of blocks.`),
  JWE_TAG_LENGTH: ({ bytes }) =>
    badFile(
      `The authentication tag of an encrypted item has ${number(bytes)} bytes instead of 32: it could not be checked.`,
    ),
  JWE_DECRYPTION_FAILED: () =>
    badShare('An encrypted item did not open: it is damaged, altered, or made for another key.'),
  DATUM_NOT_AUTHENTIC: ({ datumTag }) => ({
    happened: `The part “${datumTag}” of the security domain is not authentic: it is altered, or a share is not of this domain.`,
    safe: afterKeyUse,
    todo: 'Compare the SHA-256 of the security domain file with the register. With the right file, add one more custodian: then the program can tell whose share is off.',
  }),
  SECURITY_DOMAIN_NOT_PRACTICE: () => ({
    happened: 'This is practice, and the security domain that was opened is a real one.',
    safe: 'No restore blob was built, and nothing of the security domain has left this machine. All shares are gone.',
    todo: 'Take the real sticks away from the table and practise with a practice set. For a real recovery, begin a real ceremony.',
  }),
  SHARE_LENGTH: ({ bytes, expected }) => badShare(`A share has ${number(bytes)} bytes instead of ${expected}.`),
  SHARE_INDEX_ZERO: () => badShare('A share carries the number 0, which no custodian has.'),
  SHARE_INDEX_RANGE: ({ index }) => badShare(`A share carries the number ${index}, which no custodian has.`),
  SHARE_INDEX_NOT_CONSTANT: () => badShare('A share carries more than one number.'),
  SHARE_VALUE_RANGE: () => badShare('A share holds a value outside its field.'),
  SHARE_TWICE: ({ custodian }) => ({
    happened: `The share of the custodian with the certificate ${shortThumbprint(custodian)} has the same number as one that was already given.`,
    safe: afterKeyUse,
    todo: 'Ask another custodian. Two custodians with one number is an exception: note it.',
  }),
  SHARE_OFF_POLYNOMIAL: ({ custodians }) => ({
    happened: `All shares agree except that of the certificate ${custodians.map(shortThumbprint).join(' and ')}: it does not belong to this security domain.`,
    safe: afterKeyUse,
    todo: 'Note an exception for that custodian, and go on without that share.',
  }),
  SHARES_INCONSISTENT: ({ have, required }) => ({
    happened: `The ${have} shares do not agree, though any ${required} should: one of them is wrong, and nothing shows which.`,
    safe: afterKeyUse,
    todo: 'Start again with one more custodian: two more than the quorum show whose share is off.',
  }),
  SHARED_SECRET_RANGE: () => badShare('The shares together do not give a key: at least one of them is off.'),
  QUORUM_SHORT: ({ have, required }) => ({
    happened: `${have} of ${required} custodians ${plural(have, { one: 'has', other: 'have' })} given their share.`,
    safe: 'Nothing was written. The shares given so far are still held if the program is still open.',
    todo: plural(required - have, {
      one: 'Ask 1 more custodian.',
      other: `Ask ${required - have} more custodians.`,
    }),
  }),
};
