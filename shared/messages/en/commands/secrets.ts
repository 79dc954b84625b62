// English answers of the commands on the security domain and on keys.
import type { AttestedKey } from '../../../register/token.ts';
import { number, plural } from '../formats.ts';

const pinPolicies = {
  never: 'IT WANTS NO PIN',
  once: 'PIN once',
  always: 'PIN for each use',
  other: 'PIN by a rule unknown here',
} as const;
const touchPolicies = {
  never: 'no touch',
  always: 'a touch for each use',
  cached: 'a touch every 15 seconds',
  other: 'touch by a rule unknown here',
} as const;

export const secretsTexts = {
  newKey: {
    checked: (custodian: string, copy: string, file: string) =>
      `CHECKED: copy ${copy} of ${custodian}, ${file}, opens what is encrypted to its certificate.`,
    proven: (custodian: string, copy: string, file: string) =>
      `PROVEN: copy ${copy} of ${custodian}, ${file}, opens its share. The share is forgotten.`,
  },
  securityDomain: {
    file: 'Security domain',
    fileOf: (name: string, bytes: number, version: number) => `${name} (${number(bytes)} bytes, version ${version})`,
    quorum: 'Quorum',
    anyOf: (required: number, custodians: number) => `any ${required} of ${custodians} custodians`,
    ofNobody: (name: string) => `${name} is the certificate of no custodian of this domain`,
    opens: 'Opens its share',
    opener: (file: string, certificate: string) => `${file}  (custodian ${certificate})`,
    onItsWord: (file: string) => `${file}: only the process of the key says so. Put its certificate (.cer) beside it.`,
    onTokensWord: (token: string) => `${token}: only the process of the token says so.`,
    rebuilt: (data: string) => `rebuilds the key; authentic: ${data}`,
    notRebuilt: (required: number, proven: number) =>
      `not rebuilt; ${required} custodians are needed, ${proven} proven here`,
    forgotten: 'Nothing was written, and every key is forgotten.',
  },
  restoreBlob: {
    practice: 'PRACTICE: this blob is for a practice HSM.',
    file: 'Restore blob',
    madeFor: 'Made for',
    certificate: (sha256: string) => `exchange certificate with SHA-256 ${sha256}`,
    custodians: 'Custodians',
    authentic: (data: string) => `${data}: all authentic`,
    restsOnYou: 'Rests on you',
    notAttested: 'NOT ATTESTED',
    nothingProves: 'nothing proves that this key belongs to the HSM, except that people compared its fingerprint',
    reason: 'Reason',
    unprotected: (certificate: string) => `the key of custodian ${certificate} is on its stick without a passphrase`,
    nothingOpened: 'Nothing in it was opened: only the HSM that it is made for can.',
  },
  custodian: {
    key: 'Key',
    keyFile: (file: string, bits: string) => `${file} (RSA-${bits}, encrypted)`,
    certificate: 'Certificate',
    keyOnToken: (model: string, serial: string, bits: string) =>
      `${model}, serial number ${serial} (RSA-${bits}, on a token)`,
    description: 'Description',
    attested: ({ slot, serial, firmware, pin, touch }: AttestedKey) =>
      `Yubico’s signature proves: the key was made on the token${serial === null ? '' : ` ${serial}`}${slot === null ? '' : `, in slot ${slot}`}, firmware ${firmware}; ${pinPolicies[pin]}, ${touchPolicies[touch]}.`,
    notAttested: 'Nothing proves that the key was made on the token: the token says so itself, or nothing.',
    noCopy:
      'The key opened what was encrypted to its certificate. It has no copy: if the token is lost, so is the key.',
    worth: 'The certificate is public. The key is worth nothing without its passphrase, and lost with it.',
  },
  exchangeKey: {
    practice: 'PRACTICE: checked against the roots of practice HSMs.',
    notChecked: (checks: number) =>
      `${plural(checks, { one: '1 check', other: `${checks} checks` })}: the failure took away what they need`,
    notAccepted: 'NOT ACCEPTED.',
    sound: 'SOUND, but nothing was said about whose key it is: give --hsm-uri.',
    accepted: 'ACCEPTED, as far as a file can show; the rest rests on you.',
  },
};
