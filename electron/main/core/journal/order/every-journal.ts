// Rules of every journal: how it opens and ends, how a failed check is left, and what always takes two people.
import { peopleAmong } from '#shared/formatting/person-name.ts';
import { practiceGap } from '#shared/journal/air-gap.ts';
import type { EventKind } from '#shared/journal/events.ts';
import { openingOf } from '#shared/journal/grade.ts';
import { nextTry, stands } from '#shared/journal/state.ts';
import { type OrderRule, rule } from './rule.ts';
import { openCalls } from '#shared/journal/call-index.ts';

/** Kinds that are written even while a failed check stands: what happened outside, what people note, and the way out. */
const duringFailure: readonly EventKind[] = [
  'exception',
  'check-failed',
  'tail-closed-off',
  'wall-clock',
  'note',
  'file-written',
  'air-gap',
  'stick-role',
  'self-test',
  'shares-gone',
  'share-refused',
  'call-answered',
  'call-queried',
  'call-settled',
  'blob-built',
  'restore-verified',
];

/** More failed checks than people could leave one by one: a journal of them wears out the machine that reads. */
const maxStandingFailures = 256;

const openings: readonly EventKind[] = ['journal-opened', 'emergency-opened', 'session-opened'];

/** How every journal begins and ends, and what only practice has. */
export const fromFirstToLast: readonly OrderRule[] = [
  {
    name: 'opened-first',
    on: undefined,
    holds: (state, { kind }) => (openingOf(state) === undefined) === openings.includes(kind),
  },
  {
    name: 'nothing-after-the-end',
    on: undefined,
    holds: ({ closed, signed }, { kind }) => !closed || (kind === 'journal-signed' && !signed),
  },
  // A machine that is connected is cut off in practice alone.
  rule(
    'practice-gap-in-practice',
    'air-gap',
    (state, { detail }) => !detail.startsWith(practiceGap) || openingOf(state)?.practice === true,
  ),
];

/** Of every journal of a recovery or an activation, with a plan or without one. */
export const everyJournal: readonly OrderRule[] = [
  ...fromFirstToLast,
  {
    name: 'failed-check-stands',
    on: undefined,
    holds: ({ failures }, { kind }) => failures.length === 0 || duringFailure.includes(kind),
  },
  rule('few-failures-stand', 'check-failed', ({ failures }) => failures.length < maxStandingFailures),
  rule('exceptions-are-counted', 'exception', ({ exceptions }, { number }) => number === exceptions + 1),
  rule('exception-leaves-a-failure', 'exception', (state, { check }) => check === null || stands(state, check)),
  // REQ-24: the leader and a witness put their initials on every sheet.
  rule('exception-initialled-by-two', 'exception', (_, { initials }) => new Set(initials).size >= 2),
  // What a machine refused, one person alone does not pass.
  rule('failure-left-by-two', 'exception', (_, { check, decidedBy }) => check === null || peopleAmong(decidedBy) >= 2),
  rule('tail-closed-by-exception', 'tail-closed-off', ({ exceptions }, { exception }) => exception === exceptions),
  rule('tail-closed-by-two', 'tail-closed-off', ({ decisions }) => peopleAmong(decisions.at(-1)?.decidedBy ?? []) >= 2),
  rule('read-back-by-two', 'read-back', (_, { by }) => peopleAmong(by) >= 2),
  rule(
    'tries-are-counted',
    'read-back',
    (state, { subject, sha256, attempt }) => attempt === nextTry(state, subject, sha256),
  ),
  rule('closed-by-two', 'journal-closed', (_, { by }) => peopleAmong(by) >= 2),
  rule('signed-after-the-end', 'journal-signed', ({ closed, opened }, { keyId }) => closed && opened?.keyId === keyId),
  // After the end nobody could note how it went.
  rule('no-call-open-at-the-end', 'journal-closed', (state) => openCalls(state).length === 0),
];
