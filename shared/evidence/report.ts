// What the check of an evidence package found: plain data for screen, paper and JSON.
import type { FaultOf } from '../faults/fault.ts';
import type { StoryLine } from './story.ts';

/** What was re-checked from the files alone, with nobody's word for it. */
export const provenChecks = [
  'manifest-signed',
  'files-whole',
  'no-secrets',
  'plan-approved',
  'plan-as-on-paper',
  'journal-whole',
  'journal-end-signed',
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
  'unattested-token',
  'clocks-read',
  'exception',
  'unattested-key',
  'revocation-lists',
  'journal-not-closed',
  'journal-went-on',
  'journal-missing',
  'own-word',
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
  'journal-end-signed',
  'own-word',
]);

export interface EvidenceReport {
  readonly ceremony: string;
  readonly practice: boolean;
  /** Null in an emergency, which has no plan. */
  readonly planSha256: string | null;
  /** What keeps the package from being whole, by machine; nothing was found wrong, and none of these machines can be checked to its end. */
  readonly incomplete: readonly FaultOf<'EVIDENCE_INCOMPLETE' | 'EVIDENCE_END_UNSIGNED' | 'EVIDENCE_ONE_MACHINE'>[];
  /** SHA-256 of the manifest's payload, or of an emergency's list: what is written on paper when the package is made. */
  readonly manifestSha256: string;
  /** None in an emergency. */
  readonly signers: readonly { readonly role: string; readonly holder: string }[];
  /** How long the keys were away, by the clock of the machine that restored; null where its journal tells of no restore that succeeded. */
  readonly recovery: { readonly decidedAt: string; readonly restoredAt: string } | null;
  /** What happened, in one page. */
  readonly story: readonly StoryLine[];
  readonly proven: readonly Finding<ProvenCheck>[];
  readonly restsOnPeople: readonly Finding<PeoplesWord>[];
}
