// Rules of every call to Azure: one at a time, once, from the online machine, to the HSM of the plan or of the typed address,
// confirmed by two; and its verdict.
import { peopleAmong } from '#shared/formatting/person-name.ts';
import { hasSucceeded, isOpen, openCalls } from '#shared/journal/call-index.ts';
import type { EventOf, GuardedCall } from '#shared/journal/events.ts';
import { openingOf, targetOf } from '#shared/journal/grade.ts';
import { isIn } from '#shared/journal/growth.ts';
import { callOf, fetchId, type JournalState } from '#shared/journal/state.ts';
import { callRule, type OrderRule, rule } from './rule.ts';

/** Calls that two people confirm (REQ-16). */
const confirmedCalls: readonly GuardedCall[] = [
  'create',
  'init-recovery',
  'download',
  'upload',
  'delete',
  'recover',
  'purge',
  'restore',
  'key-restore',
];
/** Calls that succeed once in a ceremony. */
const onceOnly: readonly GuardedCall[] = ['create', 'init-recovery', 'download', 'canary', 'upload', 'restore'];

/** Calls about an HSM that was deleted: the lost one, or one that keeps the name of the target. */
const deletedHsmCalls: readonly GuardedCall[] = ['recover', 'purge'];

/** The name of the HSM that a call is about; undefined where the plan names none at its address. */
function namedHsm(state: JournalState, { call, target }: EventOf<'call-intended'>): string | undefined {
  const planned = targetOf(state);
  if (planned?.hsmUri === target) return planned.name;
  const source = state.plan?.source;
  return deletedHsmCalls.includes(call) && source?.uri === target ? source.name : undefined;
}

export const calls: readonly OrderRule[] = [
  // The question for the key puts a new HSM into recovery: the first is the call that two people confirm.
  rule(
    'first-fetch-is-the-call',
    'exchange-key-fetched',
    (state, { observer }) => observer !== 'operator-1' || hasSucceeded(state, 'init-recovery'),
  ),
  // What an operator saw last is what is signed: an old answer may be that of another server, or of another HSM.
  rule(
    'fetch-not-replaced',
    'exchange-key-fetched',
    ({ fetchesReplaced }, event) => !isIn(fetchesReplaced, fetchId(event)),
  ),
  rule('calls-from-online', 'call-intended', (state) => openingOf(state)?.machine === 'online'),
  rule('call-to-the-target', 'call-intended', (state, event) => namedHsm(state, event) !== undefined),
  rule('one-call-at-a-time', 'call-intended', (state) => openCalls(state).length === 0),
  rule('call-has-a-new-name', 'call-intended', (state, { id }) => !Object.hasOwn(state.calls, id)),
  callRule('call-once', onceOnly, (state, { call }) => !hasSucceeded(state, call)),
  callRule(
    'call-confirmed-by-two',
    confirmedCalls,
    (state, event) =>
      state.confirmed?.call === event.call &&
      peopleAmong(state.confirmed.by) >= 2 &&
      state.confirmed.typedName === (namedHsm(state, event) ?? targetOf(state)?.name),
  ),
  // An HSM that was made as wanted, or has its security domain, is not deleted here.
  callRule(
    'delete-of-a-failed-creation',
    ['delete'],
    (state) => !(['create', 'download', 'upload'] as const).some((call) => hasSucceeded(state, call)),
  ),
  // Until its keys are in another HSM, the deleted one is the shortest way back to them.
  callRule(
    'purge-of-the-lost-after-restore',
    ['purge'],
    (state, { target }) => state.plan?.source?.uri !== target || hasSucceeded(state, 'restore'),
  ),
  rule('answer-to-an-intent', 'call-answered', (state, { id }) => callOf(state, id)?.phase === 'intended'),
  rule('query-of-a-call', 'call-queried', (state, { id }) => Object.hasOwn(state.calls, id)),
  rule('verdict-on-an-open-call', 'call-settled', (state, { id }) => {
    const found = callOf(state, id);
    return found !== undefined && isOpen(found);
  }),
];
