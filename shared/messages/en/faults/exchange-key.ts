// English sentences for what can be wrong with the exchange key and the evidence that it belongs to the new HSM.
import type { ExchangeKeyFault, FaultPart } from '../../../faults/exchange-key.ts';
import type { Advice, AdviceBook } from '../../advice.ts';
import { englishWord } from '../code-words.ts';
import { number } from '../formats.ts';

const unused = 'No blob was built and no custodian key was used.';

/** The file came out of order; nobody need have meant it. */
const damaged = (happened: string): Advice => ({
  happened,
  safe: unused,
  todo: 'Compare the SHA-256 of the file with the one on paper. If it differs, take the other copy; if it is the same, fetch the exchange key again.',
});

/** The key is not one that a Managed HSM makes. */
const unsound = (happened: string): Advice => ({
  happened,
  safe: unused,
  todo: 'Do not use this key. Put the file aside as evidence, note an exception, and fetch the exchange key again on another machine.',
});

/** The proof is there and wrong: somebody or something made it so. */
const incident = (happened: string): Advice => ({
  happened,
  safe: 'No blob was built: the security domain has not been encrypted to this key.',
  todo: 'Stop. Do not fetch, build or upload again. Keep the file and follow the incident sheet.',
});

/** The typed input does not say which HSM is meant. */
const typed = (happened: string): Advice => ({
  happened,
  safe: unused,
  todo: 'Type the address again from the paper, for example https://NAME.managedhsm.azure.net',
});

/** The exception branch is not complete. */
const incomplete = (happened: string): Advice => ({
  happened,
  safe: unused,
  todo: 'Complete the exception sheet first. The program takes its values.',
});

const reports = { 'hsm-enclave': 'the HSM’s enclave', 'quoting-enclave': 'the quoting enclave' } as const;
const members = {
  leaf: 'the processor’s certificate',
  intermediate: 'the processor authority’s certificate',
  root: 'the root certificate',
} as const;

const parts: Readonly<Record<FaultPart<'CERTIFICATE_MALFORMED'>, string>> = {
  certificate: 'its outline',
  tbs: 'its list of fields',
  version: 'its version',
  serial: 'its serial number',
  algorithm: 'its signature algorithm',
  signature: 'its signature',
  name: 'a name',
  validity: 'its dates',
  spki: 'its public key',
  extensions: 'its extensions',
  'key-usage': 'its key usage',
  'basic-constraints': 'its basic constraints',
};

const uriProblems: Readonly<Record<FaultPart<'HSM_URI_INVALID', 'problem'>, string>> = {
  'not-https': 'does not begin with https://',
  'upper-case': 'has capital letters; the service writes small ones',
  'user-info': 'has a user name (@) in it',
  port: 'has a port in it; leave it out',
  path: 'goes on after the host name',
  'trailing-dot': 'ends in a dot',
  punycode: 'contains a name that encodes letters of another alphabet',
  characters: 'has characters in it that no host name has',
};

