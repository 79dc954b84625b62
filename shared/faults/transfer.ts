// What can be wrong with transfer bundles, identities and pairing.
import type { FormProblem } from '../schemas/problems.ts';

interface Form {
  readonly problems: readonly FormProblem[];
}
/** What was expected and what was found; both are public values such as hashes, names and numbers. */
interface Differs {
  readonly expected: string;
  readonly found: string;
}

/** Why nothing is encrypted to the certificate of a custodian. */
export type CertificateProblem = 'form' | 'not-rsa' | 'size' | 'exponent' | 'modulus' | 'roca' | 'key-twice';

export type TransferFault =
  | { readonly code: 'ENVELOPE_TOO_LARGE'; readonly bytes: number; readonly limit: number }
  | ({ readonly code: 'ENVELOPE_FORM' } & Form)
  | { readonly code: 'ENVELOPE_NOT_CANONICAL' }
  | { readonly code: 'SIGNATURE_NOT_DER' }
  | { readonly code: 'SIGNING_KEY_NOT_P384' }
  | ({ readonly code: 'BUNDLE_TYPE' } & Differs)
  | { readonly code: 'BUNDLE_SIGNER_UNKNOWN'; readonly keyId: string }
  | { readonly code: 'BUNDLE_SIGNER_TWICE'; readonly keyId: string }
  | { readonly code: 'BUNDLE_SIGNER_ROLE'; readonly role: string; readonly type: string }
  | { readonly code: 'BUNDLE_SIGNATURE_WRONG'; readonly keyId: string }
  | { readonly code: 'BUNDLE_SIGNATURES_SHORT'; readonly missing: readonly string[] }
  | { readonly code: 'BUNDLE_PINS_AMBIGUOUS'; readonly keyId: string }
  | ({ readonly code: 'BUNDLE_PAYLOAD_FORM' } & Form)
  | { readonly code: 'BUNDLE_PAYLOAD_NOT_CANONICAL' }
  | ({ readonly code: 'BUNDLE_TYPE_INSIDE' } & Differs)
  | { readonly code: 'BUNDLE_PRACTICE'; readonly expectedPractice: boolean }
  | ({ readonly code: 'BUNDLE_CEREMONY' } & Differs)
  | ({ readonly code: 'BUNDLE_PLAN' } & Differs)
  | ({ readonly code: 'BUNDLE_DIRECTION' } & Differs)
  | ({ readonly code: 'BUNDLE_SENDER' } & Differs)
  | ({ readonly code: 'BUNDLE_RECIPIENT' } & Differs)
  | ({ readonly code: 'BUNDLE_CHALLENGE' } & Differs)
  | ({ readonly code: 'BUNDLE_SEQUENCE' } & Differs)
  | ({ readonly code: 'BUNDLE_PREVIOUS' } & Differs)
  /** The sender's journal has fewer events than it must have by now: it was written again, or is another one. */
  | ({ readonly code: 'BUNDLE_JOURNAL_SHORTER' } & Differs)
  /** A bundle of this machine's own names an end that its journal never had. */
  | { readonly code: 'BUNDLE_JOURNAL_OTHER' }
  | ({ readonly code: 'BUNDLE_HSM' } & Differs)
  | ({ readonly code: 'BUNDLE_EXCHANGE_KEY' } & Differs)
  /** The bundle with both signatures says something else than the one that was handed over for the second. */
  | ({ readonly code: 'BUNDLE_OTHER_CONTENT' } & Differs)
  | ({ readonly code: 'BUNDLE_SECURITY_DOMAIN' } & Differs)
  | { readonly code: 'BUNDLE_BODY'; readonly path: string }
  /** Certificates of an activation: other custodians than in the plan, in another order, or another quorum. */
  | ({ readonly code: 'BUNDLE_CUSTODIANS' } & Differs)
  | { readonly code: 'CUSTODIAN_CERTIFICATE_UNFIT'; readonly custodian: string; readonly problem: CertificateProblem }
  | ({ readonly code: 'BUNDLE_OBSERVERS_DISAGREE' } & Differs)
  | { readonly code: 'EXCHANGE_ANSWER_FORM' }
  /** The file is not what an operator's machine writes of a fetch. */
  | ({ readonly code: 'OBSERVATION_FORM' } & Form)
  /** The draft names the second operator for a fetch that is not the one of this person's machine. */
  | { readonly code: 'BUNDLE_NOT_MY_OBSERVATION' }
  /** The journal is not that of the second operator's machine, or it does not say that it made this fetch. */
  | { readonly code: 'BUNDLE_FETCH_NOT_NOTED' }
  /** The operator whose fetch it is has fetched the key again since then: what was seen last counts. */
  | { readonly code: 'BUNDLE_FETCH_REPLACED'; readonly observer: string }
  /** The operators saw different keys, for the first time: both fetch once more. Keys by the SHA-256 of their certificates. */
  | { readonly code: 'FETCHES_DIFFER'; readonly first: string; readonly second: string }
  /** They still do after both have fetched once more. */
  | { readonly code: 'FETCHES_DIFFER_AGAIN'; readonly first: string; readonly second: string }
  /** A choice was given for keys that do not differ, or that did not differ twice. */
  | { readonly code: 'KEY_CHOICE_NEEDLESS' }
  /** The draft rests on an exception that its signer has not named. */
  | {
      readonly code: 'KEY_DECISION_UNSEEN';
      readonly exception: number;
      readonly chosen: string;
      readonly own: string;
      readonly decidedBy: readonly string[];
      readonly reason: string;
    }
  /** An accepted outcome says that the blob was refused; nothing goes on until two people have decided. */
  | { readonly code: 'OUTCOME_FAILED' }
  /** An accepted outcome says that nobody knows what became of the upload. */
  | { readonly code: 'OUTCOME_UNKNOWN' }
  | { readonly code: 'SECRET_IN_OUTPUT'; readonly kind: string; readonly name: string }
  | ({ readonly code: 'IDENTITY_FORM' } & Form)
  | { readonly code: 'IDENTITY_PASSPHRASE_SHORT'; readonly minimumBytes: number }
  | { readonly code: 'IDENTITY_NOT_OPENED' }
  | { readonly code: 'IDENTITY_KEY_MISMATCH' }
  | { readonly code: 'IDENTITY_FOREIGN'; readonly role: string }
  | { readonly code: 'PAIRING_CODE_WRONG' }
  /** The code was wrong twice: only an exception and a new start lead on. */
  | { readonly code: 'PAIRING_LOCKED' }
  | {
      readonly code: 'BUNDLE_NOT_PREPARED';
      readonly missing: 'journal' | 'challenge' | 'pairing' | 'exchange-key' | 'security-domain' | 'certificates';
    }
  | { readonly code: 'BUNDLE_NAME'; readonly name: string }
  | { readonly code: 'BUNDLE_FILE_KIND'; readonly name: string }
  /** Under the name of the next bundle lies a file that no journal names, and it does not say what was to be sent. */
  | { readonly code: 'BUNDLE_IN_THE_WAY'; readonly name: string; readonly fileSha256: string }
  /** A bundle that was to be set aside is one that the journal names. */
  | { readonly code: 'BUNDLE_NOTED'; readonly name: string };
