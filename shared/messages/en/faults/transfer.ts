// English sentences for what can be wrong with transfer bundles, identities and pairing.
import type { CertificateProblem, TransferFault } from '../../../faults/transfer.ts';
import type { Advice, AdviceBook } from '../../advice.ts';
import { englishWord } from '../code-words.ts';
import { formProblemsText } from '../form-problems.ts';
import { number } from '../formats.ts';

const damaged = (happened: string): Advice => ({
  happened,
  safe: 'Nothing of the bundle was used.',
  todo: 'Read the same bundle from the other copy. If that is refused too, ask the other side to write it again.',
});
const suspicious = (happened: string): Advice => ({
  happened,
  safe: 'Nothing of the bundle was used.',
  todo: 'Stop. Keep the stick, note an exception, and ask the other side by telephone what they wrote.',
});
const differs = (what: string, { expected, found }: { expected: string; found: string }): Advice =>
  suspicious(`The bundle is for another ${what}. Expected: ${expected}. Found: ${found}.`);
const certificateProblems: Readonly<Record<CertificateProblem, string>> = {
  form: 'is not a certificate in DER',
  'not-rsa': 'holds no RSA key',
  size: 'holds a key that has neither 2048, 3072 nor 4096 bits',
  exponent: 'holds a key with another exponent than 65537',
  modulus: 'holds a key that is damaged',
  roca: 'holds a key of a chip whose keys can be computed from their certificates (ROCA, CVE-2017-15361): make another on another token',
  'key-twice': 'holds the key of another custodian',
};
const notPrepared = {
  journal: 'the journal of this machine is not begun',
  challenge: 'the number that the other machine gave out is not noted',
  pairing: 'the two machines are not paired',
  'exchange-key': 'no exchange key is known',
  'security-domain': 'the plan names no security domain',
  certificates: 'the certificates of the new keys are not sent',
} as const;
const short = (keyId: string): string => `${keyId.slice(0, 8)}…`;

