// Rules of every call to Azure: one at a time, once, from the online machine, to the HSM of the plan or of the typed address,
// confirmed by two; and its verdict.
import { peopleAmong } from '../../formatting/person-name.ts';
import type { GuardedCall } from '../events.ts';
import { openingOf, targetOf } from '../grade.ts';
import { callOf } from '../state.ts';
import { isOpen, openCalls, succeeded } from './call-states.ts';
import { callRule, type OrderRule, rule } from './rule.ts';

/** Calls that two people confirm (ceremony A16). */
const confirmedCalls: readonly GuardedCall[] = [
  'create',
  'init-recovery',
  'download',
  'upload',
  'restore',
  'key-restore',
];
/** Calls that succeed once in a ceremony. */
const onceOnly: readonly GuardedCall[] = ['create', 'init-recovery', 'download', 'canary', 'upload', 'restore'];

export const calls: readonly OrderRule[] = [
  // The question for the key puts a new HSM into recovery: the first is the call that two people confirm.
  rule(
    'first-fetch-is-the-call',
    'exchange-key-fetched',
    (state, { observer }) => observer !== 'operator-1' || succeeded(state, 'init-recovery').length > 0,
  ),
  rule('calls-from-online', 'call-intended', (state) => openingOf(state)?.machine === 'online'),
  rule('call-to-the-target', 'call-intended', (state, { target }) => targetOf(state)?.hsmUri === target),
  rule('one-call-at-a-time', 'call-intended', (state) => openCalls(state).length === 0),
  rule('call-has-a-new-name', 'call-intended', (state, { id }) => !Object.hasOwn(state.calls, id)),
  callRule('call-once', onceOnly, (state, { call }) => succeeded(state, call).length === 0),
  callRule(
    'call-confirmed-by-two',
    confirmedCalls,
    (state, { call }) =>
      state.confirmed?.call === call &&
      peopleAmong(state.confirmed.by) >= 2 &&
      state.confirmed.typedName === targetOf(state)?.name,
  ),
  rule('answer-to-an-intent', 'call-answered', (state, { id }) => callOf(state, id)?.phase === 'intended'),
  rule('query-of-a-call', 'call-queried', (state, { id }) => Object.hasOwn(state.calls, id)),
  rule('verdict-on-an-open-call', 'call-settled', (state, { id }) => {
    const found = callOf(state, id);
    return found !== undefined && isOpen(found);
  }),
];
