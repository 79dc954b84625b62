// What can be wrong in a rehearsal.
import type { FormProblem } from '../schemas/problems.ts';

export type RehearsalRefusal =
  /** The plan is of a real ceremony; nothing is ever injected there. */
  | { readonly code: 'REHEARSAL_NOT_PRACTICE'; readonly ceremony: string }
  | { readonly code: 'REHEARSAL_FILE_INVALID'; readonly file: string; readonly problems: readonly FormProblem[] }
  | { readonly code: 'REHEARSAL_NOT_ON_LIST'; readonly fault: string }
  /** What is to be damaged is not there yet: the bundle on the stick, shares in memory, a journal that could show it. */
  | { readonly code: 'REHEARSAL_NOT_YET'; readonly fault: string }
  /** The moment at which it could have been noticed is over. */
  | { readonly code: 'REHEARSAL_TOO_LATE'; readonly fault: string }
  /** Another fault was done to the same file, and is not put right yet: each would give back what the other took. */
  | { readonly code: 'REHEARSAL_STILL_WRONG'; readonly fault: string; readonly other: string }
  /** The offline machine is not cut off anyway, so that nobody could notice the loss of a gap. */
  | { readonly code: 'REHEARSAL_GAP_OPEN' }
  /** The ceremony is a rehearsal's, and its folder is not open in this program. */
  | { readonly code: 'REHEARSAL_ROOM_CLOSED'; readonly ceremony: string }
  /** Two parts that must be two people were given to one. */
  | { readonly code: 'REHEARSAL_ONE_PERSON'; readonly person: string; readonly parts: readonly [string, string] }
  /** It was done before; a second time would take what is on the stick for the right thing. */
  | { readonly code: 'REHEARSAL_DONE'; readonly fault: string; readonly action: 'injected' | 'put-right' }
  | { readonly code: 'REHEARSAL_NOT_INJECTED'; readonly fault: string }
  /** A journal of another ceremony, or of a real one. */
  | { readonly code: 'REHEARSAL_JOURNAL_OTHER'; readonly expected: string; readonly found: string };
