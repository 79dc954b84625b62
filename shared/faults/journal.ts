// What can be wrong with the journal and the evidence package.
import type { ContradictedRule } from '../evidence/rules.ts';
import type { FormProblem } from '../schemas/problems.ts';

/** Number of the last event before the damage; 0 if there is none. */
interface After {
  readonly lastGood: number;
}

/** Damage in a journal's file: everything after the last good event is not believed. */
export type JournalDamage =
  | ({ readonly code: 'JOURNAL_TORN_LINE' } & After)
  | ({ readonly code: 'JOURNAL_LINE_FORM'; readonly problems: readonly FormProblem[] } & After)
  | ({ readonly code: 'JOURNAL_LINE_NOT_CANONICAL' } & After)
  | ({ readonly code: 'JOURNAL_NUMBERING'; readonly found: number } & After)
  | ({ readonly code: 'JOURNAL_CHAIN_BROKEN' } & After);

export type JournalFault =
  | JournalDamage
  | {
      readonly code: 'JOURNAL_OUT_OF_ORDER';
      readonly event: string;
      readonly rules: readonly string[];
      readonly after: number;
    }
  | { readonly code: 'JOURNAL_EVENT_FORM'; readonly problems: readonly FormProblem[] }
  /** A journal whose first line is of another version of the form; only the program that wrote it reads it. */
  | { readonly code: 'JOURNAL_VERSION'; readonly found: number; readonly expected: number }
  | { readonly code: 'JOURNAL_TOO_LARGE'; readonly bytes: number; readonly limit: number }
  | { readonly code: 'JOURNAL_NOT_EMERGENCY' }
  | { readonly code: 'JOURNAL_IS_EMERGENCY' }
  /** The journal of a drill or of a making of keys, where that of a ceremony is wanted. */
  | { readonly code: 'JOURNAL_IS_SESSION' }
  | { readonly code: 'JOURNAL_IN_USE'; readonly process: number }
  | { readonly code: 'EVIDENCE_PATH'; readonly path: string }
  | { readonly code: 'EVIDENCE_FILE_MISSING'; readonly path: string }
  | { readonly code: 'EVIDENCE_FILE_ALTERED'; readonly path: string }
  | { readonly code: 'EVIDENCE_FILE_UNLISTED'; readonly path: string }
  | { readonly code: 'EVIDENCE_FILE_UNKNOWN'; readonly path: string }
  | { readonly code: 'EVIDENCE_TOO_LARGE'; readonly bytes: number; readonly limit: number }
  | { readonly code: 'EVIDENCE_JOURNAL_MISSING'; readonly role: string }
  | { readonly code: 'EVIDENCE_JOURNAL_TWICE'; readonly role: string; readonly path: string }
  /** A journal is lost, and two people have said so: the rest was checked, and this part of it nobody can check. */
  | {
      readonly code: 'EVIDENCE_INCOMPLETE';
      readonly role: string;
      readonly exception: number;
      readonly people: readonly string[];
    }
  /** An emergency’s package of one machine: what is there was checked, and this machine's side of it nobody can check. */
  | { readonly code: 'EVIDENCE_ONE_MACHINE'; readonly role: string }
  /** A machine of the plan has not signed the end of its journal, or has none here: what it may have written after that, nobody can check. */
  | { readonly code: 'EVIDENCE_END_UNSIGNED'; readonly role: string; readonly hasJournal: boolean }
  | { readonly code: 'EVIDENCE_END_SIGNATURE'; readonly path: string }
  | { readonly code: 'EVIDENCE_MANIFEST_FORM'; readonly problems: readonly FormProblem[] }
  | { readonly code: 'EVIDENCE_MANIFEST_MISSING' }
  | { readonly code: 'EVIDENCE_PLAN_MISSING' }
  | {
      readonly code: 'EVIDENCE_CONTRADICTS';
      readonly rule: ContradictedRule;
      readonly what: string;
      readonly expected: string;
      readonly found: string;
    };
