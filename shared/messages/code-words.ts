// What people read where a journal, a file or a fault says a code: one word for each, the same on screens and in advice.
import type { WayOutKind } from '../faults/shell.ts';
import type { EventOf } from '../journal/events.ts';
import type { Plan } from '../plan/plan.ts';

/** Checks that are in a journal when they failed: those of the offline side, of the online side, and the read-backs of both. */
type FailedCheckId =
  | 'pairing'
  | 'security-domain-bundle'
  | 'exchange-key-bundle'
  | 'outcome-bundle'
  | 'test-key'
  | 'blob-key'
  | 'inventory'
  | 'upload-refused'
  | 'second-observer'
  | `read-back-${EventOf<'read-back'>['subject']}`;

type Code =
  | EventOf<'journal-opened'>['role']
  | EventOf<'journal-opened'>['machine']
  | EventOf<'bundle-written'>['type']
  | EventOf<'call-intended'>['call']
  | Plan['kind']
  | WayOutKind
  | FailedCheckId
  /** Why shares are gone. */
  | Exclude<EventOf<'shares-gone'>['reason'], 'built' | 'drill-ended'>
  /** Which way a bundle travels. */
  | 'online-to-offline'
  | 'offline-to-online'
  /** Roles of sticks. */
  | 'own'
  | 'in'
  | 'out'
  | 'custodian';

/** The word for each code in one language; the compiler misses none. */
export type CodeWords = Readonly<Record<Code, string>>;

/** The word for a code; what is no code of ours passes as it is: a name, a hash, or a code of another version. */
export const wordIn = (words: Readonly<Record<string, string>>, code: string): string =>
  Object.hasOwn(words, code) ? (words[code] ?? code) : code;
