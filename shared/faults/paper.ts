// What can be wrong with what people read, type and print: fingerprints, read-backs, scripts, documents.
import type { FormProblem } from '../schemas/problems.ts';

/** Where a spoken or typed word does not fit; positions count from 1, as on paper. */
export type WordProblem =
  | { readonly kind: 'unknown'; readonly position: number; readonly word: string }
  /** A word of the other list: a word was dropped, doubled or swapped here or just before. */
  | { readonly kind: 'out-of-step'; readonly position: number; readonly word: string }
  | { readonly kind: 'doubled'; readonly position: number; readonly word: string }
  | { readonly kind: 'swapped'; readonly position: number; readonly word: string }
  | { readonly kind: 'dropped'; readonly position: number }
  | { readonly kind: 'count'; readonly have: number; readonly expected: number };

/** Why no script can be made for a plan: it wants three to ten custodians, and a quorum of two to all of them. */
export type QuorumProblem =
  | { readonly kind: 'custodians'; readonly count: number }
  | { readonly kind: 'quorum'; readonly quorum: number; readonly custodians: number };

export type PaperFault =
  | { readonly code: 'FINGERPRINT_HEX_LENGTH'; readonly have: number; readonly expected: number }
  | { readonly code: 'FINGERPRINT_HEX_DIGIT'; readonly group: number; readonly digit: number }
  | { readonly code: 'FINGERPRINT_WORDS'; readonly problems: readonly WordProblem[] }
  | { readonly code: 'READ_BACK_RANDOMNESS' }
  | { readonly code: 'READ_BACK_CLOSED' }
  | { readonly code: 'SCRIPT_PLAN_UNFIT'; readonly problems: readonly QuorumProblem[] }
  | { readonly code: 'DOCUMENT_NEEDS'; readonly document: string; readonly needs: string }
  | { readonly code: 'DOCUMENT_DATA_INVALID'; readonly problems: readonly FormProblem[] }
  | { readonly code: 'DOCUMENT_CUSTODIAN'; readonly custodian: string }
  /** A record was asked for the side that did not write the journal. */
  | { readonly code: 'DOCUMENT_SIDE'; readonly asked: 'offline' | 'online'; readonly found: 'offline' | 'online' }
  /** A printer that is not known to hang on this machine's own cable. */
  | { readonly code: 'PRINTER_NOT_LOCAL'; readonly printer: string }
  /** The system did not take the pages; what it says may hold names of its own and is not passed on. */
  | { readonly code: 'PRINT_NOT_DONE'; readonly printer: string }
  /** No window can be made, seen or unseen, and a PDF needs one. */
  | { readonly code: 'DISPLAY_MISSING' }
  | { readonly code: 'PRINTER_MISSING'; readonly tried: readonly string[] }
  | { readonly code: 'PRINTER_FAILED'; readonly reason: 'exit' | 'timeout' | 'no-pdf' };
