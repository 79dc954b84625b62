// What the check of an evidence package found: plain data for screen, paper and JSON.
import type { FaultOf } from '../faults/fault.ts';

/** What was re-checked from the files alone, with nobody's word for it. */
export const provenChecks = [
  'manifest-signed',
  'files-whole',
  'no-secrets',
  'plan-approved',
  'plan-as-on-paper',
  'journal-whole',
  'order-kept',
  'bundle-signed',
  'bundles-in-sequence',
  'bundles-as-in-journals',
  'journal-as-told',
  'journal-as-on-paper',
  'exchange-key-seen-twice',
  'exchange-key-judged-anew',
  'blob-for-the-verified-key',
  'files-as-named',
] as const;
export type ProvenCheck = (typeof provenChecks)[number];

/** What the files say and cannot show. */
export const peoplesWord = [
  'no-plan',
  'given-up',
  'plan-hash-not-compared',
  'journal-head-not-compared',
  'identities-paired',
  'plan-read-before-approval',
  'words-read-back',
  'sticks-looked-at',
  'clocks-read',
  'exception',
  'unattested-key',
  'revocation-lists',
  'journal-not-closed',
  'journal-went-on',
  'journal-missing',
  'journals-differ',
  'bundle-not-accepted',
  'signed-bundle-missing',
  'fetched-after-signing',
  'name-not-in-plan',
  'times-differ',
  'certificate-twice',
  'file-not-named',
  'named-file-missing',
] as const;
export type PeoplesWord = (typeof peoplesWord)[number];

export interface Finding<Id extends string> {
  readonly id: Id;
  /** What it is about: names, hashes and numbers, safe to print. */
  readonly value: string;
}

/** Findings whose value is a list with the codes of machines, bundles and read-backs in it: people read their words. */
export const findingsWithCodes: ReadonlySet<ProvenCheck | PeoplesWord> = new Set<ProvenCheck | PeoplesWord>([
  'manifest-signed',
  'bundle-signed',
  'identities-paired',
  'words-read-back',
  'journal-missing',
  'journal-head-not-compared',
]);

export interface EvidenceReport {
  readonly ceremony: string;
  readonly practice: boolean;
  /** Null in an emergency, which has no plan. */
  readonly planSha256: string | null;
  /**
   * A journal that is lost, which two people of another one answer for, or that of an emergency's other machine: nothing was found wrong,
   * and the package is not whole.
   */
  readonly incomplete: FaultOf<'EVIDENCE_INCOMPLETE' | 'EVIDENCE_ONE_MACHINE'> | null;
  /** SHA-256 of the manifest's payload, or of an emergency's list: what is written on paper when the package is made. */
  readonly manifestSha256: string;
  /** None in an emergency. */
  readonly signers: readonly { readonly role: string; readonly holder: string }[];
  readonly proven: readonly Finding<ProvenCheck>[];
  readonly restsOnPeople: readonly Finding<PeoplesWord>[];
}