export const transferAdvice: AdviceBook<TransferFault> = {
  ENVELOPE_TOO_LARGE: ({ bytes, limit }) =>
    damaged(`The bundle has ${number(bytes)} bytes; a bundle has at most ${number(limit)}.`),
  ENVELOPE_FORM: ({ problems }) => damaged(`The file is not a signed bundle. ${formProblemsText(problems)}`),
  ENVELOPE_NOT_CANONICAL: () =>
    damaged('The bundle was written in another form than ours: something has saved it again.'),
  SIGNATURE_NOT_DER: () => suspicious('A signature in the bundle is not written in its one proper form.'),
  SIGNING_KEY_NOT_P384: () => ({
    happened: 'A signing key is not a key on the curve P-384.',
    safe: 'The key was not accepted and nothing was signed.',
    todo: 'Make the identity again with this program.',
  }),
  BUNDLE_TYPE: ({ expected, found }) => ({
    happened: `The bundle is of another kind. Expected: ${englishWord(expected)}. Found: ${englishWord(found)}.`,
    safe: 'Nothing of the bundle was used.',
    todo: 'Choose the bundle that this step asks for.',
  }),
  BUNDLE_SIGNER_UNKNOWN: ({ keyId }) =>
    suspicious(`The bundle is signed with a key that the plan does not name (${short(keyId)}).`),
  BUNDLE_SIGNER_TWICE: ({ keyId }) => suspicious(`One key has signed twice (${short(keyId)}).`),
  BUNDLE_SIGNER_ROLE: ({ role, type }) =>
    suspicious(
      `A machine of this role (${englishWord(role)}) may not sign a bundle of this kind (${englishWord(type)}).`,
    ),
  BUNDLE_SIGNATURE_WRONG: ({ keyId }) =>
    suspicious(`A signature is wrong (key ${short(keyId)}): the bundle was altered or somebody else signed it.`),
  BUNDLE_SIGNATURES_SHORT: ({ missing }) => ({
    happened: `A signature is missing: ${missing.map(englishWord).join(', ')}.`,
    safe: 'Nothing of the bundle was used.',
    todo: 'Ask the other side to add the missing signature and to write the bundle again.',
  }),
  BUNDLE_PINS_AMBIGUOUS: ({ keyId }) => ({
    happened: `The plan names one key for two roles (${short(keyId)}): one machine would count as two.`,
    safe: 'Nothing of the bundle was used.',
    todo: 'Correct the plan: every role has a machine and a key of its own.',
  }),
  BUNDLE_PAYLOAD_FORM: ({ problems }) =>
    suspicious(`The bundle’s content is not as it must be. ${formProblemsText(problems)}`),
  BUNDLE_PAYLOAD_NOT_CANONICAL: () =>
    suspicious('The bundle is properly signed, but its content is not in its one form.'),
  BUNDLE_TYPE_INSIDE: ({ expected, found }) =>
    suspicious(`Outside the bundle says “${englishWord(expected)}”, inside it says “${englishWord(found)}”.`),
  BUNDLE_PRACTICE: ({ expectedPractice }) => ({
    happened: expectedPractice
      ? 'The bundle is real, but this is practice.'
      : 'The bundle is from practice, but this is a real ceremony.',
    safe: 'Nothing of the bundle was used.',
    todo: 'Take the right stick. Practice and real ceremonies never share a stick.',
  }),
  BUNDLE_CEREMONY: (fault) => differs('ceremony', fault),
  BUNDLE_PLAN: (fault) => differs('plan', fault),
  BUNDLE_DIRECTION: ({ expected, found }) =>
    suspicious(`The bundle travels the wrong way. Expected: ${englishWord(expected)}. Found: ${englishWord(found)}.`),
  BUNDLE_SENDER: () => suspicious('The machine that the bundle says it is from has not signed it.'),
  BUNDLE_RECIPIENT: () => suspicious('The bundle is for another machine than this one.'),
  BUNDLE_CHALLENGE: () =>
    suspicious('The bundle does not answer the number that this machine gave out: it may be an old one.'),
  BUNDLE_SEQUENCE: ({ expected, found }) =>
    suspicious(`The bundle is out of order. Expected number ${expected}, found ${found}.`),
  BUNDLE_PREVIOUS: () => suspicious('The bundle does not follow the one before it: one was left out or replaced.'),
  BUNDLE_JOURNAL_SHORTER: ({ expected, found }) =>
    suspicious(
      `The sender’s journal is shorter than it must be by now. Expected: at least ${expected} events. Found: ${found}. It was rewritten, or replaced by another one.`,
    ),
  BUNDLE_JOURNAL_OTHER: () => ({
    happened: 'This bundle of ours names an end that the journal of this machine never had.',
    safe: 'Nothing was noted. The bundle was not sent.',
    todo: 'Make sure that this is the journal with which the bundle was made. If it is, make the bundle again and have it signed again.',
  }),
  BUNDLE_HSM: (fault) => differs('HSM', fault),
  BUNDLE_EXCHANGE_KEY: (fault) => differs('exchange key', fault),
  BUNDLE_SECURITY_DOMAIN: (fault) => differs('security domain', fault),
  BUNDLE_CUSTODIANS: ({ expected, found }) => ({
    happened: `The certificates are not those of the plan. Expected: ${expected}. Found: ${found}.`,
    safe: 'No bundle was made or used, and no security domain was asked for.',
    todo: 'Bring the certificates of all custodians, in the order of the plan. Where they came in a bundle, stop and note an exception.',
  }),
  CUSTODIAN_CERTIFICATE_UNFIT: ({ custodian, problem }) => ({
    happened: `The certificate of ${custodian} ${certificateProblems[problem]}.`,
    safe: 'No bundle was made or used, and no security domain was asked for.',
    todo: 'Bring the certificate as it was made with the key, in DER. Where it came in a bundle, stop and note an exception.',
  }),
  BUNDLE_BODY: ({ path }) => suspicious(`The bundle contradicts itself at ${path}.`),
  BUNDLE_OBSERVERS_DISAGREE: ({ expected, found }) =>
    suspicious(`The two operators saw different exchange keys: ${expected} and ${found}. Do not choose one.`),
  BUNDLE_OTHER_CONTENT: (fault) => differs('content', fault),
  EXCHANGE_ANSWER_FORM: () => suspicious('The service’s answer in the bundle does not hold an exchange key.'),
  SECRET_IN_OUTPUT: ({ kind, name }) => ({
    happened: `Something secret is where none may be (${name === '' ? kind : name}).`,
    safe: 'This program has given it to nobody.',
    todo: 'Stop and note an exception: this must not happen. Look at it on this machine only.',
  }),
  IDENTITY_FORM: ({ problems }) => ({
    happened: `The file is not an identity. ${formProblemsText(problems)}`,
    safe: 'Nothing was signed.',
    todo: 'Choose the identity file of this machine, or its copy.',
  }),
  IDENTITY_PASSPHRASE_SHORT: ({ minimumBytes }) => ({
    happened: `The passphrase is too short: it needs at least ${minimumBytes} characters.`,
    safe: 'No identity was made.',
    todo: 'Choose five or six words that do not belong together.',
  }),
  IDENTITY_NOT_OPENED: () => ({
    happened: 'The identity did not open: the passphrase is wrong, or the file was altered.',
    safe: 'Nothing was signed. The file is unchanged.',
    todo: 'Type the passphrase again. If it is lost, make a new identity, pair again, and have the plan approved again.',
  }),
  IDENTITY_KEY_MISMATCH: () => ({
    happened: 'The private key inside the identity is not the one that the file shows.',
    safe: 'Nothing was signed.',
    todo: 'Do not use this file. Take its copy, or make a new identity and pair again.',
  }),
  IDENTITY_FOREIGN: ({ role }) => ({
    happened: `The plan does not name this identity as that of this role: ${englishWord(role)}.`,
    safe: 'Nothing was signed.',
    todo: 'Choose the identity that the plan names for this machine.',
  }),
  PAIRING_LOCKED: () => ({
    happened: 'The pairing code was wrong twice. These two machines are not paired.',
    safe: 'No key was accepted, and the journal does not name one.',
    todo: 'Note an exception. Compare with the other side whether the identities were swapped, then start this program again.',
  }),
  PAIRING_CODE_WRONG: () => ({
    happened: 'The pairing code does not agree: the two machines do not see the same keys.',
    safe: 'The machines are not paired.',
    todo: 'Read the code once more. If it still differs, stop: somebody may have swapped a key on the way.',
  }),
  BUNDLE_NOT_PREPARED: ({ missing }) => ({
    happened: `Something must come before any bundle: ${notPrepared[missing]}.`,
    safe: 'Nothing was written and nothing was accepted.',
    todo: 'Do that step first; it is in the script.',
  }),
  BUNDLE_NAME: ({ name }) => ({
    happened: `The file “${name}” does not have the name of a bundle.`,
    safe: 'The file was not opened.',
    todo: 'Choose a file that this program wrote, under the name that it gave.',
  }),
  BUNDLE_FILE_KIND: ({ name }) => ({
    happened: `“${name}” is not an ordinary file: it is a link, a folder or a device.`,
    safe: 'It was not opened.',
    todo: 'Stop and note an exception: nobody honest puts that on a stick.',
  }),
  OBSERVATION_FORM: ({ problems }) => ({
    happened: `The file is not what an operator’s machine writes when it fetches the exchange key. ${formProblemsText(problems)}`,
    safe: 'No bundle was made and nothing was signed.',
    todo: 'Choose the file of the fetch, or fetch the exchange key again.',
  }),
  BUNDLE_NOT_MY_OBSERVATION: () =>
    suspicious(
      'The draft says in your name that you fetched the exchange key at another time or over another connection.',
    ),
  BUNDLE_FETCH_NOT_NOTED: () => ({
    happened: 'The journal is not the one in which operator 2’s own machine noted this fetch of the exchange key.',
    safe: 'Nothing was signed.',
    todo: 'Give the journal of this machine, and what this machine itself fetched last. If it has not fetched the key yet, fetch it here first. Sign nothing for a fetch that somebody else brought.',
  }),
  BUNDLE_FETCH_REPLACED: ({ observer }) => ({
    happened: `This is an earlier fetch of the exchange key: ${englishWord(observer)} has fetched it again since then.`,
    safe: 'No bundle was made and nothing was signed.',
    todo: 'Take the fetch that was made last. If its file is not at hand, that operator fetches the key once more.',
  }),
  FETCHES_DIFFER: ({ first, second }) => ({
    happened: `The two operators were shown different exchange keys: operator 1 ${first}, operator 2 ${second}. It may be that the service has another key for each fetch or for each of its servers, that the HSM was made again between the two fetches, or that somebody is in between.`,
    safe: 'Both answers are kept, and none was chosen. No bundle was made.',
    todo: 'Both operators fetch the key once more, each on their own machine, and bring the two new fetches together here. If they differ again, two people decide.',
  }),
  FETCHES_DIFFER_AGAIN: ({ first, second }) => ({
    happened: `Both operators fetched once more, and were shown different exchange keys again: operator 1 ${first}, operator 2 ${second}.`,
    safe: 'All answers are kept, and none was chosen. No bundle was made.',
    todo: 'Fetching again decides nothing. Compare the fingerprints of all fetches. Each key has proven by its attestation and its name that it is of this HSM, or it would have been refused: so two people may choose one, by an exception at step C9, and give its number here. If anything else speaks against the HSM, stop and follow the incident sheet.',
  }),
  OUTCOME_FAILED: () => ({
    happened: 'The other machine reports that the upload failed: the HSM did not take the restore blob.',
    safe: 'The HSM has taken nothing in. The shares and the custodians’ keys have left this machine’s memory.',
    todo: 'Do not build another blob. This one may have been made for a stranger’s key: follow the incident sheet. Nothing goes on here until two people have recorded a decision.',
  }),
  OUTCOME_UNKNOWN: () => ({
    happened: 'The other machine reports that nobody knows what became of the upload. It may have succeeded.',
    safe: 'The blob is locked to the exchange key on which both sides agreed. The shares and the custodians’ keys have left this machine’s memory.',
    todo: 'Keep the custodians within reach, and build no other blob. The operators look at the HSM and decide what became of the upload. To take in their next message here, or to go on without it, two people record a decision.',
  }),
  KEY_CHOICE_NEEDLESS: () => ({
    happened: 'A choice between two exchange keys was given, but these two do not differ, or have not differed twice.',
    safe: 'No bundle was made.',
    todo: 'Leave the choice out. If the keys differ for the first time, both operators fetch once more.',
  }),
  KEY_DECISION_UNSEEN: ({ exception, chosen, own, decidedBy, reason }) => ({
    happened: `The operators saw different exchange keys twice. ${decidedBy.join(' and ')} chose ${chosen} by exception EX-${exception} (“${reason}”); this machine saw ${own}.`,
    safe: 'Nothing was signed.',
    todo: 'Read the exception sheet. If you agree, give its number and sign again.',
  }),
  BUNDLE_IN_THE_WAY: ({ name, fileSha256 }) => ({
    happened: `There is already a file named “${name}”. No journal names it, and its contents are not what was to be sent. Its SHA-256 begins with ${short(fileSha256)}`,
    safe: 'Nothing was written, nothing was overwritten, and the journal is unchanged.',
    todo: 'Most often the program ended or the power failed while the bundle was being sent. Set the file aside, note an exception, and send again.',
  }),
  BUNDLE_NOTED: ({ name }) => ({
    happened: `The journal names “${name}” as a bundle that was sent or accepted.`,
    safe: 'The file stays where it is.',
    todo: 'Leave it: it belongs to the evidence. Look whether you chose the right file.',
  }),
};