export const exchangeKeyAdvice: AdviceBook<ExchangeKeyFault> = {
  EXCHANGE_FILE_TOO_LARGE: ({ bytes, limit }) =>
    damaged(`The exchange key file has ${number(bytes)} bytes; such a file has at most ${number(limit)}.`),
  EXCHANGE_FILE_UNKNOWN: () =>
    damaged(
      'The file is not an exchange key: neither a certificate (PEM or DER), nor a JWK, nor an answer of the service.',
    ),
  EXCHANGE_ANSWER_INVALID: ({ member }) =>
    damaged(`The file looks like an answer of the service, but its member “${member}” is not what the service sends.`),
  EXCHANGE_JWK_INVALID: ({ member }) =>
    damaged(
      `The file is a JSON web key, but its member “${member}” is not that of an RSA public key with a certificate.`,
    ),
  EXCHANGE_JWK_MISMATCH: ({ member }) =>
    incident(`The file contradicts itself: its “${member}” is not that of the certificate in the same file.`),
  EXCHANGE_SEVERAL_CERTIFICATES: ({ count }) =>
    damaged(`The file holds ${count} certificates; an exchange key has one.`),
  CERTIFICATE_MALFORMED: ({ part }) => damaged(`The certificate is damaged: ${parts[part]} cannot be read.`),
  EXCHANGE_KEY_NOT_RSA: ({ algorithm }) => unsound(`The certificate holds no RSA key, but one of kind ${algorithm}.`),
  EXCHANGE_KEY_SIZE: ({ bits }) => unsound(`The key has ${bits} bits; an exchange key has 2048 to 4096.`),
  EXCHANGE_KEY_EXPONENT: ({ exponent }) =>
    unsound(`The key’s exponent is ${exponent}; an exchange key has 65537. Some exponents encrypt nothing at all.`),
  EXCHANGE_KEY_EVEN: () => unsound('The key is even, so it is no RSA key: anybody could take it apart.'),
  EXCHANGE_KEY_SMALL_FACTOR: ({ factor }) =>
    unsound(`The key can be divided by ${factor}, so it is no RSA key: anybody could take it apart.`),
  EXCHANGE_CERTIFICATE_IS_CUSTODIANS: () =>
    unsound('The file is the certificate of one of the custodians, not the new HSM’s exchange key.'),
  EXCHANGE_KEY_IS_CUSTODIANS: () =>
    unsound('The certificate holds the key of one of the custodians, not the new HSM’s exchange key.'),
  EXCHANGE_KEY_USAGE: () => unsound('The certificate says of itself that its key is not for encrypting keys.'),
  EXCHANGE_EXTENSION_REPEATED: ({ oid }) => unsound(`The certificate has the extension ${oid} more than once.`),
  EXCHANGE_EXTENSION_UNKNOWN: ({ oid }) =>
    unsound(`The certificate has an extension (${oid}) that must be understood and is not.`),
  EXCHANGE_NOT_SELF_ISSUED: ({ issuer }) =>
    unsound(`The certificate was issued by “${issuer}”; that of an HSM names itself as its issuer.`),
  EXCHANGE_SIGNATURE_ALGORITHM: ({ algorithm }) =>
    unsound(`The certificate is signed with an algorithm that is not accepted (${algorithm}).`),
  EXCHANGE_SIGNATURE_BROKEN: () =>
    incident('The certificate’s signature is broken: it was changed after its key signed it.'),
  EXCHANGE_VALIDITY_FAR_OFF: ({ notBefore, notAfter }) => ({
    happened: `The certificate is valid from ${notBefore} to ${notAfter}, more than a year away from the wall clock.`,
    safe: unused,
    todo: 'Check the date that was typed. If it is right, this is an old exchange key: fetch the one of this recovery.',
  }),
  ATTESTATION_ABSENT: () => ({
    happened:
      'The certificate carries no proof that its key was made inside an HSM. The HSMs of today’s service give one.',
    safe: unused,
    todo: 'Fetch the exchange key again. Only if the service gives none, take the exception branch: two approvers and a reason.',
  }),
  ATTESTATION_FORMAT_UNKNOWN: ({ format }) => ({
    happened: `The certificate carries a proof in a form that this version does not understand (${format}).`,
    safe: unused,
    todo: 'Look for a newer version of this program. Do not treat the key as one without proof.',
  }),
  QUOTE_TRUNCATED: ({ field }) => incident(`The proof in the certificate ends too early, in its field “${field}”.`),
  QUOTE_LENGTH: ({ field, expected, found }) =>
    incident(`The proof in the certificate has a field “${field}” of ${found} bytes where ${expected} belong.`),
  QUOTE_VERSION: ({ version }) => incident(`The proof is a quote of version ${version}; only version 3 is understood.`),
  QUOTE_KEY_TYPE: ({ type }) =>
    incident(`The proof is signed with a key of kind ${type}; only ECDSA P-256 (2) is understood.`),
  QUOTE_RESERVED: ({ value }) => incident(`A field of the proof that must be zero is ${value}.`),
  QUOTE_VENDOR: ({ vendor }) => incident(`The proof was made by a quoting enclave that is not Intel’s (${vendor}).`),
  QUOTE_OTHER_KEY: ({ found }) =>
    incident(`The proof belongs to another key (SPKI SHA-256 ${found}): it was copied into this certificate.`),
  QUOTE_REPORT_DATA_TAIL: ({ report }) =>
    incident(`The statement of ${reports[report]} carries something that does not belong there.`),
  QUOTE_DEBUG: ({ report }) =>
    incident(`The proof comes from ${reports[report]} in debug mode, where its memory can be read.`),
  QUOTE_SIGNER_UNKNOWN: ({ report, signer }) =>
    incident(`The program in ${reports[report]} was signed by somebody unknown (${signer}).`),
  QUOTE_ATTESTATION_KEY_INVALID: () => incident('The key that should have signed the proof is no key of P-256.'),
  QUOTE_SIGNATURE_BROKEN: () => incident('The proof’s signature is broken: the statement about the HSM was changed.'),
  QE_BINDING_BROKEN: () => incident('The quoting enclave did not vouch for the key that signed the proof.'),
  QE_SIGNATURE_BROKEN: () => incident('The processor’s signature on the quoting enclave’s statement is broken.'),
  QUOTE_CERTIFICATION_TYPE: ({ type }) =>
    incident(`The proof brings its certificates in a form (${type}) that is not understood; only a chain (5) is.`),
  PCK_CHAIN_MALFORMED: () => incident('The chain of certificates inside the proof is damaged or has something added.'),
  PCK_CHAIN_LENGTH: ({ count }) =>
    incident(`The chain inside the proof has ${count} certificates; it must have three.`),
  PCK_CERTIFICATE_MALFORMED: ({ member }) => incident(`In the chain inside the proof, ${members[member]} is damaged.`),
  PCK_KEY: ({ member }) => incident(`In the chain inside the proof, ${members[member]} has no key of P-256.`),
  PCK_NAME: ({ member, subject }) =>
    incident(`In the chain inside the proof, ${members[member]} has another name than it must have: “${subject}”.`),
  PCK_ROLE: ({ member }) =>
    incident(`In the chain inside the proof, ${members[member]} may not do what it does there.`),
  PCK_NOT_A_PROCESSOR: () =>
    incident('The first certificate of the chain inside the proof is not that of a processor.'),
  PCK_ISSUER: ({ member }) =>
    incident(`In the chain inside the proof, ${members[member]} was issued by another than the next.`),
  PCK_SIGNATURE_BROKEN: ({ member }) =>
    incident(`In the chain inside the proof, the signature on ${members[member]} is broken.`),
  PCK_ROOT_UNKNOWN: ({ spkiSha256 }) =>
    incident(`The chain inside the proof ends in a root that is not Intel’s (SPKI SHA-256 ${spkiSha256}).`),
  PCK_ROOT_PRACTICE: () => incident('The proof comes from a practice HSM. In production it is worth nothing.'),
  PCK_ROOT_PRODUCTION: () => ({
    happened: 'The proof comes from real hardware, but this is practice.',
    safe: unused,
    todo: 'Never rehearse with the key of a real HSM: take the exchange key of the practice HSM.',
  }),
  PCK_REVOKED: ({ serialNumber }) =>
    incident(`The certificate ${serialNumber} in the chain inside the proof has been revoked.`),
  PCK_REVOCATION_LIST_INVALID: () =>
    damaged('A revocation list that was given is damaged, or is not signed by the authority it is used for.'),
  HSM_URI_INVALID: ({ problem }) => typed(`The address of the HSM ${uriProblems[problem]}.`),
  HSM_CLOUD_UNKNOWN: ({ host, suffixes }) =>
    typed(`“${host}” is not a Managed HSM of a known cloud. Their names end in ${suffixes.join(', ')}.`),
  HSM_HOST_PRACTICE: ({ host }) => typed(`“${host}” is a practice HSM, but this is production.`),
  HSM_HOST_NOT_PRACTICE: ({ host }) => ({
    happened: `“${host}” is a real HSM, but this is practice.`,
    safe: unused,
    todo: 'Type the address of the practice HSM, which ends in .managedhsm.practice.invalid. For a real HSM, leave practice and begin again in production.',
  }),
  EXCHANGE_NAME_MISSING: () => incident('The certificate names no host.'),
  EXCHANGE_NAME_AMBIGUOUS: ({ names }) => incident(`The certificate names several hosts: ${names.join(', ')}.`),
  EXCHANGE_NAME_OTHER: ({ expected, found }) =>
    incident(`The certificate belongs to “${found}”, not to the HSM that was typed, “${expected}”.`),
  FETCH_TLS_MALFORMED: ({ observer, position }) =>
    unsound(
      `Certificate ${position + 1} of the connection that ${englishWord(observer)} had is missing or cannot be read.`,
    ),
  FETCH_TLS_HOST: ({ observer, expected, found }) =>
    incident(
      `The server that ${englishWord(observer)} spoke with answers to ${found === '' ? 'no name' : found}, not to ${expected}.`,
    ),
  FETCH_TLS_BROKEN: ({ observer, position }) =>
    incident(
      `Certificate ${position + 1} of the connection that ${englishWord(observer)} had is not signed by an authority above it.`,
    ),
  FETCH_TLS_OUT_OF_TIME: ({ observer, position, fetchedAt }) =>
    incident(
      `Certificate ${position + 1} of the connection that ${englishWord(observer)} had was not valid at ${fetchedAt}, the time by that machine’s own clock.`,
    ),
  FETCH_TIME_FORM: ({ observer, found }) =>
    unsound(`The fetch of ${englishWord(observer)} bears no time by that machine’s clock, but “${found}”.`),
  FETCH_OTHER_KEY: ({ observer, expected, found }) =>
    incident(`The exchange key that ${englishWord(observer)} saw is ${found}, and not ${expected}. Do not choose one.`),
  FETCHES_ONE_OBSERVER: ({ observer }) =>
    unsound(`Both fetches are of ${englishWord(observer)}: nobody else has looked.`),
  FETCHES_APART: ({ hours, limit }) => ({
    happened: `By the clocks of the two machines, the fetches of the exchange key are ${number(hours)} hours apart; ${limit} are allowed.`,
    safe: unused,
    todo: 'Compare both clocks with the wall clock and set the one that is wrong. Then fetch the exchange key again on both machines on the same day, and make the bundle again.',
  }),
  EXCEPTION_FINGERPRINT_INVALID: () =>
    incomplete('The fingerprint is not complete: the SHA-256 of a certificate has 64 digits, 0 to 9 and a to f.'),
  EXCEPTION_FINGERPRINT_OTHER: ({ expected, found }) =>
    incident(`The certificate’s SHA-256 is ${found}, but ${expected} was given as compared.`),
  EXCHANGE_KEY_EXCEPTION_NEEDLESS: () => ({
    happened: 'The exchange key carries an attestation, so no exception may take its place.',
    safe: 'The key was not accepted, and nothing was encrypted to it.',
    todo: 'Have the key checked by its attestation and by the address on paper. If that fails, stop: it is an incident.',
  }),
  EXCEPTION_REASON_MISSING: () => incomplete('A key without proof needs a reason why it is used nevertheless.'),
  EXCEPTION_APPROVERS_MISSING: () => incomplete('A key without proof needs the names of two people who approve it.'),
  EXCEPTION_APPROVERS_SAME: ({ name }) => incomplete(`Two different people must approve; “${name}” was named twice.`),
};
