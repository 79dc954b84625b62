// Rules of a drill or a making of keys: a journal of its own kind, which says what the program saw and asks for little.
import type { EventKind } from '#shared/journal/events.ts';
import { practicePrefix } from '#shared/schemas/atoms.ts';
import { type OrderRule, rule } from './rule.ts';

/** Kinds that are in the journal of a session alone. */
const sessionOnly: readonly EventKind[] = [
  'session-opened',
  'session-resumed',
  'clock-read',
  'alarm',
  'key-made',
  'session-finished',
];

const kinds: ReadonlySet<EventKind> = new Set<EventKind>([
  ...sessionOnly,
  'air-gap',
  'exception',
  'security-domain-loaded',
  'custodian-proven',
  'share-accepted',
  'share-refused',
  'shares-gone',
  'quorum-reconstructed',
  'file-written',
]);

/** Of a ceremony with a plan: nothing of a session is in its journal. */
export const notOfASession: readonly OrderRule[] = [
  { name: 'not-of-a-session', on: sessionOnly, holds: ({ opened }) => opened === undefined },
];

export const session: readonly OrderRule[] = [
  { name: 'nothing-of-a-recovery', on: undefined, holds: (_, { kind }) => kinds.has(kind) },
  rule(
    'session-practice-by-its-name',
    'session-opened',
    (_, { ceremony, practice }) => ceremony.startsWith(practicePrefix) === practice,
  ),
  // Which share was opened is known only by the file that it came from.
  rule(
    'share-of-a-loaded-domain',
    ['custodian-proven', 'share-accepted'],
    ({ securityDomain }) => securityDomain !== undefined,
  ),
];
