// What can be wrong in a rehearsal.
import type { FormProblem } from '../schemas/problems.ts';

export type RehearsalRefusal =
  /** The plan is of a real ceremony; nothing is ever injected there. */
  | { readonly code: 'REHEARSAL_NOT_PRACTICE'; readonly ceremony: string }
  | { readonly code: 'REHEARSAL_FILE_INVALID'; readonly file: string; readonly problems: readonly FormProblem[] }
  /** The trainer's folder lies in the room, where the trainees would see it. */
  | { readonly code: 'REHEARSAL_ENVELOPE_IN_ROOM' }
  /** The envelope is not the one whose seal was given out. */
  | { readonly code: 'REHEARSAL_SEAL_BROKEN'; readonly expected: string; readonly found: string }
  | { readonly code: 'REHEARSAL_NOT_ON_LIST'; readonly fault: string }
  /** The bundle with the exchange key, which is to be spoilt, is not on the stick yet. */
  | { readonly code: 'REHEARSAL_NOT_YET'; readonly fault: string }
  /** It was done before; a second time would take what is on the stick for the right thing. */
  | { readonly code: 'REHEARSAL_DONE'; readonly fault: string; readonly deed: 'injected' | 'put-right' }
  | { readonly code: 'REHEARSAL_NOT_INJECTED'; readonly fault: string }
  /** A journal of another ceremony, or of a real one. */
  | { readonly code: 'REHEARSAL_JOURNAL_OTHER'; readonly expected: string; readonly found: string };
